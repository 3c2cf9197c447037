# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, segment, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.order_fills_reply import OrderFillsReply


def get_order_fills(
    *,
    id: str,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, OrderFillsReply, OrderFillsReply]:
    """List the fills of one order, in the order they were executed.

    Prices in USDC per outcome token, quantities in outcome tokens. An unknown id is 200 without trades, never 404: ask
    getOrder to tell it from an order without fills. A fill is off chain until it is settled, and may fail to
    settle.

    Args:
        id: Order id, the orderId of place and cancel.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/fills-for-a-specific-order
    """
    return Request(
        operation=effects.GET_ORDER_FILLS,
        path=f"/api/orders/{segment(effects.GET_ORDER_FILLS, 'id', id)}/fills",
        headers=pairs(
            effects.GET_ORDER_FILLS,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=OrderFillsReply,
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
