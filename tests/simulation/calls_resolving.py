"""`resolve`: what became of commands whose outcome is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final, cast

import msgspec

from crossbook import CancelUnknown, EditUnknown, NotCancelled, PlaceUnknown, ScopeOutcomes
from crossbook.core.resolving import Patience
from crossbook.core.steps import Plan
from crossbook.errors import Outcome
from crossbook.fourcasters.orders import resolving as fourcasters
from crossbook.predictstreet.orders import resolving as predictstreet
from crossbook.predictstreet.orders.sightings import Owner
from simulation.calls import Following, Nature
from simulation.exchanges import Exchange
from simulation.executor import Ended
from simulation.laws_resolving import excuse, left_unknown, of_outcomes
from simulation.link import CLOCK
from simulation.predictstreet_placing import WALLET
from simulation.seen import Seen
from simulation.venue import pick

WAITS: Final = 400.0
"""Seconds that whoever waits gives a call: bad weather is over by then, and what was sent has come. Longer would only be to ask where
nothing is ever answered."""
_UNKNOWN: Final = (CancelUnknown, PlaceUnknown, EditUnknown)
_READS: Final = {
    "fourcasters": ("/session/lookupOrder", "/user/getBetByUserReference", "/user/getUnmatched", "/user/getMatchedBets"),
    "predictstreet": ("/api/orders/",),
}


class Resolve(msgspec.Struct, frozen=True):
    """`resolve` of what another call came to."""

    venue: str
    outcomes: tuple[Outcome, ...] | ScopeOutcomes
    waits: bool

    @property
    def nature(self) -> Nature:
        return Nature.READ

    def plan(self) -> Plan[object]:
        patience = Patience(clock=CLOCK, wait=self.waits, deadline=WAITS if self.waits else 30.0)
        if self.venue == "fourcasters":
            return fourcasters.resolve(self.outcomes, patience)
        return predictstreet.resolve(self.outcomes, patience, Owner(WALLET))

    def asks_no_more(self, exchange: Exchange) -> bool:
        return exchange.method == "GET" and exchange.path.startswith(_READS[self.venue])

    def broken(self, seen: Seen) -> Iterator[str]:
        ended = seen.ended
        if ended.error is not None:
            yield f"resolving raises {type(ended.error).__name__}"
        elif ended.interrupted:
            pass
        else:
            found = tuple(ended.value) if isinstance(ended.value, ScopeOutcomes) else ended.listed
            yield from of_outcomes(tuple(self.outcomes), found, seen)
            if self.waits:
                yield from left_unknown(found, seen)

    def counted(self, seen: Seen) -> Iterator[str]:
        """Name what is counted of it: how many outcomes were unknown, and how many stay so, and why."""
        ended = seen.ended
        if ended.error is not None or ended.interrupted:
            return
        how = "with waiting" if self.waits else "at once"
        for old, new in zip(self.outcomes, cast("tuple[object, ...]", ended.value), strict=False):
            if isinstance(old, _UNKNOWN):
                if not isinstance(new, _UNKNOWN):
                    yield f"resolved {how}: decided"
                elif self.waits and (why := excuse(new, seen)) is not None:
                    yield f"resolved {how}: nobody could, {why}"
                else:
                    yield f"resolved {how}: still unknown"

    def following(self, ended: Ended, rng: Random) -> Following | None:
        return None


def resolving(venue: str, ended: Ended, rng: Random) -> Following | None:
    """Let a caller who does not know what became of a command resolve it: mostly late, and mostly with patience."""
    outcomes = ended.value if isinstance(ended.value, ScopeOutcomes) else ended.listed
    known = tuple(outcome for outcome in outcomes if isinstance(outcome, Outcome))
    if not any(isinstance(outcome, _UNKNOWN) for outcome in known):
        return None
    # Edits are few, and can go wrong in the most ways.
    if not any(isinstance(outcome, EditUnknown) for outcome in known) and rng.random() < 0.65:
        return None
    if any(isinstance(outcome, NotCancelled) and not outcome.order_id.strip() for outcome in known):
        return None
    after = pick(rng, (1.0, 100.0, 119.0, 119.99, 125.0, 125.0, 125.0, 200.0))
    if rng.random() < 0.2:
        return Following(Resolve(venue, outcomes if isinstance(outcomes, ScopeOutcomes) else known, waits=False), after, 30.0)
    return Following(Resolve(venue, outcomes if isinstance(outcomes, ScopeOutcomes) else known, waits=True), after, WAITS)
