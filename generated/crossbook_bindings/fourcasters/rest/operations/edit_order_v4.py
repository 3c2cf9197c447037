# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET, UnsetType

from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

from .. import effects
from ..models.edit_order_reply import EditOrderReply
from ..models.edit_order_request import EditOrderRequest
from ..models.edit_order_result import EditOrderResult
from ..models.http_error import HttpError
from ..models.order_type import OrderType


def edit_order_v4(
    *,
    sessionID: str,
    orderOdds: Decimal | int | None | UnsetType = UNSET,
    orderVolume: Decimal | int | None | UnsetType = UNSET,
    orderType: OrderType | UnsetType = UNSET,
    userReference: str | UnsetType = UNSET,
    intendedOrderVolume: Decimal | int | UnsetType = UNSET,
    expiryChange: str | int | UnsetType = UNSET,
    blockIfNoOtherSideOrders: bool | UnsetType = UNSET,
) -> Request[Venue, EditOrderReply, EditOrderResult]:
    """Replace one limit order by another, with guards.

    As editOrder, with two guards and the class of the error in 400. If `intendedOrderVolume` is more than 1 USD off
    what was left, the order is cancelled and nothing is placed: 200, `cancelled.success` true and no `unmatched`.
    Do not repeat the edit then. Volume is USD at risk, odds are American. 400 the request is invalid.

    Args:
        sessionID: Order id, dead afterwards.
        orderOdds: American odds of the new order. Always send it; that null keeps the old ones is disputed.
        orderVolume: USD at risk in the new order, whatever was filled. Always send it; that null keeps it is disputed.
        orderType: How the new order takes and rests; limit when left out.
        userReference: The caller's name for the new order; replaces the old one.
        intendedOrderVolume: USD that the caller believes to be left in the old order.
        expiryChange: Minutes after which the venue cancels the new order. Published as text, elsewhere a number.
        blockIfNoOtherSideOrders: editOrderV4 only: whether to reject the edit when nothing rests on the other side.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.4casters.io/pages/rest/orders/edit-order
    """
    return Request(
        operation=effects.EDIT_ORDER_V4,
        path=effects.EDIT_ORDER_V4.path,
        payload=EditOrderRequest(
            sessionID=sessionID,
            orderOdds=orderOdds,
            orderVolume=orderVolume,
            orderType=orderType,
            userReference=userReference,
            intendedOrderVolume=intendedOrderVolume,
            expiryChange=expiryChange,
            blockIfNoOtherSideOrders=blockIfNoOtherSideOrders,
        ),
        reply=EditOrderReply,
        unwrap=_payload,
        errors={
            400: HttpError,
            401: HttpError,
            429: HttpError,
            503: HttpError,
        },
    )


def _payload(reply: EditOrderReply) -> EditOrderResult:
    return reply.data
