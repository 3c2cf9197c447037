"""Orders at a model of a venue. One that is over stays over, so when it ended is all there is to know."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import msgspec

OVER: Final = ("cancelled", "filled", "expired", "graded")


class Part(msgspec.Struct, frozen=True):
    """What others took of an order that rested."""

    moment: float
    amount: int


class Order(msgspec.Struct, kw_only=True):
    """One order, its owner's or somebody else's."""

    order_id: str
    is_ours: bool = True
    born: float = -math.inf
    ended: float = math.inf
    """When it stopped resting."""
    how: str = "open"
    """How it ended: one of OVER, or open."""
    ended_by: int | None = None
    """The exchange whose cancel ended it; None where something else did."""
    stuck: str = ""
    """Words with which the venue will not cancel it, although it rests."""
    filled: int = 0
    remaining: int = 100
    scope: dict[str, str] = {}
    """Where it belongs: the members by which the venue's cancels choose."""
    parts: list[Part] = []
    """What was taken of it while it rested, but for what was left when it was filled."""

    def rests(self, moment: float) -> bool:
        """Say whether it is on the market at a moment."""
        return self.born <= moment < self.ended

    def take(self, moment: float, amount: int) -> None:
        """Let others take a part of it, or all that is left."""
        if not self.rests(moment):
            return
        if amount >= self.remaining:
            self.end(moment, "filled")
        else:
            self.filled, self.remaining = self.filled + amount, self.remaining - amount
            self.parts.append(Part(moment, amount))

    def taken(self) -> list[Part]:
        """Give everything that was taken of it while it rested."""
        return [*self.parts, *([Part(self.ended, self.remaining)] if self.how == "filled" and self.ended > self.born else ())]

    def end(self, moment: float, how: str, by: int | None = None) -> None:
        """Take it off the market."""
        if self.rests(moment):
            self.ended, self.how, self.ended_by = moment, how, by


class Orders:
    """All orders of a venue, by id; ids that differ in case are one."""

    def __init__(self, orders: list[Order]) -> None:
        self._orders = {order.order_id.lower(): order for order in orders}

    def add(self, order: Order) -> None:
        self._orders[order.order_id.lower()] = order

    def find(self, order_id: str) -> Order | None:
        return self._orders.get(order_id.lower())

    def ours(self, moment: float) -> list[Order]:
        """Give the caller's orders that rest, oldest first."""
        return [order for order in self._orders.values() if order.is_ours and order.rests(moment)]

    def __len__(self) -> int:
        return len(self._orders)

    def __iter__(self) -> Iterator[Order]:
        return iter(self._orders.values())
