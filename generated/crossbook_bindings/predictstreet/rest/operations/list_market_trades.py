# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import Request, pairs, segment, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.list_market_trades_reply import ListMarketTradesReply


def list_market_trades(
    *,
    symbol: str,
    limit: int | UnsetType = UNSET,
    before: str | UnsetType = UNSET,
    after: str | UnsetType = UNSET,
    sort: str | UnsetType = UNSET,
) -> Request[Venue, ListMarketTradesReply, ListMarketTradesReply]:
    """List the latest trades of a market.

    Works without a key. Price in USDC per outcome token, quantity in outcome tokens. Pages by time only: `before` and
    `after` exclude their own instant, so rows that share a createdAt can be lost between two pages; overlap them
    and drop what was seen by id. Only trades that are matched, settlement_pending or settled are shown.

    Args:
        symbol: The market's symbol, not its slug.
        limit: Trades per page, 1 to 200. Left out, the venue takes 50; it clamps larger values without notice.
        before: Only older trades, ISO 8601, excluded. `offset`, `page` and `cursor` would be ignored without notice.
        after: Only newer trades, ISO 8601, excluded; heeded with sort=time only.
        sort: Left out, the venue takes `time`.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/api-reference/markets/public-trade-tape
    """
    return Request(
        operation=effects.LIST_MARKET_TRADES,
        path=f"/api/markets/{segment(effects.LIST_MARKET_TRADES, 'symbol', symbol)}/trades",
        query=pairs(
            effects.LIST_MARKET_TRADES,
            ("limit", limit, int, UNSET),
            ("before", before, str, UNSET),
            ("after", after, str, UNSET),
            ("sort", sort, str, UNSET),
        ),
        reply=ListMarketTradesReply,
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
