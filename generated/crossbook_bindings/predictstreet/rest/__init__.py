# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.
"""Operations and models of specs/predictstreet/rest.openapi.yaml. Each is imported on first use: one operation costs only its own models."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models.api_error import ApiError as ApiError
    from .models.api_error_details import ApiErrorDetails as ApiErrorDetails
    from .models.cancel_all_reply import CancelAllReply as CancelAllReply
    from .models.cancel_all_request import CancelAllRequest as CancelAllRequest
    from .models.cancel_batch_reply import CancelBatchReply as CancelBatchReply
    from .models.cancel_batch_request import CancelBatchRequest as CancelBatchRequest
    from .models.cancel_order_reply import CancelOrderReply as CancelOrderReply
    from .models.cancel_order_request import CancelOrderRequest as CancelOrderRequest
    from .models.cancel_status import CancelStatus as CancelStatus
    from .models.list_open_orders_reply import ListOpenOrdersReply as ListOpenOrdersReply
    from .models.not_cancelled import NotCancelled as NotCancelled
    from .models.not_cancelled_reason import NotCancelledReason as NotCancelledReason
    from .models.order import Order as Order
    from .models.order_status import OrderStatus as OrderStatus
    from .models.order_type import OrderType as OrderType
    from .models.place_order_reply import PlaceOrderReply as PlaceOrderReply
    from .models.place_order_request import PlaceOrderRequest as PlaceOrderRequest
    from .models.side import Side as Side
    from .models.time_in_force import TimeInForce as TimeInForce
    from .models.trade import Trade as Trade
    from .operations.cancel_all import cancel_all as cancel_all
    from .operations.cancel_batch import cancel_batch as cancel_batch
    from .operations.cancel_order import cancel_order as cancel_order
    from .operations.get_order import get_order as get_order
    from .operations.list_open_orders import list_open_orders as list_open_orders
    from .operations.place_order import place_order as place_order

_HOMES = {
    "ApiError": "models.api_error",
    "ApiErrorDetails": "models.api_error_details",
    "CancelAllReply": "models.cancel_all_reply",
    "CancelAllRequest": "models.cancel_all_request",
    "CancelBatchReply": "models.cancel_batch_reply",
    "CancelBatchRequest": "models.cancel_batch_request",
    "CancelOrderReply": "models.cancel_order_reply",
    "CancelOrderRequest": "models.cancel_order_request",
    "CancelStatus": "models.cancel_status",
    "ListOpenOrdersReply": "models.list_open_orders_reply",
    "NotCancelled": "models.not_cancelled",
    "NotCancelledReason": "models.not_cancelled_reason",
    "Order": "models.order",
    "OrderStatus": "models.order_status",
    "OrderType": "models.order_type",
    "PlaceOrderReply": "models.place_order_reply",
    "PlaceOrderRequest": "models.place_order_request",
    "Side": "models.side",
    "TimeInForce": "models.time_in_force",
    "Trade": "models.trade",
    "cancel_all": "operations.cancel_all",
    "cancel_batch": "operations.cancel_batch",
    "cancel_order": "operations.cancel_order",
    "get_order": "operations.get_order",
    "list_open_orders": "operations.list_open_orders",
    "place_order": "operations.place_order",
}

__all__ = [
    "ApiError",
    "ApiErrorDetails",
    "CancelAllReply",
    "CancelAllRequest",
    "CancelBatchReply",
    "CancelBatchRequest",
    "CancelOrderReply",
    "CancelOrderRequest",
    "CancelStatus",
    "ListOpenOrdersReply",
    "NotCancelled",
    "NotCancelledReason",
    "Order",
    "OrderStatus",
    "OrderType",
    "PlaceOrderReply",
    "PlaceOrderRequest",
    "Side",
    "TimeInForce",
    "Trade",
    "cancel_all",
    "cancel_batch",
    "cancel_order",
    "get_order",
    "list_open_orders",
    "place_order",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
