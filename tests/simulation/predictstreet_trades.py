"""What the model of PredictStreet says was matched of an order. Imports nothing of ours."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from simulation.orders import Order


class Trade(msgspec.Struct, frozen=True):
    """A match of an order."""

    name: str
    order: Order
    amount: int
    moment: float


def trades(order: Order) -> Iterator[Trade]:
    """Give everything that was matched of an order: at once, in the parts that the placement told of, and later."""
    at_once = int(order.scope.get("at_once", "0"))
    for number, part in enumerate(halves(at_once)):
        yield Trade(f"{order.order_id}-{number}", order, part, order.born)
    for number, later in enumerate(order.taken()):
        yield Trade(f"{order.order_id}-p{number}", order, later.amount, later.moment)


def halves(amount: int) -> list[int]:
    """Cut what was matched at once into the parts that are told of."""
    half = max(amount // 2, 1)
    return [part for part in (half, amount - half) if part > 0] if amount else []
