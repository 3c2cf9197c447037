"""Reads: of everything that rests, page by page, and of one order."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any, Final
from urllib.parse import parse_qs

import msgspec

from crossbook import Forbidden, NotFound, NotSent, RateLimited, ReadFailed, Refused
from crossbook.core.steps import Plan
from crossbook.fourcasters import Order as FourcastersOrder
from crossbook.fourcasters import account
from crossbook.predictstreet import Order as PredictStreetOrder
from crossbook.predictstreet.orders import cancelling
from simulation.calls import Following, Nature
from simulation.exchanges import Exchange
from simulation.executor import Ended
from simulation.predictstreet_placing import WALLET
from simulation.seen import Seen

_FAILED: Final = (NotSent, Refused, ReadFailed)


class OpenOrders(msgspec.Struct, frozen=True):
    """`open_orders`."""

    venue: str
    market: str | None = None

    @property
    def nature(self) -> Nature:
        return Nature.READ

    def plan(self) -> Plan[object]:
        return account.open_orders() if self.venue == "fourcasters" else cancelling.open_orders(self.market, WALLET)

    def asks_no_more(self, exchange: Exchange) -> bool:
        market = parse_qs(exchange.target.partition("?")[2]).get("marketId", [None])
        return exchange.method == "GET" and exchange.path in ("/user/getUnmatched", "/api/orders/open") and market == [self.market]

    def broken(self, seen: Seen) -> Iterator[str]:
        ended = seen.ended
        if ended.error is not None:
            # What is raised is about the page at which it ended.
            yield from _failed(seen, in_one_request=self.venue == "fourcasters")
            return
        if ended.interrupted:
            return
        listed: tuple[Any, ...] = ended.listed
        found: list[str] = [order.order_id.lower() for order in listed]
        for order in seen.venue.orders:
            here = order.is_ours and self.market in (None, order.scope.get("marketId"))
            shown = order.order_id.lower() in found
            if here and order.born <= ended.began and order.rests(ended.at) and not shown:
                yield "an order that rested all the time is not listed"
            if shown and not (here and order.born <= ended.at and order.ended >= ended.began):
                yield "an order is listed that did not rest"
        if len(set(found)) != len(found):
            yield "an order is listed twice"
        if any(seen.order(order_id) is None for order_id in found):
            yield "an order is listed that there never was"

    def following(self, ended: Ended, rng: Random) -> Following | None:
        return None


class LookUp(msgspec.Struct, frozen=True):
    """`get_order`."""

    venue: str
    order_id: str

    @property
    def nature(self) -> Nature:
        return Nature.READ

    def plan(self) -> Plan[object]:
        return account.look_up(self.order_id) if self.venue == "fourcasters" else cancelling.look_up(self.order_id)

    def asks_no_more(self, exchange: Exchange) -> bool:
        return exchange.target in (f"/session/lookupOrder?orderID={self.order_id}", f"/api/orders/{self.order_id}")

    def broken(self, seen: Seen) -> Iterator[str]:
        ended, order = seen.ended, seen.order(self.order_id)
        ours = order is not None and order.is_ours
        if isinstance(ended.error, NotFound | Forbidden) and ours and seen.exchanges[-1].clear and not seen.was_refused:
            yield f"{type(ended.error).__name__} for an order of the caller's"
        if ended.error is not None:
            yield from _failed(seen, in_one_request=True)
            return
        if ended.interrupted:
            return
        shown: Any = ended.value
        if not isinstance(shown, FourcastersOrder | PredictStreetOrder) or shown.order_id.lower() != self.order_id.lower():
            yield f"another order than was asked for: {shown!r}"
        elif order is None or not ours:
            yield "an order that is not the caller's"
        elif str(shown.status).lower() == "cancelled" and not (order.how == "cancelled" and order.ended <= ended.at):
            yield f"it shows as cancelled, and is {order.how}"
        elif str(shown.status).lower() == "open" and order.ended < ended.began:
            yield f"it shows as open, and is {order.how}"

    def following(self, ended: Ended, rng: Random) -> Following | None:
        return None


def _failed(seen: Seen, *, in_one_request: bool) -> Iterator[str]:
    error = seen.ended.error
    if not isinstance(error, _FAILED):
        yield f"a read raises {type(error).__name__}"
        return
    if not error.safe_to_repeat:
        yield "a read may always be repeated"
    if isinstance(error, NotSent) and in_one_request and seen.naming(None):
        yield "NotSent, although it left"
    if isinstance(error, RateLimited | Refused) and not seen.was_refused:
        yield "Refused, and nobody refused it"
    if isinstance(error, ReadFailed) and not seen.in_doubt():
        yield f"a read failed, and every answer to it was clear: {error}"
