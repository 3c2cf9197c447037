# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import PagedRequest, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.fee_entry import FeeEntry
from ..models.list_fees_reply import ListFeesReply


def list_fees(
    *,
    limit: int | UnsetType = UNSET,
    cursor: str | UnsetType = UNSET,
    before: str | UnsetType = UNSET,
    x_user_wallet: str | UnsetType = UNSET,
) -> PagedRequest[Venue, ListFeesReply, ListFeesReply, FeeEntry]:
    """List the wallet's fees, newest first, page by page.

    Needs scope portfolio:read. Amounts in human decimals of the row's token (USDC). One row per trade and role. Follow
    nextCursor until it is null.

    Args:
        limit: Rows per page, 1 to 500. Left out, the venue takes 100.
        cursor: Opaque; nextCursor of the page before.
        before: Only older rows, ISO 8601. Older way of paging; maker and taker row of one match share a createdAt.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/concepts/portfolio/fees
    """
    return PagedRequest(
        operation=effects.LIST_FEES,
        path=effects.LIST_FEES.path,
        query=pairs(
            effects.LIST_FEES,
            ("limit", limit, int, UNSET),
            ("cursor", cursor, str, UNSET),
            ("before", before, str, UNSET),
        ),
        headers=pairs(
            effects.LIST_FEES,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=ListFeesReply,
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


def _items(reply: ListFeesReply) -> tuple[FeeEntry, ...]:
    return reply.ledger


def _next_cursor(reply: ListFeesReply) -> str | None:
    return reply.nextCursor
