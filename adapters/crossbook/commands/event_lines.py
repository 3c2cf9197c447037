"""An event of a feed as one line of JSON: our words, with the venue's beside them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final, cast

import attrs
import msgspec

from crossbook.commands.ascii_json import document
from crossbook.prices import Odds

_SAID_ALREADY: Final = ("venue_order", "best", "best_bid", "best_ask")
"""What repeats its neighbours: rows of a book are in the venue's event, and the best offers are the first ones."""


def line(event: object, *, venue: str, feed: str, at: datetime) -> str:
    """Write an event; `at` is when it was read. Amounts, odds and prices are exact text."""
    told: dict[str, object] = {"at": at.isoformat(timespec="milliseconds"), "venue": venue, "feed": feed, "event": type(event).__name__}
    told |= _members(event)
    if "venue_event" in told:
        told["venue_event"] = told.pop("venue_event")  # The longest comes last.
    return document(told)


def _members(value: object) -> Iterator[tuple[str, object]]:
    """Give what something says in our words: its fields, and what follows from them."""
    kind = type(value)
    names = getattr(kind, "__struct_fields__", ())
    for name in cast("tuple[str, ...]", names):
        if name not in _SAID_ALREADY:
            yield name, _plain(getattr(value, name))
    for base in reversed(kind.__mro__):
        for name, member in vars(base).items():
            if isinstance(member, property) and not name.startswith("_") and name not in _SAID_ALREADY:
                yield name, _plain(getattr(value, name))


def _plain(value: object) -> object:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return format(value, "f") if value.is_finite() else str(value)
        case datetime():
            return value.isoformat()
        case Odds():
            return str(value)
        case msgspec.Raw():
            return value
        case msgspec.Struct():
            return dict(_members(value))
        case Mapping():
            return {str(name): _plain(held) for name, held in cast("Mapping[object, object]", value).items()}
        case Sequence():
            return [_plain(held) for held in cast("Sequence[object]", value)]
        case _:
            kind = type(value)
            if not attrs.has(kind):
                return str(value)
            # What a venue leaves out is None in a reply.
            told = ((field.name, getattr(value, field.name)) for field in attrs.fields(kind))
            return {name: _plain(member) for name, member in told if member is not None}
