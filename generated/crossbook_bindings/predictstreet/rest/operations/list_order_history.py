# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, Raw, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import PagedRequest, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.list_order_history_reply import ListOrderHistoryReply
from ..models.order_status import OrderStatus
from ..models.order_type import OrderType
from ..models.side import Side


def list_order_history(
    *,
    marketId: str | UnsetType = UNSET,
    status: OrderStatus | UnsetType = UNSET,
    side: Side | UnsetType = UNSET,
    outcome: int | UnsetType = UNSET,
    type: OrderType | UnsetType = UNSET,
    from_: str | UnsetType = UNSET,
    to: str | UnsetType = UNSET,
    limit: int | UnsetType = UNSET,
    cursor: str | UnsetType = UNSET,
    x_user_wallet: str | UnsetType = UNSET,
) -> PagedRequest[Venue, ListOrderHistoryReply, ListOrderHistoryReply, Raw]:
    """List the wallet's orders in every state, page by page.

    States are raw here: PARTIAL is shown as such. What members a row has is not documented, so rows are handed on as
    they came. Prices in USDC per outcome token, quantities in outcome tokens. Follow nextCursor until it is null.
    An unknown status is 400 bad_request, a limit below 1 is 400 invalid_limit.

    Args:
        marketId: Market symbol.
        status: One state only. The page lists eight; CANCELLED_BY_RESOLVE is not among them and may be refused.
        side: One side only; not on every deployment.
        outcome: Outcome index, an integer here; not on every deployment.
        type: One order type only; not on every deployment.
        from_: Earliest time, ISO 8601.
        to: Latest time, ISO 8601.
        limit: Orders per page, 1 to 200. Left out, the venue takes 100; it clamps larger values without notice.
        cursor: Opaque; nextCursor of the page before. `offset` and `page` would be ignored without notice.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/order-history
    """
    return PagedRequest(
        operation=effects.LIST_ORDER_HISTORY,
        path=effects.LIST_ORDER_HISTORY.path,
        query=pairs(
            effects.LIST_ORDER_HISTORY,
            ("marketId", marketId, str, UNSET),
            ("status", status, OrderStatus, UNSET),
            ("side", side, Side, UNSET),
            ("outcome", outcome, int, UNSET),
            ("type", type, OrderType, UNSET),
            ("from", from_, str, UNSET),
            ("to", to, str, UNSET),
            ("limit", limit, int, UNSET),
            ("cursor", cursor, str, UNSET),
        ),
        headers=pairs(
            effects.LIST_ORDER_HISTORY,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=ListOrderHistoryReply,
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


def _items(reply: ListOrderHistoryReply) -> tuple[Raw, ...]:
    return reply.orders


def _next_cursor(reply: ListOrderHistoryReply) -> str | None:
    return reply.nextCursor
