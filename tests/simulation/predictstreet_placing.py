"""How the model of PredictStreet takes orders, written from its page on placing a batch. Imports nothing of ours."""

from __future__ import annotations

import math
from functools import partial
from typing import Any, Final

from simulation.exchanges import Exchange, Said
from simulation.orders import Order, Orders
from simulation.predictstreet_trades import halves
from simulation.venue import Creation, Deployment, pick

CONTRACTS: Final = ("0x" + "e1" * 20, "0x" + "e2" * 20)
WALLET: Final = "0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f"
MARKETS: Final = ("NC26-BIN-83479265", "UAE-CUP-FINAL-20260425")
KILLS: Final = ("ioc", "fok")
_CODES: Final = ("insufficient_funds", "market_not_open", "validation_failed", "fee_too_high")
_MOST: Final = 10


class Markets:
    """The markets, and what orders in them must sign."""

    def __init__(self) -> None:
        self.fees = dict.fromkeys(MARKETS, 140)

    def all(self) -> list[dict[str, Any]]:
        """Give every market as the venue lists it."""
        return [
            {
                "id": f"78fe1d92-656c-4daf-af6c-c08baf7d6a0{number}",
                "symbol": symbol,
                "slug": f"will-it-rain-{number}",
                "conditionId": "0x" + f"a{number}" * 32,
                "yesTokenId": f"1234{number}",
                "noTokenId": f"9876{number}",
                "status": "OPEN",
                "feeTakerBps": fee,
                "negRiskEligible": bool(number) or None,
            }
            for number, (symbol, fee) in enumerate(self.fees.items())
        ]


class Placing:
    """Takes orders one after the other, and remembers what it told of each name."""

    def __init__(self, orders: Orders, created: list[Creation], here: Deployment) -> None:
        self.markets = Markets()
        self._orders = orders
        self._created = created
        self._here = here
        self._told: dict[str, tuple[float, dict[str, Any]]] = {}
        """What was told of each name, and when."""

    def place_batch(self, exchange: Exchange) -> Said:
        """Carry a batch out, without atomicity: what breaks down in the middle leaves the orders before it."""
        asked: list[dict[str, Any]] = exchange.asks["orders"]
        if not 1 <= len(asked) <= _MOST:
            return Said(status=400, payload={"code": "validation_failed", "message": "orders must have 1 to 10 entries"})
        entries: list[dict[str, Any]] = []
        for place, order in enumerate(asked):
            if self._here.rng.random() < 0.01:
                return Said(status=500, payload={"code": "unknown", "message": "unknown"}, clear=False)
            entries.append(self._placed(exchange, place, order))
        return Said(status=200, payload=entries, form="placed batch")

    def _placed(self, exchange: Exchange, place: int, asked: dict[str, Any]) -> dict[str, Any]:
        name: str = asked["clientOrderId"]
        now = self._here.timeline.now
        known = self._told.get(name) or self._from_before(name)
        if known is not None and now < known[0] + self._here.remembers:
            # Whatever else is sent with that name: what became of it is told again.
            return _copied(known[1])
        entry, is_kept = self._new(exchange, place, asked)
        if is_kept:
            self._told[name] = now, _copied(entry)
        return entry

    def _from_before(self, name: str) -> tuple[float, dict[str, Any]] | None:
        """Find an order that had the name before all this."""
        for order in self._orders:
            if order.scope.get("name") == name and order.is_ours and order.born < 1000:
                return math.inf, _entry(order, "OPEN" if order.rests(self._here.timeline.now) else "CANCELLED", [])
        return None

    def _new(self, exchange: Exchange, place: int, asked: dict[str, Any]) -> tuple[dict[str, Any], bool]:
        """Take an order, or turn it down; and say whether that is remembered."""
        rng, now = self._here.rng, self._here.timeline.now
        if rng.random() < self._here.rejects:
            code = pick(rng, _CODES)
            # Whether a rejection is told again, too, is on no page.
            return _rejected(asked, code, f"{code}: no"), not self._here.is_old
        if rng.random() < self._here.rejects / 4:
            # What is signed contains the market's fee. Often that has changed.
            self.markets.fees[asked["marketId"]] += int(rng.random() * 3)
            return _rejected(asked, "bad_signature", "bad_signature"), False
        exchange.acted = True
        quantity, how = int(asked["quantity"]), asked["timeInForce"]
        matched = pick(rng, (0, quantity) if how == "fok" else (0, 0, quantity // 2, quantity))
        order = Order(
            order_id=f"7b0e3c52-0d3f-4c57-9a0e-{exchange.number:06x}{place:06x}",
            born=now,
            filled=matched,
            remaining=quantity - matched,
            scope={
                **{each: asked[each] for each in ("marketId", "side", "outcome", "price", "type", "timeInForce")},
                "name": asked["clientOrderId"],
                "at_once": str(matched),
            },
        )
        status = "PARTIAL" if matched else "OPEN"
        if matched == quantity:
            order.ended, order.how, order.filled, order.remaining, status = now, "filled", 0, quantity, "FILLED"
        elif how in KILLS:
            order.ended, order.how, status = now, "cancelled", "CANCELLED"
        elif rng.random() < 0.15:
            moment = now + rng.random() * 150
            self._here.timeline.at(moment, partial(order.end, moment, pick(rng, ("filled", "cancelled", "expired"))))
        self._orders.add(order)
        self._created.append(
            Creation(
                exchange=exchange.number,
                place=place,
                order_id=order.order_id,
                resting=0 if order.ended <= now else order.remaining,
                fills=int(matched > 0),
                taken=matched,
                name=asked["clientOrderId"],
                game=asked["marketId"],
                moment=now,
            )
        )
        return _entry(order, status, halves(matched)), True


def _entry(order: Order, status: str, fills: list[int]) -> dict[str, Any]:
    is_filled = status == "FILLED"
    filled = order.filled + order.remaining if is_filled else order.filled
    trades = [
        {
            "id": f"{order.order_id}-{number}",
            "orderId": order.order_id,
            "marketId": order.scope["marketId"],
            "price": order.scope["price"],
            "quantity": str(fill),
            "fee": "0.01",
            "side": order.scope["side"],
        }
        for number, fill in enumerate(fills)
    ]
    return {
        "orderId": order.order_id,
        "status": status,
        "filledQty": str(filled),
        "remainingQty": str(0 if is_filled else order.remaining),
        "trades": trades,
        "success": True,
        "clientOrderId": order.scope["name"],
    }


def _copied(entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry, "trades": [{**trade} for trade in entry["trades"]]}


def _rejected(asked: dict[str, Any], code: str, words: str) -> dict[str, Any]:
    told = {"orderId": "", "status": "REJECTED", "filledQty": "0", "remainingQty": "0", "trades": list[object]()}
    return {**told, "code": code, "message": words, "success": False, "clientOrderId": asked["clientOrderId"]}
