"""Times in a venue's replies, as aware datetimes. What cannot be read is None: the venue's own text is kept elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)


def moment(text: str | None) -> datetime | None:
    """Read a time that names its offset (ISO 8601, RFC 3339); digits beyond microseconds are dropped."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    zone = found.tzinfo
    if zone is UTC:
        return found
    return None if zone is None else in_utc(found)


def in_utc(time: datetime) -> datetime | None:
    """Say the same time in UTC; None where its year there would be before 1 or after 9999."""
    try:
        return time.astimezone(UTC)
    except OverflowError:
        return None


def moment_of_unix(seconds: int | None) -> datetime | None:
    """Read seconds since 1970; 0 is how venues write that there is none."""
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(seconds, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def moment_of_milliseconds(milliseconds: int | None) -> datetime | None:
    """Read milliseconds since 1970; 0 is how venues write that there is none."""
    if not milliseconds:
        return None
    try:
        return _BEGINNING + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None
