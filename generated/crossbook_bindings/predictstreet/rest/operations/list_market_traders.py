# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, Raw, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, segment, whole

from .. import effects
from ..models.api_error import ApiError


def list_market_traders(
    *,
    symbol: str,
    limit: int | UnsetType = UNSET,
) -> Request[Venue, Raw, Raw]:
    """List the traders of a market, largest volume in USDC first.

    Works without a key. The reply was not documented where it could be read; it is handed over as it came.

    Args:
        symbol: The market's symbol, not its slug.
        limit: Traders, at most 200. Left out, the venue takes 50.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/api-reference/markets/list-top-traders-on-a-market
    """
    return Request(
        operation=effects.LIST_MARKET_TRADERS,
        path=f"/api/markets/{segment(effects.LIST_MARKET_TRADERS, 'symbol', symbol)}/traders",
        query=pairs(
            effects.LIST_MARKET_TRADERS,
            ("limit", limit, int, UNSET),
        ),
        reply=Raw,
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
