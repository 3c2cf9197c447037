# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

from .. import effects
from ..models.http_error import HttpError
from ..models.place_order_input import PlaceOrderInput
from ..models.place_orders_reply import PlaceOrdersReply
from ..models.place_orders_request import PlaceOrdersRequest
from ..models.place_result import PlaceResult


def place_orders(
    *,
    orders: tuple[PlaceOrderInput, ...],
) -> Request[Venue, PlaceOrdersReply, tuple[PlaceResult, ...]]:
    """Place a batch of orders.

    Places every order of `orders` and answers entry by entry in the same order: either fills and a resting offer, or an
    error for that order alone. `bet` is USD at risk, `odds` are American. On live games an order that matches waits
    3 to 10 s before it does.

    Args:
        orders: Orders; the reply keeps their order.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/orders/place-order
    """
    return Request(
        operation=effects.PLACE_ORDERS,
        path=effects.PLACE_ORDERS.path,
        payload=PlaceOrdersRequest(
            orders=orders,
        ),
        reply=PlaceOrdersReply,
        unwrap=_payload,
        sent=len(orders),
        answered=_answered,
        errors={
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: PlaceOrdersReply) -> tuple[PlaceResult, ...]:
    return reply.data.createdSessions


def _answered(reply: PlaceOrdersReply) -> int:
    return len(reply.data.createdSessions)
