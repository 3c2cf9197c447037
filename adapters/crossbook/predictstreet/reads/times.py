"""Times that a caller gives, as the venue's filters take them."""

from __future__ import annotations

from datetime import UTC, datetime

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.predictstreet.identifiers import VENUE


def as_text(time: datetime | None, what: str) -> str | None:
    """Write a time in UTC (ISO 8601). Raises InvalidRequest for one without its offset; `what` is the parameter that errors name."""
    if time is None:
        return None
    if not is_a(time, datetime) or time.tzinfo is None:
        raise Call(VENUE, what).invalid(expected=f"{what} as a datetime with its offset", found=time)
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")
