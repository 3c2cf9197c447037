# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import PagedRequest, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.list_partner_trades_reply import ListPartnerTradesReply
from ..models.partner_trade import PartnerTrade


def list_partner_trades(
    *,
    modifiedSince: str,
    cursor: str | UnsetType = UNSET,
    limit: int | UnsetType = UNSET,
    marketId: str | UnsetType = UNSET,
    x_user_wallet: str | UnsetType = UNSET,
) -> PagedRequest[Venue, ListPartnerTradesReply, ListPartnerTradesReply, PartnerTrade]:
    """List the trades of all the partner's wallets that changed since a time, page by page.

    Needs scope partner:trades:read. A trade comes again when its status changes: keep the latest by tradeId. A trade
    that fails to settle has no settledAt, so let the windows overlap. Follow nextCursor until it is null. Units of
    the members beyond those listed were not seen.

    Args:
        modifiedSince: Only trades created or settled at or after this time, ISO 8601.
        cursor: Opaque; nextCursor of the page before.
        limit: Trades per page, 1 to 300. Left out, the venue takes 50.
        marketId: Market symbol.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.adipredictstreet.com/concepts/partners/trades-and-recon
    """
    return PagedRequest(
        operation=effects.LIST_PARTNER_TRADES,
        path=effects.LIST_PARTNER_TRADES.path,
        query=pairs(
            effects.LIST_PARTNER_TRADES,
            ("modifiedSince", modifiedSince, str),
            ("cursor", cursor, str, UNSET),
            ("limit", limit, int, UNSET),
            ("marketId", marketId, str, UNSET),
        ),
        headers=pairs(
            effects.LIST_PARTNER_TRADES,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=ListPartnerTradesReply,
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


def _items(reply: ListPartnerTradesReply) -> tuple[PartnerTrade, ...]:
    return reply.trades


def _next_cursor(reply: ListPartnerTradesReply) -> str | None:
    return reply.nextCursor
