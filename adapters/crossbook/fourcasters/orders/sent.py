"""A placement over REST as it is written: orders that were checked, straight into what the binding would write. Pure.

The binding's own classes check every member once more, which takes longer than all else that a placement needs. A law holds both to
the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

import msgspec
from msgspec import UNSET, UnsetType

from crossbook.fourcasters.orders.new_order import NewOrder, american
from crossbook.prices import Odds
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.fourcasters import rest as bindings
from crossbook_bindings.runtime import Request


class _Order(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The members of `PlaceOrderInput`, in its order. Whole numbers are written alike as int and as Decimal."""

    gameID: str  # noqa: N815 - the venue's names
    type: str
    side: str
    odds: Decimal | int
    bet: Decimal | int
    market: str | UnsetType
    number: Decimal | int | UnsetType
    orderType: str  # noqa: N815
    expirationMinutes: int | UnsetType  # noqa: N815
    userReference: str | UnsetType  # noqa: N815


class _Orders(msgspec.Struct, frozen=True):
    """`PlaceOrdersRequest`."""

    orders: tuple[_Order, ...]


def place_request(orders: Sequence[NewOrder]) -> Request[Venue, bindings.PlaceOrdersReply, tuple[bindings.PlaceResult, ...]]:
    """Build the request that places orders which were checked."""
    return msgspec.structs.replace(_request(), payload=_Orders(tuple(map(_order, orders))), sent=len(orders))


@cache
def _request() -> Request[Venue, bindings.PlaceOrdersReply, tuple[bindings.PlaceResult, ...]]:
    return bindings.place_orders(orders=())


def _order(order: NewOrder) -> _Order:
    odds, market, line, minutes, reference = order.odds, order.market, order.line, order.expires_in_minutes, order.user_reference
    return _Order(
        gameID=order.game_id,
        type=order.market_type,
        side=order.side,
        odds=american(order) if isinstance(odds, Odds) else odds,
        bet=order.risk,
        market=UNSET if market is None else market,
        number=UNSET if line is None else line,
        orderType=order.order_type,
        expirationMinutes=UNSET if minutes is None else minutes,
        userReference=UNSET if reference is None else reference,
    )
