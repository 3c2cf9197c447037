# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.cancel_all_reply import CancelAllReply
from ..models.cancel_all_request import CancelAllRequest
from ..models.side import Side


def cancel_all(
    *,
    marketId: str | UnsetType = UNSET,
    side: Side | UnsetType = UNSET,
    outcome: int | UnsetType = UNSET,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, CancelAllReply, CancelAllReply]:
    """Cancel every open order of the wallet, or those a filter selects.

    Needs scope orders:write; never blocked by KYC. Filters are AND-combined; an empty body cancels the whole wallet.
    Acts on a snapshot of the orders open on receipt: orders placed meanwhile may be missed, so stop quoting first.
    Repeating after a 5xx is harmless, but what the failed request did is unknown.

    Args:
        marketId: Market symbol.
        side: Any case is accepted.
        outcome: Outcome index, an integer here although order bodies carry it as a string.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/cancel-all-open-orders
    """
    return Request(
        operation=effects.CANCEL_ALL,
        path=effects.CANCEL_ALL.path,
        headers=pairs(
            effects.CANCEL_ALL,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        payload=CancelAllRequest(
            marketId=marketId,
            side=side,
            outcome=outcome,
        ),
        reply=CancelAllReply,
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
