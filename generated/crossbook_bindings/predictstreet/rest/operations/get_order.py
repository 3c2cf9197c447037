# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, segment, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.order import Order


def get_order(
    *,
    id: str,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, Order, Order]:
    """Read one order in its raw state.

    Prices in USDC per outcome token, quantities in outcome tokens. An unknown id is 404. A terminal state is not quite
    final: a FILLED order becomes SETTLEMENT_FAILED when every fill reverts on chain.

    Args:
        id: Order id, the orderId of place and cancel.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/order-detail
    """
    return Request(
        operation=effects.GET_ORDER,
        path=f"/api/orders/{segment(effects.GET_ORDER, 'id', id)}",
        headers=pairs(
            effects.GET_ORDER,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=Order,
        unwrap=whole,
        errors={
            400: ApiError,
            401: ApiError,
            403: ApiError,
            404: ApiError,
            429: ApiError,
            500: ApiError,
            503: ApiError,
        },
    )
