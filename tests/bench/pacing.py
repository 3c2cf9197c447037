"""Leave to send a request that three buckets count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from timing import Figure, best_of, each

from crossbook import Pacing
from crossbook.core.pace import Pace, Permit
from crossbook_bindings.predictstreet.rest.buckets import BUCKETS
from crossbook_bindings.predictstreet.rest.effects import PLACE_ORDER

_ROUNDS = 50
_TIMES = 2000
_MOST_US = 5.0


def measure() -> Iterator[Figure]:
    ours, _ = best_of(_ROUNDS, each(_TIMES, _taking()), lambda: 0.0)
    yield Figure(name="leave to send in three buckets", ours_us=ours * 1e6, base_us=_MOST_US, base=f"{_MOST_US:g} µs", limit=1)


def _taking() -> Callable[[], None]:
    pace, seconds = Pace(BUCKETS, Pacing()), count(1.0)
    buckets = PLACE_ORDER.effect.buckets

    def take() -> None:
        wish = pace.wish(PLACE_ORDER.effect)
        if len(wish.buckets) != len(buckets) or not isinstance(pace.take(wish, next(seconds)), Permit):
            raise AssertionError(f"expected leave in {buckets}")

    return take
