"""Placing at PredictStreet: orders that are signed on the way, and ones that were prepared before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any

import attrs

from crossbook import Placed, PlaceUnknown
from crossbook.core.steps import Plan
from crossbook.predictstreet import NewOrder, OrderIdentity, PreparedOrder
from crossbook.predictstreet.trading.desk import Desk, Session, begun
from crossbook.predictstreet.trading.placing import place_orders
from simulation.calls import Following, Nature
from simulation.calls_named import CancelMany, CancelOne
from simulation.calls_resolving import resolving
from simulation.exchanges import Exchange
from simulation.executor import Ended
from simulation.laws_signed import of_each, raised
from simulation.seen import Seen
from simulation.venue import pick

_READS = ("/api/orders/", "/api/platform/contracts", "/api/markets")


@attrs.define
class PlaceSigned:
    """`place_orders`. Made for one call: its identities are drawn, and what the client knew when it began is kept."""

    desk: Desk
    orders: tuple[NewOrder | PreparedOrder, ...]
    drawn: tuple[OrderIdentity, ...]
    today: datetime
    _session: Session | None = attrs.field(default=None, repr=False)

    @property
    def nature(self) -> Nature:
        # The same bytes make no second order: the page on placing a batch says that what was done is told again.
        return Nature.NAMED

    @property
    def names(self) -> tuple[str, ...]:
        """Give the name of each order, as the venue is told it."""
        return tuple(order.user_reference or identity.client_order_id for order, identity in zip(self.orders, self.drawn, strict=True))

    def plan(self) -> Plan[object]:
        self._session = self._session or begun(self.desk)
        return place_orders(self._session, self.orders, self.drawn, self.today)

    def asks_no_more(self, exchange: Exchange) -> bool:
        if exchange.method == "GET":
            return exchange.path.startswith(_READS)
        if exchange.target != "/api/orders/place-batch":
            return False
        wanted = dict(zip(self.names, self.orders, strict=True))
        sent: list[dict[str, Any]] = exchange.asks["orders"]
        names = [each["clientOrderId"] for each in sent]
        return len(set(names)) == len(names) and all(
            name in wanted and _is(each, wanted[name]) for name, each in zip(names, sent, strict=True)
        )

    def broken(self, seen: Seen) -> Iterator[str]:
        if seen.ended.error is not None:
            yield from raised(seen)
        if seen.ended.interrupted and seen.ended.value is None and not any(exchange.method == "POST" for exchange in seen.exchanges):
            return  # Nothing was commanded yet.
        handed_in = tuple(isinstance(order, PreparedOrder) for order in self.orders)
        yield from of_each(self.names, handed_in, seen)

    def following(self, ended: Ended, rng: Random) -> Following | None:
        unknown = tuple(outcome.order for outcome in ended.listed if isinstance(outcome, PlaceUnknown))
        prepared = tuple(order for order in unknown if isinstance(order, PreparedOrder))
        if not prepared or rng.random() < 0.6:
            return resolving("predictstreet", ended, rng) or pulled(ended, rng)
        # They were stored, and are handed in once more.
        again = PlaceSigned(self.desk, prepared, tuple(map(_identity, prepared)), self.today)
        return Following(again, pick(rng, (1.0, 10.0, 300.0, 700.0)), 30.0)


def pulled(ended: Ended, rng: Random) -> Following | None:
    """Let a quoter pull what a call has left resting."""
    resting = tuple(outcome.order_id for outcome in ended.listed if isinstance(outcome, Placed) and outcome.order_id is not None)
    if not resting or rng.random() < 0.6:
        return None
    call = CancelOne("predictstreet", resting[0]) if rng.random() < 0.5 else CancelMany("predictstreet", resting)
    return Following(call, pick(rng, (0.0, 1.0, 30.0)), 30.0, is_about_it=False)


def _identity(made: PreparedOrder) -> OrderIdentity:
    return OrderIdentity(salt=made.salt, client_order_id=made.client_order_id)


def _is(sent: dict[str, Any], order: NewOrder | PreparedOrder) -> bool:
    asked = order.order if isinstance(order, PreparedOrder) else order
    kind = asked.time_in_force or ("gtc" if asked.order_type == "limit" else "ioc")
    wanted = (asked.market_id, asked.side, str(asked.outcome), asked.price, asked.quantity, asked.order_type, kind)
    told = (
        sent["marketId"],
        sent["side"],
        sent["outcome"],
        Decimal(sent["price"]),
        Decimal(sent["quantity"]),
        sent["type"],
        sent["timeInForce"],
    )
    return wanted == told
