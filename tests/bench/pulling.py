"""Two thousand orders pulled by ids at PredictStreet, in simulated time, against what its limits allow at best."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.orders import Order
from simulation.pulling import CalmPull
from simulation.scenes_orders import order_id
from timing import Figure

from crossbook import Pacing
from crossbook.core.pace import Pace, Permit
from crossbook.desk import WithPrefix
from crossbook.desk.pulling import BATCH
from crossbook_bindings.predictstreet.rest.buckets import BUCKETS
from crossbook_bindings.predictstreet.rest.effects import CANCEL_BATCH

_MANY = 2000
_MOST = 1.2


def measure() -> Iterator[Figure]:
    scope = {"marketId": "M", "side": "buy", "outcome": "0", "price": "0.42", "type": "limit", "timeInForce": "gtc", "name": "q-"}
    orders = [Order(order_id=order_id("predictstreet", number), born=number / _MANY, scope=scope) for number in range(_MANY)]
    world = CalmPull("predictstreet", orders, WithPrefix("q-"))
    world.run()
    (result,) = world.story.results
    if not result.is_proven:
        raise AssertionError(f"expected a proof, found {result.left}")
    looks = [exchange for exchange in world.link.exchanges if exchange.method == "GET"]
    looking = sum((exchange.told or 0.0) - (exchange.left or 0.0) for exchange in looks)
    base = "its batches as the limits allow at best, and its lists"
    yield Figure(
        name="2,000 orders pulled by ids at PredictStreet, simulated time",
        ours_us=result.seconds * 1e6,
        base_us=(_at_best() + looking) * 1e6,
        base=base,
        limit=_MOST,
    )


def _at_best() -> float:
    """Give the seconds after which the last batch may leave, if nothing else takes any time."""
    pace, moment = Pace(BUCKETS, Pacing()), 1000.0
    wish = pace.wish(CANCEL_BATCH.effect)
    for _ in range(_MANY // BATCH):
        found = pace.take(wish, moment)
        number = None if isinstance(found, Permit) else found.number
        while not isinstance(found, Permit):
            moment = found.moment
            found = pace.take(wish, moment, number)
    return moment - 1000.0
