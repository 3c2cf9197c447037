"""Both venues, as ledgers need them. Each is loaded when something of it is heard first."""

from __future__ import annotations

from functools import cache
from typing import Final

from crossbook.core.facts import Readings

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
    rooms = type(value).__module__.split(".")
    return rooms[1] if rooms[0] == "crossbook" and len(rooms) > 2 else None  # noqa: PLR2004 - crossbook, the venue, a module


@cache
def readings_of_kind(module: str) -> Readings | None:
    """Give how the messages of a venue become facts whose classes a module has; None where it is none of ours."""
    rooms = module.split(".")
    return readings_of(rooms[1]) if rooms[0] == "crossbook" and len(rooms) > 2 else None  # noqa: PLR2004 - as above
