# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.list_markets_reply import ListMarketsReply
from ..models.market_status import MarketStatus


def list_markets(
    *,
    status: MarketStatus | UnsetType = UNSET,
) -> Request[Venue, ListMarketsReply, ListMarketsReply]:
    """List markets, at most 500.

    Works without a key. Drafts are never listed. Prices in USDC per outcome token, fees in basis points. There is no
    further page: what is beyond the first 500 rows is found through events and matches only.

    Args:
        status: One state only.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/api-reference/markets/list-markets
    """
    return Request(
        operation=effects.LIST_MARKETS,
        path=effects.LIST_MARKETS.path,
        query=pairs(
            effects.LIST_MARKETS,
            ("status", status, MarketStatus, UNSET),
        ),
        reply=ListMarketsReply,
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
