# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, segment, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.market import Market


def get_market(
    *,
    slug: str,
) -> Request[Venue, Market, Market]:
    """Read one market by its slug.

    Works without a key. Prices in USDC per outcome token, fees in basis points. 404 market_not_found may also mean that
    a symbol was given: this is the only path that takes the slug. Read feeTakerBps and negRiskEligible here just
    before signing an order.

    Args:
        slug: The market's slug, lower-case words joined by hyphens; not its symbol, not its id.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/api-reference/markets/market-detail-by-slug
    """
    return Request(
        operation=effects.GET_MARKET,
        path=f"/api/markets/{segment(effects.GET_MARKET, 'slug', slug)}",
        reply=Market,
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
