# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, segment, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.price_history import PriceHistory
from ..models.price_range import PriceRange


def get_price_history(
    *,
    symbol: str,
    range: PriceRange | UnsetType = UNSET,
    outcome: str | UnsetType = UNSET,
) -> Request[Venue, PriceHistory, PriceHistory]:
    """Read the price of one outcome over time, without gaps.

    Works without a key. A price is the mid of best bid and best ask, else the last trade, carried forward where nothing
    happened, in USDC per outcome token. The range decides the step: live about 300 of 1 s, 1h 60 of 1 minute, 1d 48
    of 30 minutes, 1w 28 of 6 hours, 1m 60 of 12 hours.

    Args:
        symbol: The market's symbol, not its slug.
        range: How far back.
        outcome: Outcome index as a decimal string, "0" (YES) or "1" (NO).

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/markets/time-series-price-points-for-the-chart-ui
    """
    return Request(
        operation=effects.GET_PRICE_HISTORY,
        path=f"/api/markets/{segment(effects.GET_PRICE_HISTORY, 'symbol', symbol)}/price-history",
        query=pairs(
            effects.GET_PRICE_HISTORY,
            ("range", range, PriceRange, UNSET),
            ("outcome", outcome, str, UNSET),
        ),
        reply=PriceHistory,
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
