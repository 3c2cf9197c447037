"""What the model of 4casters tells of its orders, written from its pages on reads. Imports nothing of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

from simulation.exchanges import Exchange, Said
from simulation.orders import Order, Orders
from simulation.venue import Creation, Deployment


class Reads:
    """Look-ups of one order and of a reference, and the lists of what rests and of what was matched."""

    def __init__(self, orders: Orders, created: list[Creation], here: Deployment) -> None:
        self._orders = orders
        self._created = created
        self._here = here
        self.routes: dict[tuple[str, str], Callable[[Exchange], Said]] = {
            ("GET", "/user/getUnmatched"): self._unmatched,
            ("GET", "/user/getMatchedBets"): self._matched,
            ("GET", "/user/getBetByUserReference"): self._by_reference,
            ("GET", "/session/lookupOrder"): self._look_up,
        }

    def _unmatched(self, _exchange: Exchange) -> Said:
        rows = [_resting(order) for order in self._orders.ours(self._here.timeline.now)]
        return Said(status=200, payload={"data": {"unmatched": rows}}, form="unmatched")

    def _matched(self, _exchange: Exchange) -> Said:
        return Said(status=200, payload={"data": {"matchedBets": [bet for bet, is_graded in self._bets() if not is_graded]}}, form="bets")

    def _by_reference(self, exchange: Exchange) -> Said:
        asked = parse_qs(exchange.target.partition("?")[2])
        name = asked["gameID"][0].lower(), asked["userReference"][0]
        rows = [_resting(order) for order in self._orders.ours(self._here.timeline.now) if _name(order) == name]
        bets = [found for found in self._bets() if (found[0]["game"]["id"], found[0]["userReference"]) == name]
        graded, matched = [bet for bet, is_graded in bets if is_graded], [bet for bet, is_graded in bets if not is_graded]
        return Said(status=200, payload={"data": {"unmatched": rows, "matched": matched, "graded": graded}}, form="reference")

    def _bets(self) -> Iterator[tuple[dict[str, Any], bool]]:
        """Give every bet, and whether it was graded: what placements took at once, and what was taken of the orders that they left."""
        now = self._here.timeline.now
        for creation in self._created:
            order = None if creation.order_id is None else self._orders.find(creation.order_id)
            if creation.taken:
                yield self._bet(creation, taken_at_once(creation.exchange, creation.place), creation.taken, "wager", creation.moment)
            for place, part in enumerate(() if order is None else order.taken()):
                if part.moment <= now:
                    yield self._bet(creation, taken_later(creation.order_id or "", place), part.amount, "offer", part.moment)

    def _bet(self, creation: Creation, number: str, stake: int, origin: str, moment: float) -> tuple[dict[str, Any], bool]:
        bet = {
            "id": number,
            "txID": number,
            "type": creation.kind,
            "bet": stake,
            "odds": creation.odds,
            "userReference": creation.name or None,
            "origin": origin,
            "risk": f"{stake}.00",
            "win": f"{stake}.00",
            "graded": False,
            "game": {"id": creation.game.lower(), "league": "NBA"},
        }
        # One of the two games is graded a minute after each bet.
        return bet, creation.game.endswith("2") and moment + 60 < self._here.timeline.now

    def _look_up(self, exchange: Exchange) -> Said:
        order = self._orders.find(exchange.target.partition("orderID=")[2])
        if order is None:
            return Said(status=404, payload={"error": "invalid order id"})
        if not order.is_ours:
            return Said(status=403, payload={"error": "Not your order"})
        now = self._here.timeline.now
        is_filled = order.how == "filled" and not order.rests(now)
        matched, left = (order.filled + order.remaining, 0) if is_filled else (order.filled, order.remaining)
        risks = {"matchedRisk": f"{matched}.00", "unmatchedRisk": f"{left}.00"}
        detail: dict[str, Any] = {
            "id": order.order_id,
            "cancelled": not order.rests(now) and order.how == "cancelled",
            "odds": -110,
            "OU": None,
            **risks,
        }
        detail |= {"game": {"id": order.scope["gameID"], "league": order.scope["league"]}}
        return Said(status=200, payload={"data": {"order": detail}}, form="detail")


def taken_at_once(exchange: int, place: int) -> str:
    """Name what a placement took before the rest of it was put down."""
    return f"66d0{exchange:016x}{place:04x}"


def taken_later(order_id: str, place: int) -> str:
    """Name what others took of an order that rested, counted from 0."""
    return f"66d{place + 1:x}{order_id[4:]}"


def _name(order: Order) -> tuple[str, str]:
    return order.scope["gameID"].lower(), order.scope["reference"]


def _resting(order: Order) -> dict[str, Any]:
    return {
        "id": order.order_id,
        "type": order.scope["type"],
        "bet": order.filled + order.remaining,
        "odds": int(order.scope.get("odds", "165")),
        "filled": order.filled,
        "offered": order.filled + order.remaining,
        "remaining": order.remaining,
        "userReference": order.scope["reference"] or None,
        "game": {"id": order.scope["gameID"], "league": order.scope["league"]},
        **({"wagerRequestID": order.scope["wager"]} if "wager" in order.scope else {}),
    }
