"""What clients are asked for. A kind of call says how it begins, what it may put on the wire, and what must be true of its end.

More kinds of calls are more classes of this form; `scenes` draws them, and `Call.following` lets one follow from how another ended.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from random import Random
from typing import Protocol

import msgspec

from crossbook.core.steps import Plan
from simulation.exchanges import Exchange
from simulation.executor import Ended
from simulation.seen import Seen


class Nature(enum.Enum):
    """What the venue's documents let a request be sent again for."""

    READ = enum.auto()
    """It changes nothing."""
    NAMED = enum.auto()
    """It takes off the orders that it names: a second time does nothing more."""
    ONCE = enum.auto()
    """It could act twice, or on what came since."""


class Call(Protocol):
    """One call of a client's."""

    @property
    def nature(self) -> Nature: ...

    def plan(self) -> Plan[object]:
        """Give the plan that the client's method runs."""
        ...

    def asks_no_more(self, exchange: Exchange) -> bool:
        """Say whether a request asks for what this call asks for, and for nothing else."""
        ...

    def broken(self, seen: Seen) -> Iterator[str]:
        """Name the laws that the call broke, by what it came to."""
        ...

    def following(self, ended: Ended, rng: Random) -> Following | None:
        """Give a call that its caller makes next, seeing how this one ended."""
        ...


class Following(msgspec.Struct, frozen=True):
    """A call that follows from how another one ended."""

    call: Call
    after: float
    """Seconds after the end of the one before."""
    deadline: float
    is_about_it: bool = True
    """Whether it asks what became of the one before; False for one that is only made later."""


class AlmostEvery:
    """What is true of nearly all calls."""

    nature = Nature.ONCE

    def following(self, ended: Ended, rng: Random) -> Following | None:
        return None
