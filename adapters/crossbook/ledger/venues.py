"""Both venues, as ledgers need them. Each is loaded when something of it is heard first."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, TypeAlias

from crossbook.core.facts import Fact, Readings

Told: TypeAlias = Callable[[object, float, str | None], tuple[Fact, ...] | None]

VENUES: Final = ("fourcasters", "predictstreet")


@cache
def readings_of(venue: str) -> Readings | None:
    """Give how a venue's messages become facts; None where it is none of ours."""
    match venue:
        case "fourcasters":
            from crossbook.fourcasters.facts import READINGS as FOURCASTERS  # noqa: PLC0415 - who has no orders there does not load it

            return FOURCASTERS
        case "predictstreet":
            from crossbook.predictstreet.facts import READINGS as PREDICTSTREET  # noqa: PLC0415 - as above

            return PREDICTSTREET
        case _:
            return None


def venue_of_value(value: object) -> str | None:
    """Say to which venue a value belongs, by the room of its class."""
    return _venue_of(type(value))


_TOLD: Final[dict[type[object], Told]] = {}


def told_by(kind: type[object]) -> Told:
    """Give how values of a class become facts. What that gives is None for those that are no venue's of ours."""
    told = _TOLD.get(kind)
    if told is None:
        venue = _venue_of(kind)
        readings = None if venue is None else readings_of(venue)
        own = _says_nothing if kind.__module__ == "crossbook.feeds" else _is_none_of_ours
        told = _TOLD[kind] = own if readings is None else readings.told
    return told


def _says_nothing(_value: object, _at: float, _account: str | None) -> tuple[Fact, ...]:
    return ()


def _is_none_of_ours(_value: object, _at: float, _account: str | None) -> None:
    return None


def _venue_of(kind: type[object]) -> str | None:
    rooms = kind.__module__.split(".")
    return rooms[1] if rooms[0] == "crossbook" and len(rooms) > 2 else None  # noqa: PLR2004 - crossbook, the venue, a module
