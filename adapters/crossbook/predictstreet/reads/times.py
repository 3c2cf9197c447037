"""Times that a caller gives, as the venue's filters take them."""

from __future__ import annotations

from datetime import datetime

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.times import in_utc
from crossbook.predictstreet.identifiers import VENUE


def as_text(time: datetime | None, what: str) -> str | None:
    """Write a time in UTC (ISO 8601). Raises InvalidRequest for one without its offset; `what` is the parameter that errors name."""
    if time is None:
        return None
    if not is_a(time, datetime) or time.tzinfo is None:
        raise Call(VENUE, what).invalid(expected=f"{what} as a datetime with its offset", found=time)
    if (there := in_utc(time)) is None:
        raise Call(VENUE, what).invalid(expected=f"{what} as a datetime whose year in UTC is from 1 to 9999", found=time)
    return there.isoformat().replace("+00:00", "Z")
