"""What the senders say and read in the same way, without knowing the libraries below them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final

import msgspec

from crossbook.core.attempts import Allowance
from crossbook.core.judging import invalid
from crossbook.core.times import in_utc
from crossbook_bindings.runtime import Request, SocketCommand

ROTATED_TOKEN_HEADER: Final = "X-Auth-Token"  # noqa: S105 - the name of a header
REQUEST_ID_HEADERS: Final = ("X-Request-Id", "CF-Ray")

_DIGITS: Final = re.compile(r"[0-9]{1,12}")
_DIGITS_OF_TIME: Final = re.compile(r"[0-9]{9,13}")
_LONGEST_SECONDS: Final = 11
_EARLIEST_YEAR: Final = 1970
_LATEST_YEAR: Final = 9000
_UNWRITABLE: Final = (TypeError, ValueError, OverflowError, msgspec.EncodeError)


def encoded(request: Request[str, object, object]) -> bytes | None:
    """Encode a request's body. Raises InvalidRequest if a caller put something into it that JSON cannot carry."""
    try:
        return request.body()
    except _UNWRITABLE as error:
        problem = str(error)
    operation = request.operation
    raise invalid(operation.venue, operation.name, expected="a body that JSON can carry", found=problem)


def frame_text(command: SocketCommand[str, object]) -> str:
    """Encode a socket command. Raises InvalidRequest if a caller put something into it that JSON cannot carry."""
    try:
        return command.text()
    except _UNWRITABLE as error:
        problem = str(error)
    message = command.message
    raise invalid(message.venue, message.name, expected="a message that JSON can carry", found=problem)


def target(request: Request[str, object, object]) -> str:
    """Write a request's path and query. Raises InvalidRequest if a caller put something into it that UTF-8 cannot carry."""
    try:
        return request.target
    except UnicodeEncodeError as error:
        problem = str(error)
    operation = request.operation
    raise invalid(operation.venue, operation.name, expected="a path and a query that UTF-8 can carry", found=problem)


def content_headers(body: bytes | None) -> dict[str, str]:
    """Give the headers that a body needs."""
    return {"Accept": "application/json"} | ({} if body is None else {"Content-Type": "application/json"})


_LONGEST_WAIT: Final = 3600.0
"""Seconds that a venue is waited for. Their limits are counted over a minute at most: nobody is shut out for longer by one header."""


def retry_after(value: str | None, *, today: Callable[[], datetime]) -> float | None:
    """Read Retry-After, seconds or a date, as seconds from now, at most an hour. None where there is none, or none that can be read.

    `today` gives the date and time; it is asked only where a date is to be compared with it.
    """
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            moment = _dated(value)
        except (ValueError, OverflowError):
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        seconds = (moment - today()).total_seconds()
    if not math.isfinite(seconds) and not value.strip().isdecimal():
        return None
    return min(max(0.0, seconds), _LONGEST_WAIT)


def allowance(headers: Mapping[str, str], *, today: Callable[[], datetime]) -> Allowance | None:
    """Read the X-RateLimit headers of a reply, whose names are in lower case. None where they are not there, or make no sense.

    The reset is a moment in seconds since 1970 of the venue's clock, which its Date tells; `today` is asked where it has none.
    """
    limit, remaining = (_count(headers.get(f"x-ratelimit-{name}")) for name in ("limit", "remaining"))
    if limit is None or remaining is None or not 0 <= remaining <= limit or limit == 0:
        return None
    reset = _count(headers.get("x-ratelimit-reset"))
    seconds = None if reset is None else reset - _date(headers.get("date"), today).timestamp()
    return Allowance(limit, remaining, seconds if seconds is not None and seconds > 0 else None)


def said_at(own: str, date: str) -> datetime | None:
    """Read what time it was by the clock of whoever answered, from X-Server-Time, or else from Date. None where neither can be read.

    X-Server-Time is the venue's own, and its form on no page: seconds or milliseconds since 1970, or ISO 8601, are looked for. Date is
    in every reply (RFC 9110), if only from what is in front of the venue.
    """
    if _DIGITS_OF_TIME.fullmatch(own):
        seconds = int(own) / (1000 if len(own) > _LONGEST_SECONDS else 1)
        return datetime.fromtimestamp(seconds, tz=UTC)
    for read, text in ((datetime.fromisoformat, own), (_dated, date)):
        try:
            moment = read(text)
        except (ValueError, OverflowError):
            continue
        there = in_utc(moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC))
        # Beside the first and the last years that there are, nothing can be reckoned.
        if there is not None and _EARLIEST_YEAR <= there.year <= _LATEST_YEAR:
            return there
    return None


def _dated(value: str) -> datetime:
    """Read an HTTP date. Raises ValueError or OverflowError."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - a client is ready without it

    return parsedate_to_datetime(value)


def _count(value: str | None) -> int | None:
    return int(value) if value is not None and _DIGITS.fullmatch(value) else None


def _date(value: str | None, today: Callable[[], datetime]) -> datetime:
    try:
        moment = today() if value is None else _dated(value)
    except (ValueError, OverflowError):
        moment = today()
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
