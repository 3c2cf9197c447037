"""A program that handles every status that the venue documents, and those that it does not."""

from __future__ import annotations

from typing import assert_type

from crossbook import Unlisted
from crossbook.predictstreet import Order, PredictStreet
from crossbook_bindings.fourcasters.orders_socket import models
from crossbook_bindings.predictstreet.rest import OrderStatus, get_order


def rests(status: OrderStatus | Unlisted) -> bool | None:
    """Say whether an order of a status rests; None where nobody knows."""
    match status:
        case "PENDING" | "OPEN" | "PARTIAL":
            return True
        case "FILLED" | "CANCELLED" | "CANCELLED_BY_RESOLVE" | "REJECTED" | "EXPIRED" | "SETTLEMENT_FAILED":
            return False
        case _:
            assert_type(status, Unlisted)  # every listed status is handled above
            return None


def shown(order: Order, client: PredictStreet) -> list[bool | None]:
    """Ask it of an order in our words, and of one in the venue's."""
    found = client.send(get_order(id=order.order_id)).status
    return [rests(status) for status in (order.status, found) if status is not None]


def placed(entry: models.PlaceEntry) -> str:
    """Do the same with a frame of a socket."""
    match entry.error_type:
        case None:
            return "placed"
        case "validation_error" | "rejected_liability" | "rejected_order_type_rules" | "system_error":
            return entry.error or "without words"
        case other:
            assert_type(other, Unlisted)
            return f"{other}: {entry.error}"
