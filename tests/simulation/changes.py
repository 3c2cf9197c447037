"""What has changed at a venue since somebody looked: what its feeds tell follows from its state. Imports nothing of ours."""

from __future__ import annotations

import enum

import msgspec

from simulation.orders import Order, Orders
from simulation.venue import Creation


class What(enum.Enum):
    """What happened to an order."""

    AT_ONCE = enum.auto()
    """Its placement took others' orders."""
    PLACED = enum.auto()
    FILLED = enum.auto()
    """Others took a part of it, or what was left."""
    OVER = enum.auto()
    """It is off the market, and not because it was filled."""


class Change(msgspec.Struct, frozen=True):
    """One thing that happened."""

    what: What
    order: Order | None
    """None for a placement that left nothing to rest."""
    creation: Creation | None
    """None for an order that was there before."""
    amount: int = 0
    """How much was taken."""
    place: int = 0
    """Which part of the order it was, counted from 0."""


class Changes:
    """Remembers what was seen of each order of the account."""

    def __init__(self, orders: Orders, created: list[Creation]) -> None:
        self._orders = orders
        self._created = created
        self._seen_created = 0
        self._count = 0
        self._live: dict[str, int] = {}
        """Orders that rested when they were seen last, with how many parts of each were told of."""
        self._made: dict[str, Creation] = {}
        self.of_before(0.0)

    def of_before(self, now: float) -> None:
        """Take what there is for known."""
        self._count = len(self._orders)
        self._live = {order.order_id: len(order.parts) for order in self._orders if order.is_ours and order.rests(now)}

    def since(self, now: float) -> list[Change]:
        """Give what happened since this was last asked, in order."""
        found: list[Change] = []
        if len(self._created) > self._seen_created or len(self._orders) > self._count:
            self._new(found, now)
        for order_id in [*self._live]:
            order = self._orders.find(order_id)
            if order is None or (len(order.parts) == self._live[order_id] and order.ended > now):
                continue
            self._changed(found, order, now)
        return found

    def _new(self, found: list[Change], now: float) -> None:
        for creation in self._created[self._seen_created :]:
            order = None if creation.order_id is None else self._orders.find(creation.order_id)
            if order is not None:
                self._made[order.order_id] = creation
            if creation.taken:
                found.append(Change(What.AT_ONCE, order, creation, creation.taken))
        self._seen_created = len(self._created)
        orders = [*self._orders]
        for order in orders[self._count :]:
            if order.is_ours:
                found.append(Change(What.PLACED, order, self._made.get(order.order_id)))
                self._live[order.order_id] = 0
        self._count = len(orders)

    def _changed(self, found: list[Change], order: Order, now: float) -> None:
        made, told = self._made.get(order.order_id), self._live[order.order_id]
        taken = order.taken() if order.ended <= now else order.parts
        for place, part in enumerate(taken[told:], start=told):
            found.append(Change(What.FILLED, order, made, part.amount, place))
        self._live[order.order_id] = len(taken)
        if order.ended <= now:
            del self._live[order.order_id]
            if order.how != "filled":
                found.append(Change(What.OVER, order, made))
