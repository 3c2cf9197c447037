"""Matching by price, then by arrival: what an order meets in a book, and what becomes of its rest. Pure.

Each outcome of a market has a book of its own. The exchange contract could also match a buyer of YES with a buyer of NO by
minting a pair, and two sellers by merging one. No page says that this venue's matcher does, so here it does not.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from itertools import takewhile
from typing import Literal, TypeAlias

from attrs import frozen

Side: TypeAlias = Literal["buy", "sell"]
TimeInForce: TypeAlias = Literal["gtc", "ioc", "fok"]
Rest: TypeAlias = Literal["none", "rests", "cancelled", "refused"]

OPPOSITE: dict[Side, Side] = {"buy": "sell", "sell": "buy"}


@frozen
class Taker:
    """An order that arrives. Price and quantity in base units."""

    side: Side
    price: int
    quantity: int
    time_in_force: TimeInForce
    post_only: bool = False


@frozen
class Fill:
    """A piece of an arriving order that met a resting one, at the resting one's price."""

    maker: str
    price: int
    quantity: int


@frozen
class Matched:
    """What an arriving order met. `rest` is what becomes of the remainder: `refused` if it was not to match and would have."""

    fills: tuple[Fill, ...]
    rest: Rest


@frozen
class Level:
    """All that rests at one price."""

    price: int
    quantity: int
    orders: int


class OutcomeBook:
    """Resting orders of one outcome. Guarded by the sandbox's lock like all state."""

    def __init__(self) -> None:
        self.sequence = 0
        """Counts changes, as the matcher's counter of the documents does. What one order does is one change."""
        self._is_changed = False
        self._levels: dict[Side, dict[int, dict[str, int]]] = {"buy": {}, "sell": {}}
        self._totals: dict[Side, dict[int, int]] = {"buy": {}, "sell": {}}
        # Best price last: buyers by rising price, sellers by falling price, kept as negative numbers.
        self._prices: dict[Side, list[int]] = {"buy": [], "sell": []}
        self._places: dict[str, tuple[Side, int]] = {}

    def __contains__(self, order_id: str) -> bool:
        return order_id in self._places

    def add(self, order_id: str, side: Side, price: int, quantity: int) -> None:
        """Let an order rest behind all others at its price."""
        level = self._levels[side].get(price)
        if level is None:
            level = self._levels[side][price] = {}
            insort(self._prices[side], price if side == "buy" else -price)
        level[order_id] = quantity
        self._totals[side][price] = self._totals[side].get(price, 0) + quantity
        self._places[order_id] = (side, price)
        self._is_changed = True

    def reduce(self, order_id: str, quantity: int) -> None:
        """Take some of a resting order away; it keeps its place, and leaves when nothing remains."""
        side, price = self._places[order_id]
        level = self._levels[side][price]
        level[order_id] -= quantity
        self._totals[side][price] -= quantity
        self._is_changed = True
        if level[order_id] > 0:
            return
        del level[order_id], self._places[order_id]
        if not level:
            del self._levels[side][price], self._totals[side][price]
            self._prices[side].remove(price if side == "buy" else -price)

    def remove(self, order_id: str) -> None:
        """Take a resting order away; nothing happens if it does not rest."""
        place = self._places.get(order_id)
        if place is not None:
            self.reduce(order_id, self._levels[place[0]][place[1]][order_id])

    def count_change(self) -> bool:
        """Count what has changed since the last count as one change; return whether anything has."""
        if not self._is_changed:
            return False
        self._is_changed = False
        self.sequence += 1
        return True

    def best(self, side: Side) -> int | None:
        """Give the best price of a side."""
        prices = self._prices[side]
        return abs(prices[-1]) if prices else None

    def resting(self, side: Side) -> Iterator[tuple[str, int, int]]:
        """Give order, price and quantity of what rests on a side, in the order in which it is to be matched."""
        for key in reversed(self._prices[side]):
            for order_id, quantity in self._levels[side][abs(key)].items():
                yield order_id, abs(key), quantity

    def levels(self, side: Side, depth: int | None = None) -> tuple[Level, ...]:
        """Give the levels of a side, best first."""
        keys = list(reversed(self._prices[side]))[:depth]
        totals, levels = self._totals[side], self._levels[side]
        return tuple(Level(abs(key), totals[abs(key)], len(levels[abs(key)])) for key in keys)


def match(book: OutcomeBook, taker: Taker) -> Matched:
    """Decide what an arriving order meets. Changes nothing."""
    fills: list[Fill] = []
    wanted = taker.quantity
    for maker, price, quantity in takewhile(lambda resting: _meets(taker, resting[1]), book.resting(OPPOSITE[taker.side])):
        if wanted == 0:
            break
        taken = min(wanted, quantity)
        fills.append(Fill(maker, price, taken))
        wanted -= taken
    if taker.post_only and fills:
        return Matched((), "refused")
    if taker.time_in_force == "fok" and wanted:
        return Matched((), "cancelled")
    if wanted == 0:
        return Matched(tuple(fills), "none")
    return Matched(tuple(fills), "rests" if taker.time_in_force == "gtc" else "cancelled")


def _meets(taker: Taker, price: int) -> bool:
    return price <= taker.price if taker.side == "buy" else price >= taker.price
