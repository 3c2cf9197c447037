# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.runtime import Request

from .. import effects
from ..models.http_error import HttpError
from ..models.place_order_input import PlaceOrderInput
from ..models.place_orders_reply import PlaceOrdersReply
from ..models.place_orders_request import PlaceOrdersRequest


def place_orders(
    *,
    orders: tuple[PlaceOrderInput, ...],
) -> Request[PlaceOrdersReply]:
    """Place a batch of orders.

    Places every order of `orders` and answers entry by entry in the same order: either fills and a resting offer,
    or an error for that order alone. `bet` is USD at risk, `odds` are American. On live games an order that matches
    waits 3 to 10 s before it does.

    Venue page: https://docs.4casters.io/pages/rest/orders/place-order
    """
    return Request(
        operation=effects.PLACE_ORDERS,
        path=effects.PLACE_ORDERS.path,
        payload=PlaceOrdersRequest(
            orders=orders,
        ),
        reply=PlaceOrdersReply,
        errors={
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )
