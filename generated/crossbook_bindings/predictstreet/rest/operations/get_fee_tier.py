# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.fee_tier import FeeTier


def get_fee_tier(
    *,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, FeeTier, FeeTier]:
    """Read the wallet's fee tier.

    Needs scope portfolio:read. Volumes in USDC, fees in basis points, for information only: what a trade costs depends
    on its price.

    Args:
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/portfolio/current-fee-tier
    """
    return Request(
        operation=effects.GET_FEE_TIER,
        path=effects.GET_FEE_TIER.path,
        headers=pairs(
            effects.GET_FEE_TIER,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=FeeTier,
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
