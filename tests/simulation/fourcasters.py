"""A model of 4casters over REST, written from its pages on orders, limits and errors. Imports nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from simulation.exchanges import Exchange, Said
from simulation.fourcasters_editing import EDITS, Editing
from simulation.fourcasters_reads import Reads, taken_at_once
from simulation.limits import FOURCASTERS, Counter
from simulation.orders import Order, Orders
from simulation.venue import BROKE_DOWN, Creation, Deployment, pick

_OBJECT_ID: Final = re.compile(r"[0-9a-fA-F]{24}")
_WORDS: Final = {
    # No page gives a text for a filled order.
    "filled": ("order already filled", "order cannot be cancelled"),
    "cancelled": ("order already cancelled",),
    "expired": ("order is expired",),
    "graded": ("order already graded",),
}
_LATER: Final = 3.0
"""Seconds until a league's cancel is done, at most."""


class Fourcasters:
    """The venue: an account's orders, and what it answers."""

    limits = FOURCASTERS
    names_are_unique = False

    def __init__(self, orders: list[Order], deployment: Deployment) -> None:
        self.orders = Orders(orders)
        self.created: list[Creation] = []
        self._here = deployment
        self._counter = Counter(self.limits, deployment.taken)
        self._routes = {
            ("POST", "/session/cancel"): self._cancel,
            ("POST", "/session/cancelMultiple"): self._cancel_multiple,
            ("POST", "/session/cancelByReference"): self._cancel_by_reference,
            ("POST", "/session/cancelAllOrdersForGame"): self._cancel_game,
            ("POST", "/session/cancelAllForLeague"): self._cancel_league,
            ("POST", "/session/cancelAllOrders"): self._cancel_all,
            ("POST", "/session/v3/place"): self._place,
            **Editing(self.orders, deployment, self._cancelled_to_be_replaced, self._placed).routes,
            **Reads(self.orders, self.created, deployment).routes,
        }

    def serve(self, routes: Mapping[tuple[str, str], Callable[[Exchange], Said]]) -> None:
        """Answer these requests too."""
        self._routes |= routes

    def handle(self, exchange: Exchange) -> Said:
        room = self._counter.room(exchange.method, exchange.path, self._here.timeline.now)
        if room is not None and room[1] < 0:
            return self.limited(int(room[2]) + 1)
        return self._routes[exchange.method, exchange.path](exchange)

    def limited(self, seconds: int) -> Said:
        # Retry-After is documented; whether every server in front of the venue writes it is not.
        headers = {"retry-after": self._here.retry_after(seconds)} if self._here.rng.random() < 0.8 else {}
        return Said(status=429, payload={"error": "Too many requests. Please try again later."}, headers=headers)

    def refuses(self, exchange: Exchange) -> Said:
        rng = self._here.rng
        if exchange.method == "GET" or exchange.path in ("/session/v3/place", "/session/cancelAllOrders", "/session/cancel"):
            # 400 is not listed for these; of the cancel of one order it is about the order.
            return Said(status=401, payload=b"InvalidCredentials")
        return pick(rng, (Said(status=401, payload=b"InvalidCredentials"), Said(status=400, payload={"error": "bad request"})))

    def unauthorized(self) -> Said:
        return Said(status=401, payload=b"InvalidCredentials")

    def odd(self, _exchange: Exchange) -> tuple[int, ...]:
        return ()

    def names(self, exchange: Exchange) -> list[str]:
        match exchange.path:
            case "/session/cancel":
                return [exchange.asks["sessionID"]]
            case "/session/cancelMultiple":
                return list(exchange.asks["sessionIDs"])
            case path if path in EDITS:
                # The order that goes, and the caller's name for the one that comes.
                return [exchange.asks["sessionID"], exchange.asks["userReference"]]
            case _:
                return []

    # ------------------------------------------------------------------------------------------------------- cancels

    def _cancel(self, exchange: Exchange) -> Said:
        order = self.orders.find(exchange.asks["sessionID"])
        entry, status, clear = self._verdict(order, exchange, alone=True)
        # A body of {error} for a refusal, as the usual form of errors is; of an entry that failed, a 200 is possible too.
        if entry["success"] or (status == 200 and "sessionID" in entry):
            return Said(status=200, payload={"data": entry}, form="cancel", clear=clear)
        if self._here.rng.random() < 0.2:
            return Said(status=200, payload={"data": entry}, form="cancel", clear=clear)
        return Said(status=status, payload={"error": entry["reason"]}, form="refused cancel", clear=clear)

    def _cancel_multiple(self, exchange: Exchange) -> Said:
        asked: list[str] = exchange.asks["sessionIDs"]
        if not all(map(_OBJECT_ID.fullmatch, asked)):
            return Said(status=400, payload={"error": "invalid order id"})
        exchange.acted = True
        clear, data = True, list[dict[str, Any]]()
        for order_id in asked:
            entry, _, settled = self._verdict(self.orders.find(order_id), exchange, alone=False)
            data.append(entry)
            clear = clear and settled
        return Said(status=200, payload={"data": data}, form="cancels", clear=clear)

    def _verdict(self, order: Order | None, exchange: Exchange, *, alone: bool) -> tuple[dict[str, Any], int, bool]:
        """Cancel one order; give its entry, the status that it has alone, and whether the entry says exactly what was done."""
        exchange.acted = True
        if order is None:
            return {"success": False, "reason": "order not found"}, 400, True
        if not order.is_ours:
            return {"success": False, "reason": "Not your order"}, 403, True
        now, rng = self._here.timeline.now, self._here.rng
        if not order.rests(now):
            return {"success": False, "reason": pick(rng, _WORDS[order.how]), "sessionID": order.order_id}, 409, True
        if order.stuck == BROKE_DOWN:
            if rng.random() < 0.5:
                order.end(now, "cancelled", exchange.number)
            return {"success": False, "reason": BROKE_DOWN, "sessionID": order.order_id}, 200, False
        if order.stuck:
            return {"success": False, "reason": order.stuck, "sessionID": order.order_id}, 400 if rng.random() < 0.3 else 409, True
        order.end(now, "cancelled", exchange.number)
        return self._cancelled(order, labelled=alone), 200, True

    def _cancelled(self, order: Order, *, labelled: bool) -> dict[str, Any]:
        entry: dict[str, Any] = {"success": True, "sessionID": order.order_id}
        if labelled:
            entry["description"] = "Away ML +125"
        entry |= {"odds": 125, "filled": order.filled, "offered": 0, "remaining": order.remaining, "gameID": order.scope["gameID"]}
        if labelled:
            entry["userReference"] = order.scope["reference"]
        return entry

    def _cancel_by_reference(self, exchange: Exchange) -> Said:
        references: list[str] = exchange.asks["userReferences"]
        return self._scope(exchange, lambda scope: scope["gameID"] == exchange.asks["gameID"] and scope["reference"] in references)

    def _cancel_game(self, exchange: Exchange) -> Said:
        kind = exchange.asks.get("type")
        return self._scope(exchange, lambda scope: scope["gameID"] == exchange.asks["gameID"] and (kind is None or scope["type"] == kind))

    def _cancel_all(self, exchange: Exchange) -> Said:
        return self._scope(exchange, lambda _: True)

    def _cancel_league(self, exchange: Exchange) -> Said:
        exchange.acted = True
        league: str = exchange.asks["league"]
        done = partial(self._scope, exchange, lambda scope: scope["league"].lower() == league.lower())
        # In the background, some time after the acknowledgement.
        self._here.timeline.at(self._here.timeline.now + self._here.rng.random() * _LATER, done)
        return Said(status=200, payload={"data": {"ordersReceived": True}}, form="league")

    def _scope(self, exchange: Exchange, chosen: Callable[[dict[str, str]], bool]) -> Said:
        exchange.acted = True
        clear, data = True, list[dict[str, Any]]()
        for order in self.orders.ours(self._here.timeline.now):
            if chosen(order.scope):
                entry, _, settled = self._verdict(order, exchange, alone=False)
                data.append(entry)
                clear = clear and settled
        return Said(status=200, payload={"data": data}, form="scope", clear=clear)

    def _cancelled_to_be_replaced(self, order: Order | None, exchange: Exchange) -> tuple[dict[str, Any], bool]:
        entry, _, clear = self._verdict(order, exchange, alone=False)
        return entry, clear

    # -------------------------------------------------------------------------------------------------------- placing

    def _place(self, exchange: Exchange) -> Said:
        exchange.acted = True
        asked: list[dict[str, Any]] = exchange.asks["orders"]
        data = [self._placed(exchange, place, order) for place, order in enumerate(asked)]
        return Said(status=200, payload={"data": {"createdSessions": data}}, form="places")

    def _placed(self, exchange: Exchange, place: int, asked: dict[str, Any]) -> dict[str, Any]:
        rng = self._here.rng
        chance, kills = rng.random(), asked["orderType"] in ("fillAndKill", "fillOrKill")
        if chance < self._here.rejects:
            kind = pick(rng, ("validation_error", "rejected_liability", "system_error", "rejected_tomorrow"))
            return {"error": "Insufficient balance.", "errorType": kind}
        if kills and chance < self._here.rejects * 2:
            return {"error": "fill and kill has no matches", "errorType": "rejected_order_type_rules"}
        risk = int(asked["bet"])
        matched = 0 if asked["orderType"] == "post" else risk if chance < 0.45 else risk // 2 if kills or chance < 0.65 else 0
        creation = Creation(exchange=exchange.number, place=place, order_id=None, resting=0, fills=int(matched > 0), taken=matched)
        creation.name, creation.game, creation.moment = asked.get("userReference", ""), asked["gameID"], self._here.timeline.now
        creation.kind, creation.odds = asked["type"], asked["odds"]
        self.created.append(creation)
        number = f"66e{exchange.number:017x}{place:04x}"
        echoed = {} if "userReference" not in asked else {"userReference": asked["userReference"]}
        common = {"wagerRequestID": number, "odds": asked["odds"], "type": asked["type"], "side": asked["side"], **echoed}
        fills: list[dict[str, Any]] = []
        if matched:
            fills.append(
                {
                    "amount": matched,
                    "orderID": f"66f{place:021x}",
                    "txID": taken_at_once(exchange.number, place),
                    "risk": matched,
                    "win": 1,
                    **common,
                }
            )
        if kills or matched == risk:
            return {"matched": fills, "unmatched": {}}
        creation.order_id, creation.resting = f"66c{exchange.number + 4096:017x}{place:04x}", risk - matched
        scope = {"gameID": asked["gameID"], "type": asked["type"], "league": "NBA", "reference": asked.get("userReference", "")}
        scope |= {"odds": str(asked["odds"]), "side": asked["side"], "wager": number}
        if "number" in asked:
            scope["number"] = asked["number"]
        self._offered(Order(order_id=creation.order_id, born=self._here.timeline.now, remaining=creation.resting, scope=scope))
        return {"matched": fills, "unmatched": {"orderID": creation.order_id, "offered": creation.resting, **common}}

    def _offered(self, order: Order) -> None:
        """Let an order rest; somebody may take it, or it may expire, before long."""
        self.orders.add(order)
        rng = self._here.rng
        if rng.random() < 0.15:
            moment = order.born + rng.random() * 150
            self._here.timeline.at(moment, partial(order.end, moment, pick(rng, ("filled", "cancelled", "expired"))))
