"""What the models of both venues have in common."""

from __future__ import annotations

import math
from datetime import timedelta
from email.utils import format_datetime
from random import Random
from typing import Final, Protocol, TypeVar

import msgspec

from simulation.exchanges import Exchange, Said
from simulation.limits import Limit
from simulation.orders import Orders
from simulation.timeline import Timeline

ChoiceT = TypeVar("ChoiceT")

UNLISTED_WORDS: Final = (
    "Something broke",
    "order is locked",
    "order not found in cache, still resting",
    "could not check whether order is expired",
    "not order already cancelled",
    "game not found",
    "try again later",
)
"""Words that no document lists. Some hold listed ones; all of them are said of orders that rest."""

BROKE_DOWN: Final = "Failed to process cancelMultiple"
"""pages/websocket/cancel-orders: an unexpected failure; what was done by then, nobody says."""


class Creation(msgspec.Struct, kw_only=True):
    """What a placement made at a venue."""

    exchange: int
    place: int
    """Which order of the request it was, counted from 0."""
    order_id: str | None
    """The order that rests; None where nothing does."""
    resting: int
    fills: int
    taken: int = 0
    """How much was matched at once."""
    name: str = ""
    """The caller's name for it."""
    game: str = ""
    """The game or the market that it is in."""
    kind: str = "moneyline"
    """The kind of market."""
    odds: int = -110
    """What it was placed at."""
    moment: float = 0.0
    """When that was."""


class Venue(Protocol):
    """A model of a venue: it is asked, acts, and answers. It never lies; that is done to its answers on their way."""

    @property
    def limits(self) -> tuple[Limit, ...]: ...

    @property
    def names_are_unique(self) -> bool:
        """Whether the caller's name for an order is nobody else's, by the documents."""
        ...

    orders: Orders
    created: list[Creation]

    def handle(self, exchange: Exchange) -> Said:
        """Carry a request out, now."""
        ...

    def refuses(self, exchange: Exchange) -> Said:
        """Refuse a request as a whole, for a reason that a document lists."""
        ...

    def limited(self, seconds: int) -> Said:
        """Say that there are too many requests, and when to come back."""
        ...

    def unauthorized(self) -> Said:
        """Refuse a request for its credentials, before anything is done."""
        ...

    def odd(self, exchange: Exchange, /) -> tuple[int, ...]:
        """Give statuses of which something in front of the venue may say anything, if there are such beside the usual ones."""
        ...

    def names(self, exchange: Exchange) -> list[str]:
        """Give the orders that a cancel names, as it spells them."""
        ...


class Deployment(msgspec.Struct, kw_only=True):
    """How a venue is installed: what its documents leave open, or say in two ways."""

    rng: Random
    timeline: Timeline
    taken: float = 0.0
    """The part of every limit that other programs use."""
    is_old: bool = False
    """Whether it answers as the older documents say."""
    rejects: float = 0.2
    """The part of all placements that it does not take."""
    remembers: float = math.inf
    """For how many seconds what became of a name is told again: that it is, is documented, and not for how long."""
    page: int = 500
    """How many entries it gives on one page."""

    def retry_after(self, seconds: int) -> str:
        """Write when to come back as seconds, or as HTTP also has it, as a date."""
        if self.rng.random() < 0.9:
            return str(seconds)
        return format_datetime(self.timeline.today() + timedelta(seconds=seconds), usegmt=True)


def pick(rng: Random, values: tuple[ChoiceT, ...] | list[ChoiceT]) -> ChoiceT:
    """Choose one. (`Random.choice` takes five times as long.)"""
    return values[int(rng.random() * len(values))]
