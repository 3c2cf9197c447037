# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.portfolio import Portfolio


def get_portfolio(
    *,
    x_user_wallet: str | UnsetType = UNSET,
) -> Request[Venue, Portfolio, Portfolio]:
    """Read vault, balances, positions and fee tier at once.

    Needs scope portfolio:read. The reply was not documented where it could be read; for documented members ask
    getVault, getBalances, listPositions and getFeeTier.

    Args:
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/portfolio/aggregate-portfolio-view
    """
    return Request(
        operation=effects.GET_PORTFOLIO,
        path=effects.GET_PORTFOLIO.path,
        headers=pairs(
            effects.GET_PORTFOLIO,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=Portfolio,
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
