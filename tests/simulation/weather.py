"""What can become of a request on its way, and how often."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final, Protocol

import msgspec

FINE: Final = "fine"
NO_CONNECTION: Final = "no connection"
LOST_BEFORE: Final = "lost before it arrived"
LOST_AFTER: Final = "carried out, and the reply was lost"
LATE: Final = "arrives after its caller gave up"
HALF: Final = "half a reply"
BROKEN_BEFORE: Final = "5xx, and nothing was done"
BROKEN_AFTER: Final = "5xx, although it was carried out"
ODD_STATUS: Final = "a status that no document lists"
REFUSED: Final = "refused as a whole"
LIMITED: Final = "429"
SLOW: Final = "slow"
SPOILED: Final = "a reply that is not what it should be"
UNREADABLE: Final = "a reply that cannot be read"
LEFT_OVER: Final = "the reply to something else"
DOWN: Final = "out of order from the beginning to the end"
"""What becomes of everything that is asked at one path, in some worlds: it is no matter of chance, so it is none of the fates below."""

FATES: Final = (
    NO_CONNECTION,
    LOST_BEFORE,
    LOST_AFTER,
    LATE,
    HALF,
    BROKEN_BEFORE,
    BROKEN_AFTER,
    ODD_STATUS,
    REFUSED,
    LIMITED,
    SLOW,
    SPOILED,
    SPOILED,
    SPOILED,
    UNREADABLE,
    LEFT_OVER,
)
"""Everything but fine. What a reply says can be wrong in many more ways than how it comes."""


class Conditions(Protocol):
    """Says what becomes of each request, one after the other."""

    def fate(self, rng: Random) -> str: ...


class Weather(msgspec.Struct, frozen=True):
    """How bad it is."""

    badness: float
    """The chance that something becomes of a request that should not."""
    fates: tuple[str, ...] = FATES
    """What can, then."""

    def fate(self, rng: Random) -> str:
        """Draw what becomes of one request."""
        if rng.random() >= self.badness:
            return FINE
        return self.fates[int(rng.random() * len(self.fates))]


class Passing(msgspec.Struct, frozen=True):
    """A weather that is over at some time."""

    weather: Conditions
    is_over: Callable[[], bool]

    def fate(self, rng: Random) -> str:
        return FINE if self.is_over() else self.weather.fate(rng)


def drawn(rng: Random, badness: float) -> Weather:
    """Draw a weather. Often a few things go wrong again and again: what takes two of them is not so rare then."""
    if rng.random() < 0.5:
        return Weather(badness)
    return Weather(badness, tuple(FATES[int(rng.random() * len(FATES))] for _ in range(3)))
