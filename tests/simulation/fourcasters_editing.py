"""How the model of 4casters replaces one order by another, written from its page on edits. Imports nothing of ours.

Where the page is silent, above all on a new order that is rejected after the cancel, the model answers in one of several ways.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, Final, TypeAlias

from simulation.exchanges import Exchange, Said
from simulation.orders import Order, Orders
from simulation.venue import Deployment, pick

Cancel: TypeAlias = Callable[[Order | None, Exchange], tuple[dict[str, Any], bool]]
"""Cancels an order: gives the entry of it, and whether that says exactly what was done."""
Place: TypeAlias = Callable[[Exchange, int, dict[str, Any]], dict[str, Any]]

EDITS: Final = ("/session/editOrder", "/session/v4/editOrder")
KILLS: Final = ("fillAndKill", "fillOrKill")
_TOLERANCE: Final = 1
"""USD by which what is left of the old order may be another than its caller thinks."""


class Editing:
    """Cancels one order and places another: two legs, of which the second may never come."""

    def __init__(self, orders: Orders, here: Deployment, cancel: Cancel, place: Place) -> None:
        self._orders = orders
        self._here = here
        self._cancel = cancel
        self._place = place
        self.routes: dict[tuple[str, str], Callable[[Exchange], Said]] = {("POST", path): self._edit for path in EDITS}

    def _edit(self, exchange: Exchange) -> Said:
        rng, asks = self._here.rng, exchange.asks
        if asks.get("blockIfNoOtherSideOrders") and rng.random() < 0.3:
            return _refused(exchange, "no orders on the other side")
        if rng.random() < self._here.rejects / 4:
            return _refused(exchange, "Insufficient balance.")
        old = self._orders.find(asks["sessionID"])
        entry, is_clear = self._cancel(old, exchange)
        if old is None or not entry["success"]:
            exchange.acted = not is_clear
            if is_clear and rng.random() < 0.3:
                return _refused(exchange, entry["reason"])
            words = {"description" if rng.random() < 0.5 else "reason": entry["reason"]}
            named = {"orderID": entry["sessionID"]} if "sessionID" in entry else {}
            return Said(status=200, payload={"data": {"cancelled": {"success": False, **named, **words}, "matched": []}}, clear=is_clear)
        gone = _gone(rng, old)
        intended = asks.get("intendedOrderVolume")
        if intended is not None and abs(intended - old.remaining) > _TOLERANCE:
            return Said(status=200, payload={"data": {"cancelled": gone, "matched": []}}, form="stopped edit")
        return self._replaced(exchange, old, gone)

    def _replaced(self, exchange: Exchange, old: Order, gone: dict[str, Any]) -> Said:
        rng, asks = self._here.rng, exchange.asks
        wanted = {"gameID": old.scope["gameID"], "type": old.scope["type"], "side": old.scope["side"], "odds": asks["orderOdds"]}
        wanted |= {"bet": asks["orderVolume"], "orderType": asks["orderType"], "userReference": asks["userReference"]}
        wanted |= {name: old.scope[name] for name in ("number",) if name in old.scope}
        placed = self._place(exchange, 0, wanted)
        if "error" not in placed:
            return Said(status=200, payload={"data": {"cancelled": gone, **placed}}, form="edit")
        if asks["orderType"] in KILLS and rng.random() < 0.5:
            return Said(status=200, payload={"data": {"cancelled": gone, "matched": [], "unmatched": {}}}, form="stopped edit")
        if rng.random() < 0.3:
            return Said(status=200, payload={"data": {"cancelled": gone, "matched": []}}, form="stopped edit")
        # What comes back when the new order is rejected after the cancel, no page says.
        forms: tuple[dict[str, Any], ...] = (
            {"cancelled": gone, **placed},
            {"cancelled": gone, "matched": [], **placed},
            {"cancelled": gone, "matched": [], "unmatched": None},
            {"cancelled": gone, "matched": None, "unmatched": None},
            {"cancelled": gone},
        )
        if rng.random() < 0.2:
            return Said(status=503, payload={"error": "orders service unreachable"}, clear=False)
        return Said(status=200, payload={"data": pick(rng, forms)}, clear=False)


def _refused(exchange: Exchange, words: str) -> Said:
    """Refuse an edit; the newer route gives the class of the error too."""
    kind = {"errorType": "validation_error"} if exchange.path == EDITS[1] else {}
    return Said(status=400, payload={"error": words, **kind})


def _gone(rng: Random, old: Order) -> dict[str, Any]:
    line = old.scope.get("number")
    return {
        "success": True,
        "orderID" if rng.random() < 0.8 else "sessionID": old.order_id,
        "odds": 125,
        "filled": old.filled,
        "offered": 0,
        "remaining": old.remaining,
        "side": old.scope["side"],
        "number": None if line is None else float(line),
        "gameID": old.scope["gameID"],
        "userReference": old.scope["reference"],
        "description": "Away Team",
    }
