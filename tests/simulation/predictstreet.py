"""A model of PredictStreet over REST, written from its pages on orders, limits and errors. Imports nothing of ours."""

from __future__ import annotations

import re
from typing import Any, Final

from simulation.exchanges import Exchange, Said
from simulation.limits import PREDICTSTREET, Counter
from simulation.orders import Order, Orders
from simulation.predictstreet_placing import Placing
from simulation.predictstreet_reads import Reads
from simulation.venue import Creation, Deployment, pick

_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MOST: Final = 100
STUCK: Final = ("lock_invariant", "unknown", "order is locked", "NOT_FOUND_YET")
"""Reasons for which an order is not cancelled although it rests: two that the pages list, two that they do not."""


class PredictStreet:
    """The venue: one wallet's orders, and what it answers."""

    limits = PREDICTSTREET
    names_are_unique = True

    def __init__(self, orders: list[Order], deployment: Deployment) -> None:
        self.orders = Orders(orders)
        self.created: list[Creation] = []
        self._here = deployment
        self._counter = Counter(self.limits, deployment.taken)
        self._placing = Placing(self.orders, self.created, deployment)
        self._reads = Reads(self.orders, self._placing.markets, deployment)

    def handle(self, exchange: Exchange) -> Said:
        room = self._counter.room(exchange.method, exchange.path, self._here.timeline.now)
        headers = dict[str, str]()
        if room is not None:
            limit, left, seconds = room
            resets = int(self._here.timeline.today().timestamp() + seconds) + 1
            headers = {"x-ratelimit-limit": str(limit.most), "x-ratelimit-remaining": str(max(left, 0)), "x-ratelimit-reset": str(resets)}
            if left < 0:
                said = self.limited(int(seconds) + 1)
                said.headers |= headers
                return said
        said = self._carried_out(exchange)
        said.headers = headers
        return said

    def limited(self, seconds: int) -> Said:
        # The body of a 429 is not documented.
        return Said(status=429, payload=pick(self._here.rng, (b"", b"{}")), headers={"retry-after": self._here.retry_after(seconds)})

    def refuses(self, exchange: Exchange) -> Said:
        status, code = pick(
            self._here.rng, ((401, "api_key_revoked"), (403, "api_key_scope_missing"), (400, "validation_failed"), (400, "bad_request"))
        )
        return Said(status=status, payload={"code": code, "message": f"{code}: no"})

    def unauthorized(self) -> Said:
        return Said(status=401, payload={"code": "api_key_expired", "message": "api_key_expired: no"})

    def odd(self, exchange: Exchange) -> tuple[int, ...]:
        # A cancel that is wrongly taken for refused is tried again; a placement must not be.
        return (401, 403, 404, 418, 302, 201, 202) if exchange.path == "/api/orders/place-batch" else ()

    def names(self, exchange: Exchange) -> list[str]:
        match exchange.path:
            case "/api/orders/cancel":
                return [exchange.asks["orderId"]]
            case "/api/orders/cancel-batch":
                return list(exchange.asks["orderIds"])
            case "/api/orders/place-batch":
                return [order["clientOrderId"] for order in exchange.asks["orders"]]
            case _:
                return []

    def _carried_out(self, exchange: Exchange) -> Said:
        match exchange.method, exchange.path:
            case "POST", "/api/orders/cancel":
                return self._cancel(exchange)
            case "POST", "/api/orders/cancel-batch":
                return self._cancel_batch(exchange)
            case "POST", "/api/orders/cancel-all":
                return self._cancel_all(exchange)
            case "POST", "/api/orders/place-batch":
                return self._placing.place_batch(exchange)
            case "GET", path:
                return self._reads.read(path, exchange)
            case found:
                raise AssertionError(found)

    # ------------------------------------------------------------------------------------------------------- cancels

    def _cancel(self, exchange: Exchange) -> Said:
        exchange.acted = True
        order_id: str = exchange.asks["orderId"]
        order = self.orders.find(order_id)
        if order is None or self._reason(order, exchange) not in (None, *STUCK):
            return Said(status=200, payload={"orderId": order_id, "status": "not_found"}, form="single")
        if order.rests(self._here.timeline.now):
            # What is said of an order that is stuck, no page says: another word than both.
            return Said(status=200, payload={"orderId": order_id, "status": "PENDING"}, form="single", clear=False)
        # Orders that were there before have quantities with a fraction.
        left = f"{order.remaining}" if "name" in order.scope else f"{order.remaining}.5"
        if self._here.is_old:
            return Said(status=200, payload={"orderId": order_id, "status": "cancelled", "unfilledQty": left}, form="single")
        return Said(status=200, payload={"orderId": order_id, "status": "CANCELLED", "remainingQty": left}, form="single")

    def _reason(self, order: Order, exchange: Exchange) -> str | None:
        """Cancel an order; None where that was done, else why not."""
        now = self._here.timeline.now
        if not order.is_ours:
            return "not_found"
        if not order.rests(now):
            return "already_terminal"
        if order.stuck:
            return order.stuck
        order.end(now, "cancelled", exchange.number)
        return None

    def _cancel_batch(self, exchange: Exchange) -> Said:
        asked: list[str] = exchange.asks["orderIds"]
        if not 1 <= len(asked) <= _MOST or not all(map(_UUID.fullmatch, asked)):
            return Said(status=400, payload={"code": "validation_failed", "message": "each value in orderIds must be a UUID"})
        exchange.acted = True
        return self._halves(exchange, [(order_id, self.orders.find(order_id)) for order_id in dict.fromkeys(asked)], "batch")

    def _cancel_all(self, exchange: Exchange) -> Said:
        exchange.acted = True
        asks: dict[str, Any] = exchange.asks or {}
        wanted = {name: str(value).lower() for name, value in asks.items()}
        chosen = [
            (order.order_id, order)
            for order in self.orders.ours(self._here.timeline.now)
            if all(order.scope[name].lower() == value for name, value in wanted.items())
        ]
        said = self._halves(exchange, list(chosen), "everything")
        if self._here.is_old:
            said.payload = {"cancelled": len(said.payload["cancelled"])}
        if "marketId" in asks:
            said.payload["marketId"] = asks["marketId"]
        return said

    def _halves(self, exchange: Exchange, chosen: list[tuple[str, Order | None]] | list[tuple[str, Order]], form: str) -> Said:
        done, kept = list[str](), dict[str, str]()
        for order_id, order in chosen:
            reason = "not_found" if order is None else self._reason(order, exchange)
            if reason is None:
                done.append(order_id)
            else:
                kept[order_id] = reason
        return Said(status=200, payload={"cancelled": done, "notCancelled": kept}, form=form)
