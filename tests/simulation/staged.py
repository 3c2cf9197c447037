"""One call under conditions that a test chooses, instead of a seed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from random import Random

import msgspec

from crossbook import Pacing, Retry, Timeouts
from crossbook.core.engine import Policy
from crossbook.core.pace import Pace
from crossbook_bindings.fourcasters.rest.buckets import BUCKETS as FOURCASTERS_BUCKETS
from crossbook_bindings.predictstreet.rest.buckets import BUCKETS as PREDICTSTREET_BUCKETS
from simulation.calls import Call
from simulation.exchanges import Exchange
from simulation.executor import Ended, Executor
from simulation.fourcasters import Fourcasters
from simulation.link import Link
from simulation.orders import Order
from simulation.predictstreet import PredictStreet
from simulation.timeline import Timeline
from simulation.venue import Deployment, Venue


class Script:
    """Fates that were chosen, one after the other; the last one stays."""

    def __init__(self, fates: Sequence[str]) -> None:
        self._fates = list(fates)

    def fate(self, rng: Random) -> str:
        return self._fates.pop(0) if len(self._fates) > 1 else self._fates[0]


class Staged(msgspec.Struct, frozen=True):
    """How it ended, and what was sent for it."""

    ended: Ended
    exchanges: list[Exchange]


def staged(
    call: Call,
    *,
    at: str,
    orders: list[Order],
    fates: Sequence[str],
    deadline: float = 120.0,
    stopped: float | None = None,
    crowd: int = 1,
    seed: int = 1,
) -> Staged:
    """Make a call, in a crowd of its like if asked, and give the last of them. Of the limits, the client has a three-hundredth then."""
    timeline, rng = Timeline(), Random(seed)  # noqa: S311 - chance that can be repeated
    deployment = Deployment(rng=rng, timeline=timeline, rejects=0.0)
    is_fourcasters = at == "fourcasters"
    venue: Venue = Fourcasters(orders, deployment) if is_fourcasters else PredictStreet(orders, deployment)
    link = Link(timeline, venue, rng, Script(fates), Timeouts())
    pace = Pace(FOURCASTERS_BUCKETS if is_fourcasters else PREDICTSTREET_BUCKETS, Pacing(processes=300 if crowd > 1 else 1))
    executor = Executor(timeline, link, Policy(Retry(), pace, rng.random))
    ends: dict[int, Ended] = {}
    moment = None if stopped is None else timeline.now + stopped
    for number in range(crowd):
        executor.begin(number, call.plan, deadline=deadline, ended=partial(ends.__setitem__, number), stopped=moment)
    timeline.run()
    return Staged(ends[crowd - 1], [exchange for exchange in link.exchanges if exchange.call == crowd - 1])
