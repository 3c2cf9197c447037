# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.cancel_order_reply import CancelOrderReply
from ..models.cancel_order_request import CancelOrderRequest


def cancel_order(
    *,
    orderId: str,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, CancelOrderReply, CancelOrderReply]:
    """Cancel one order.

    Needs scope orders:write; never blocked by KYC. Quantities in outcome tokens. Idempotent: an id that never existed,
    belongs to another wallet or is already terminal is 200 with status not_found, never 404; read the order to
    learn which. Repeating after a 5xx is harmless, but what the failed request did is unknown.

    Args:
        orderId: Order id; the same value is `id` in order reads.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/cancel-a-single-order
    """
    return Request(
        operation=effects.CANCEL_ORDER,
        path=effects.CANCEL_ORDER.path,
        headers=pairs(
            effects.CANCEL_ORDER,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        payload=CancelOrderRequest(
            orderId=orderId,
        ),
        reply=CancelOrderReply,
        unwrap=whole,
        errors={
            400: ApiError,
            401: ApiError,
            403: ApiError,
            429: ApiError,
            500: ApiError,
            503: ApiError,
        },
    )
