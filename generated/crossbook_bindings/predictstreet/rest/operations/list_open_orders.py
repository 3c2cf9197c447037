# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from msgspec import UNSET, UnsetType

from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.runtime import PagedRequest, pairs, whole

from .. import effects
from ..models.api_error import ApiError
from ..models.list_open_orders_reply import ListOpenOrdersReply
from ..models.order import Order
from ..models.order_type import OrderType
from ..models.side import Side


def list_open_orders(
    *,
    marketId: str | UnsetType = UNSET,
    side: Side | UnsetType = UNSET,
    outcome: int | UnsetType = UNSET,
    type: OrderType | UnsetType = UNSET,
    limit: int | UnsetType = UNSET,
    cursor: str | UnsetType = UNSET,
    x_user_wallet: str | UnsetType = UNSET,
) -> PagedRequest[Venue, ListOpenOrdersReply, ListOpenOrdersReply, Order]:
    """List the wallet's open orders, newest first, page by page.

    PENDING, OPEN and PARTIAL orders; PARTIAL is shown as OPEN here, so tell it by filledQty. Prices in USDC per outcome
    token, quantities in outcome tokens. Without a limit only the first 500 come: follow nextCursor until it is
    null. Unknown filter values are 400 bad_request, a limit below 1 is 400 invalid_limit.

    Args:
        marketId: Market symbol.
        side: One side only; also accepted in upper case (BUY, SELL).
        outcome: Outcome index, an integer here although order bodies carry it as a string.
        type: One order type only; also accepted in upper case (LIMIT, MARKET).
        limit: Orders per page, 1 to 500. Left out, the venue takes 500; it clamps larger values without notice.
        cursor: Opaque; nextCursor of the page before. `offset` and `page` would be ignored without notice.
        x_user_wallet: Acting wallet, 0x and 40 hex digits; the venue lower-cases it.

    Raises InvalidField for an argument of another type, and for a number that is not exact.

    Venue page: https://ideasoft.mintlify.app/api-reference/orders/list-open-orders
    """
    return PagedRequest(
        operation=effects.LIST_OPEN_ORDERS,
        path=effects.LIST_OPEN_ORDERS.path,
        query=pairs(
            effects.LIST_OPEN_ORDERS,
            ("marketId", marketId, str, UNSET),
            ("side", side, Side, UNSET),
            ("outcome", outcome, int, UNSET),
            ("type", type, OrderType, UNSET),
            ("limit", limit, int, UNSET),
            ("cursor", cursor, str, UNSET),
        ),
        headers=pairs(
            effects.LIST_OPEN_ORDERS,
            ("X-User-Wallet", x_user_wallet, str, UNSET),
        ),
        reply=ListOpenOrdersReply,
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


def _items(reply: ListOpenOrdersReply) -> tuple[Order, ...]:
    return reply.orders


def _next_cursor(reply: ListOpenOrdersReply) -> str | None:
    return reply.nextCursor
