"""What the lists have in common: limits, cursors, times, words."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Generic, TypeVar

from attrs import frozen

from crossbook.sandbox.predictstreet.refusals import bad_request, invalid, refusal

T = TypeVar("T")
_DIGITS = 18


@frozen
class Page(Generic[T]):
    """Some rows of a list and where the next ones begin."""

    rows: tuple[T, ...]
    next_cursor: str | None


def page(rows: Iterable[T], position: Callable[[T], int], query: Mapping[str, str], *, most: int, default: int) -> Page[T]:
    """Cut a page out of rows whose position falls. A cursor holds a position, so rows that come or go do not shift pages."""
    limit = limit_of(query, most=most, default=default)
    before = decoded(query["cursor"]) if "cursor" in query else None
    found = tuple(islice((row for row in rows if before is None or position(row) < before), limit + 1))
    return Page(found[:limit], encoded(position(found[limit - 1])) if len(found) > limit else None)


def limit_of(query: Mapping[str, str], *, most: int, default: int) -> int:
    """Read a limit. One below 1 is an error, one that is too large is clamped without notice."""
    text = query.get("limit")
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal()) or int(text[:_DIGITS]) < 1:
        raise refusal(400, "invalid_limit", "limit must be an integer >= 1")
    return min(int(text[:_DIGITS]), most)


def encoded(*positions: int) -> str:
    """Write a cursor, opaque to clients."""
    return urlsafe_b64encode(f"at:{'.'.join(map(str, positions))}".encode()).decode().rstrip("=")


def decoded(cursor: str) -> int:
    """Read a cursor of one position."""
    return decoded_all(cursor, 1)[0]


def decoded_all(cursor: str, count: int) -> tuple[int, ...]:
    """Read a cursor. Raises Refusal for one that this venue did not give."""
    try:
        word, _, text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition(":")
        positions = tuple(int(part) for part in text.split("."))
    except ValueError:
        word, positions = "", ()
    if word != "at" or len(positions) != count:
        raise bad_request("malformed cursor")
    return positions


def moment(query: Mapping[str, str], name: str) -> datetime | None:
    """Read a time. Raises Refusal for what is not ISO 8601; a time without a zone is UTC."""
    text = query.get(name)
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise invalid(f"{name} must be a date-time of ISO 8601") from None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def to_milliseconds(found: datetime) -> datetime:
    """Cut a time to what replies show, so that a time from a reply compares with what it was of."""
    return found.replace(microsecond=found.microsecond // 1000 * 1000)


def word(query: Mapping[str, str], name: str, allowed: Iterable[str], *, any_case: bool = False) -> str | None:
    """Read a filter of a closed list of words. Raises Refusal with bad_request for any other."""
    value = query.get(name)
    if value is None:
        return None
    found = value.lower() if any_case else value
    if found not in allowed:
        raise bad_request(f"{name} must be one of {', '.join(allowed)}")
    return found


def outcome_index(query: Mapping[str, str]) -> str | None:
    """Read an outcome filter, an integer. Raises Refusal with bad_request."""
    value = query.get("outcome")
    if value is not None and not (value.isascii() and value.isdecimal()):
        raise bad_request("outcome must be an integer >= 0")
    return value
