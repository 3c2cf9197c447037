"""What a pull tells while it runs: a closed union, so that a `match` over it can be proved complete."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import attrs

from crossbook.desk.pulled import VenuePulled
from crossbook.desk.scopes import Scope
from crossbook.protocols import AnyOrder


@attrs.frozen(kw_only=True)
class PullBegan:
    """A pull has begun."""

    venue: str
    """The venue."""
    scope: Scope
    """What is to be pulled."""


@attrs.frozen(kw_only=True)
class RestingListed:
    """The list of resting orders was read, all pages of it."""

    venue: str
    """The venue."""
    resting: int
    """How many orders in the scope rest."""
    unclear: int
    """How many rest of which nobody can say whether they are in it: they are left alone."""


@attrs.frozen(kw_only=True)
class CancelsAnswered:
    """One cancel was answered, or its answer was waited for in vain."""

    venue: str
    """The venue."""
    cancelled: int
    """How many orders it cancelled; those that are only counted, too."""
    not_cancelled: int
    """Of how many it says that they were not cancelled, mostly because they were over."""
    unknown: int
    """Of how many nobody knows."""
    problem: str | None = None
    """What went wrong with the whole of it; None where nothing did."""


@attrs.frozen(kw_only=True)
class OrdersAppeared:
    """Somebody places in the scope while it is pulled."""

    venue: str
    """The venue."""
    orders: tuple[AnyOrder, ...]
    """Orders that rest and that nobody had told of."""


@attrs.frozen(kw_only=True)
class PullWaits:
    """Nothing can be done before some time has passed."""

    venue: str
    """The venue."""
    seconds: float
    """Seconds until the next look, at most."""
    why: str
    """What for."""


@attrs.frozen(kw_only=True)
class PullEnded:
    """A pull is over."""

    venue: str
    """The venue."""
    result: VenuePulled
    """What it came to."""


PullEvent: TypeAlias = PullBegan | RestingListed | CancelsAnswered | OrdersAppeared | PullWaits | PullEnded
"""Everything that a pull tells."""

PullObserver: TypeAlias = Callable[[PullEvent], object]
"""What is told. It is called at once, one event at a time; what it raises is passed over, all but KeyboardInterrupt, which is Ctrl-C."""
