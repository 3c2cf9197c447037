# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import PagedRequest, pairs, whole

from .. import effects
from ..models.account_trade import AccountTrade
from ..models.api_error import ApiError
from ..models.list_trades_reply import ListTradesReply


def list_trades(
    *,
    marketId: str | UnsetType = UNSET,
    limit: int | UnsetType = UNSET,
    cursor: str | UnsetType = UNSET,
    before: str | UnsetType = UNSET,
    x_user_wallet: str | UnsetType = UNSET,
) -> PagedRequest[Venue, ListTradesReply, ListTradesReply, AccountTrade]:
    """List the wallet's trades, newest first, page by page.

    Needs scope portfolio:read. Price in USDC per outcome token, quantity in outcome tokens, fee in USDC. A trade is
    final only when its status is settled; before that it may still fail. Follow nextCursor until it is null.

    Args:
        marketId: Market symbol.
        limit: Trades per page, 1 to 200. Left out, the venue takes 50.
        cursor: Opaque; nextCursor of the page before.
        before: Only older trades, ISO 8601. Older way of paging, which can skip or repeat rows that share a createdAt.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/concepts/portfolio/trades
    """
    return PagedRequest(
        operation=effects.LIST_TRADES,
        path=effects.LIST_TRADES.path,
        query=pairs(
            effects.LIST_TRADES,
            ("marketId", marketId, str, UNSET),
            ("limit", limit, int, UNSET),
            ("cursor", cursor, str, UNSET),
            ("before", before, str, UNSET),
        ),
        headers=pairs(
            effects.LIST_TRADES,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=ListTradesReply,
        unwrap=whole,
        cursor="cursor",
        items=_items,
        next_cursor=_next_cursor,
        errors={
            400: ApiError,
            401: ApiError,
            403: ApiError,
            429: ApiError,
            500: ApiError,
            503: ApiError,
        },
    )


def _items(reply: ListTradesReply) -> tuple[AccountTrade, ...]:
    return reply.trades


def _next_cursor(reply: ListTradesReply) -> str | None:
    return reply.nextCursor
