# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.get_balances_reply import GetBalancesReply


def get_balances(
    *,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, GetBalancesReply, GetBalancesReply]:
    """Read the balance of each token.

    Needs scope portfolio:read. Amounts in human decimals of the token (USDC), never base units. What one owns is
    available plus locked. Orders to sell lock outcome tokens instead: see listPositions.

    Args:
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/concepts/portfolio/balances
    """
    return Request(
        operation=effects.GET_BALANCES,
        path=effects.GET_BALANCES.path,
        headers=pairs(
            effects.GET_BALANCES,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=GetBalancesReply,
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
