"""Reading what a wallet has and had, as plans: its fills, its orders in every state, its positions and balances. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Final, get_args

import msgspec
from msgspec import UNSET

from crossbook.core.checks import Call
from crossbook.core.judging import Source, answer_to
from crossbook.core.paging import next_page
from crossbook.core.steps import Plan
from crossbook.core.times import moment
from crossbook.predictstreet.identifiers import VENUE, is_order_id, same
from crossbook.predictstreet.orders.listing import is_anothers, wallet_of, wallet_of_row
from crossbook.predictstreet.orders.order import Order, read_order
from crossbook.predictstreet.reads.fill import OrderFill, read_fill
from crossbook_bindings.predictstreet import rest as bindings
from crossbook_bindings.runtime import PagedRequest, decoder

_LARGEST_PAGE: Final = 200


def order_fills(order_id: str, wallet: str | None = None) -> Plan[tuple[OrderFill, ...]]:
    """Read what of one order of a wallet was matched."""
    call = Call(VENUE, "getOrderFills")
    if not is_order_id(call.order_id(order_id)):
        raise call.invalid(expected="an order id (text without spaces)", found=order_id)
    result = yield from answer_to(bindings.get_order_fills(id=order_id))
    named = (result.value.orderId, *(fill.orderId for fill in result.value.trades))
    if any(name is not None and same(name) != same(order_id) for name in named):
        raise result.doubt("it is about another order than the one asked for")
    for fill in result.value.trades:
        wallet = wallet_of_row(fill.userWallet, wallet, result)
    return tuple(map(read_fill, result.value.trades))


def fills(market_id: str | None, since: str | None, wallet: str | None = None) -> Plan[tuple[OrderFill, ...]]:
    """Read a wallet's matches, newest first: all pages, or those down to a time."""
    _check_market("listTrades", market_id)
    oldest, found, seen = moment(since), list[OrderFill](), set[str]()
    following: PagedRequest[str, object, object, bindings.AccountTrade] | None = bindings.list_trades(
        marketId=UNSET if market_id is None else market_id, limit=_LARGEST_PAGE
    )
    while following is not None:
        page = yield from next_page(following, seen)
        wallet = wallet_of(page, wallet)
        for match in page.items:
            wallet = wallet_of_row(match.userWallet, wallet, page.source)
        read = tuple(map(read_fill, page.items))
        found += [fill for fill in read if not _is_before(fill.created_at, oldest)]
        following = None if read and all(_is_before(fill.created_at, oldest) for fill in read) else page.following
    return tuple(found)


def order_history(
    market_id: str | None,
    status: bindings.OrderStatus | None,
    since: str | None,
    until: str | None,
    wallet: str | None = None,
) -> Plan[tuple[Order, ...]]:
    """Read a wallet's orders in every state, page after page."""
    _check_market("listOrderHistory", market_id)
    if status is not None:
        Call(VENUE, "listOrderHistory").choice(status, get_args(bindings.OrderStatus), "an order's status")
    orders, seen = list[Order](), set[str]()
    following: PagedRequest[str, object, object, msgspec.Raw] | None = bindings.list_order_history(
        marketId=UNSET if market_id is None else market_id,
        status=UNSET if status is None else status,
        from_=UNSET if since is None else since,
        to=UNSET if until is None else until,
        limit=_LARGEST_PAGE,
    )
    while following is not None:
        page = yield from next_page(following, seen)
        wallet = wallet_of(page, wallet)
        orders += [_past_order(row, wallet, page.source) for row in page.items]
        following = page.following
    return tuple(orders)


def positions() -> Plan[tuple[bindings.Position, ...]]:
    """Read what the wallet holds."""
    result = yield from answer_to(bindings.list_positions())
    held = result.value
    if isinstance(held, tuple):
        return held
    # What rows are wrapped in was not seen: the one list in the wrapper must be theirs.
    lists = [value for value in held.values() if bytes(value).lstrip().startswith(b"[")]
    if len(lists) != 1:
        raise result.doubt(f"expected positions as one list, found {len(lists)} of them")
    try:
        return decoder(tuple[bindings.Position, ...]).decode(lists[0])
    except msgspec.DecodeError as error:
        raise result.doubt(str(error)) from None


def balances(wallet: str | None = None) -> Plan[tuple[bindings.Balance, ...]]:
    """Read what a wallet has of each token."""
    result = yield from answer_to(bindings.get_balances())
    if is_anothers(result.value.walletAddress, wallet):
        raise result.doubt(f"it is about another wallet, {result.value.walletAddress}")
    return result.value.balances


def _check_market(operation: str, market_id: str | None) -> None:
    if market_id is not None:
        Call(VENUE, operation).name(market_id, "a market (its symbol)")


def _is_before(time: datetime | None, oldest: datetime | None) -> bool:
    """Say whether something is certainly older than what was asked for."""
    return time is not None and oldest is not None and time < oldest


def _past_order(row: msgspec.Raw, wallet: str | None, source: Source) -> Order:
    """Read a row of the history. What members it has is not documented: those of an order are looked for."""
    try:
        order = decoder(bindings.Order).decode(row)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise source.doubt(f"a row of the history does not read as an order: {error}") from None
    if order.id is None:
        raise source.doubt("an order in the history has no id")
    wallet_of_row(order.userWallet, wallet, source)
    return read_order(order.id, order)
