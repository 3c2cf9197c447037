"""What a plan asks of what keeps limits for several processes, and what that says. It owns a connection; the plans only know its words."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import msgspec

from crossbook.core.admitting import Route
from crossbook.core.budgets import Budget
from crossbook.pacing import SharedLimits
from crossbook_bindings.runtime import SharedBy

GRACE: Final = 2.5
"""Seconds for which everybody goes on with its share after limits were lost: longer than anybody does without asking (`shared_pace`)."""
CALM: Final = 0.4
"""Seconds in which nothing was heard and nobody was served: after fewer, it was one process that did not get through."""

Generations: TypeAlias = tuple[str, str]
"""Which life of the account's memory, and of the address's, an answer came from; "" for none."""


class Counted(msgspec.Struct, frozen=True):
    """One bucket of a request."""

    name: str
    shared_by: SharedBy
    budget: Budget
    """How the whole limit is used by all together."""
    spent: int
    """How many requests this process sent meanwhile that were not counted there."""


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """Ask for leave to send a request."""

    venue: str
    route: Route
    route_shared_by: SharedBy
    buckets: tuple[Counted, ...]
    is_cancel: bool
    number: int | None
    """The place in the queue that it was given before."""
    patience: float
    """Seconds for which it can wait."""
    away: float | None
    """For how many seconds this process has gone on alone because nothing answered; None if it has not."""
    known: Generations


class Closed(msgspec.Struct, frozen=True):
    """For how many seconds a venue wants nothing in a bucket, or of a route; nothing but cancels unless it is for them too."""

    place: str | Route
    shared_by: SharedBy
    for_cancels: bool
    seconds: float


class Noting(msgspec.Struct, frozen=True, kw_only=True):
    """Tell what a venue's answer said of its limits."""

    venue: str
    limits: Mapping[str, int]
    full_for: Mapping[str, float]
    """For how many seconds from now buckets are full at least."""
    closed: tuple[Closed, ...]
    shared_by: Mapping[str, SharedBy]
    """Whose each of these buckets is."""


Question: TypeAlias = Asking | Noting


Verdict: TypeAlias = Literal["leave", "later", "never", "alone", "noted"]


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """What keeps the limits has said."""

    verdict: Verdict
    """Send it; come back; it would be too late; go on with your share for so long; nothing was asked."""
    seconds: float = 0.0
    """Until when that is so."""
    number: int | None = None
    """The place in the queue."""
    generations: Generations = ("", "")
    limits: Mapping[str, int] = {}
    """The limits that were learnt, by bucket."""
    full_for: Mapping[str, float] = {}
    """For how many seconds each bucket is full now."""


class Silence(msgspec.Struct, frozen=True):
    """No answer came in time, or none that makes sense."""

    problem: str


class Keeper(SharedLimits):
    """Keeps limits for several processes. Both ways to ask it end within a bound, and raise nothing."""

    __slots__ = ()

    @property
    @abstractmethod
    def processes(self) -> int:
        """Among how many the limits are divided while it does not answer."""

    @property
    @abstractmethod
    def slowest(self) -> float:
        """Seconds that asking takes at most."""

    @abstractmethod
    def ask(self, question: Question) -> Ruling | Silence:
        """Ask, from any thread."""

    @abstractmethod
    async def ask_async(self, question: Question) -> Ruling | Silence:
        """Ask, from any event loop."""

    @abstractmethod
    def close(self) -> None:
        """Close the connections of threads that nobody is using. Asking opens others."""

    @abstractmethod
    async def aclose(self) -> None:
        """Close the connections of this event loop that nobody is using."""
