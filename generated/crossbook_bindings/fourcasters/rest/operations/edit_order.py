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


def edit_order(
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
    """Replace one limit order by another.

    Cancels the order and places a new one, with a new id, in the same game and market; fills of the old order are not
    subtracted from `orderVolume`. Volume is USD at risk, odds are American. A 200 whose `cancelled.success` is
    false changed nothing; one without `unmatched` cancelled and placed nothing. 400 the request is invalid.

    Venue page: https://docs.4casters.io/pages/rest/orders/edit-order
    """
    return Request(
        operation=effects.EDIT_ORDER,
        path=effects.EDIT_ORDER.path,
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
