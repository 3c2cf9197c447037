# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.place_batch_request import PlaceBatchRequest
from ..models.place_batch_result import PlaceBatchResult
from ..models.place_order_request import PlaceOrderRequest


def place_batch(
    *,
    orders: tuple[PlaceOrderRequest, ...],
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, tuple[PlaceBatchResult, ...], tuple[PlaceBatchResult, ...]]:
    """Place 1 to 10 signed orders, one after the other.

    Needs scope orders:write. Prices in USDC per outcome token, quantities in outcome tokens. Not atomic: orders are
    decided in the order sent, each as placeOrder would, and a rejected one does not stop the rest. The reply is a
    bare array, entry by entry as sent; rejections, a bad signature among them, are entries with status REJECTED in
    a 200. After a 5xx any of the orders may exist; a resend is safe only with the same clientOrderIds, which the
    venue makes up where they are missing, so set them. Money limits accumulate over the batch.

    Args:
        orders: Each with a clientOrderId of its own, or a lost reply cannot be resolved.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/api-reference/orders/place-a-batch-of-signed-orders-max-10
    """
    return Request(
        operation=effects.PLACE_BATCH,
        path=effects.PLACE_BATCH.path,
        headers=pairs(
            effects.PLACE_BATCH,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        payload=PlaceBatchRequest(
            orders=orders,
        ),
        reply=tuple[PlaceBatchResult, ...],
        unwrap=whole,
        sent=len(orders),
        answered=_answered,
        errors={
            400: ApiError,
            401: ApiError,
            403: ApiError,
            429: ApiError,
            500: ApiError,
            503: ApiError,
        },
    )


def _answered(reply: tuple[PlaceBatchResult, ...]) -> int:
    return len(reply)
