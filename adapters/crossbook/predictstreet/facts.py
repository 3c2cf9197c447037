"""PredictStreet's messages as facts about orders. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

from crossbook.core.attempts import Answered
from crossbook.core.facts import ENDINGS, ORDER, PLACEMENT, Ending, Fact, Filled, Read, Readings, Source, key_of
from crossbook.core.judging import judge
from crossbook.errors import CrossbookError
from crossbook.observing import Attempted, Intent
from crossbook.predictstreet.feed_facts import facts_of_event
from crossbook.predictstreet.identifiers import VENUE, same
from crossbook.predictstreet.orders.listing import LARGEST_PAGES, is_anothers, named
from crossbook.predictstreet.orders.order import Order, read_order
from crossbook.predictstreet.orders.prepared import PreparedOrder
from crossbook.predictstreet.orders.resolving_cancels import OVER, RESTING, unmatched
from crossbook.predictstreet.reads.fill import OrderFill, read_fill
from crossbook_bindings.predictstreet import rest as bindings
from crossbook_bindings.runtime import decoder

_FAILED: Final = "settlement_failed"
_UNSETTLED: Final = (None, "matched", "settlement_pending")
"""States of a match before anybody knows whether it settles."""
_NARROWED: Final = ("marketId", "side", "outcome", "type")


class _Sent(msgspec.Struct):
    """An order in a request, as it is written there."""

    marketId: str | None = None  # noqa: N815 - the venue's names
    side: str | None = None
    outcome: str | None = None
    price: Decimal | None = None
    quantity: Decimal | None = None
    clientOrderId: str | None = None  # noqa: N815
    orders: tuple[_Sent, ...] | None = None


_SENT: Final = msgspec.json.Decoder(_Sent)


def _placements(intent: Intent) -> tuple[Fact, ...]:
    try:
        sent = _SENT.decode(intent.body or "")
    except msgspec.DecodeError:
        sent = _Sent()
    orders = (sent,) if sent.orders is None else sent.orders
    if tuple(order.clientOrderId for order in orders) != intent.user_references:
        orders = tuple(_Sent(clientOrderId=reference) for reference in intent.user_references)
    return tuple(
        Fact(
            key="",
            at=intent.at,
            source="intent",
            reference=order.clientOrderId,
            where=order.marketId,
            market_type=order.outcome,
            side=None if order.side is None else order.side.lower(),
            price=order.price,
            whole=order.quantity,
        )
        for order in orders
    )


def _ordered(order: object, at: float) -> Fact | None:
    if not isinstance(order, PreparedOrder):
        return None
    return Fact(
        key="",
        at=at,
        source="outcome",
        reference=order.client_order_id,
        where=order.order.market_id,
        market_type=str(order.order.outcome),
        side=order.order.side,
        price=order.draft.price,
        whole=order.draft.quantity,
    )


def _page_of(intent: Intent) -> str | None:
    if intent.operation != "listOpenOrders":
        return None
    query = parse_qs(urlsplit(intent.sent.partition(" ")[2]).query)
    return None if any(name in query for name in _NARROWED) else query.get("cursor", [""])[0]


class _Came(msgspec.Struct, frozen=True):
    """The reply to a read, and what is known of what was asked."""

    answered: Answered
    at: float
    began_at: float
    account: str | None
    sent: str
    """Method and path."""
    owner: str | None
    """Whose it is to be. A client that was given no wallet is known by its key: then a feed may have heard it."""

    def is_anothers(self, *told: str | None) -> bool:
        """Say whether something in it is another wallet's than it was asked about, or than another part of it says."""
        owner = self.owner
        for each in told:
            if is_anothers(each, owner):
                return True
            owner = named(owner) or named(each)
        return False


def _read(attempted: Attempted, began_at: float, account: str | None, sent: str, owner: str | None) -> Read | None:
    """Say what a reply tells. One in which anything is another wallet's is none to what was asked, and nothing of it is believed."""
    reading = _READINGS.get(attempted.operation)
    if reading is None:
        return None
    if account is not None and account.startswith("0x"):
        owner = account
    answered = Answered(status=attempted.status or 0, body=attempted.body or b"")
    return reading(_Came(answered, attempted.at, began_at, account, sent, owner))


def _open_orders(came: _Came) -> Read | None:
    request = bindings.list_open_orders()
    listed = judge(request, came.answered)
    if isinstance(listed, CrossbookError):
        return None
    rows, wallet = request.items(listed.value), listed.value.walletAddress
    if came.is_anothers(wallet, *(row.userWallet for row in rows)):
        return None
    facts = tuple(
        fact for row in rows if row.id for fact in _of_order(read_order(row.id, row), came.at, came.account, "listing", came.began_at)
    )
    following = request.next_cursor(listed.value)
    # One without an id may be any order, and a full page without a cursor may go on.
    whole = all(row.id for row in rows) and (following is not None or len(rows) < LARGEST_PAGES["listOpenOrders"])
    return Read(facts=facts, is_list=whole, following=following, owner=named(wallet))


def _one_order(came: _Came) -> Read | None:
    detail = judge(bindings.get_order(id="-"), came.answered)
    # A reply about another order is none to this look-up: nothing of it is believed.
    if isinstance(detail, CrossbookError) or not detail.value.id or same(detail.value.id) != same(unquote(came.sent.rpartition("/")[2])):
        return None
    if came.is_anothers(detail.value.userWallet):
        return None
    return Read(facts=_of_order(read_order(detail.value.id, detail.value), came.at, came.account, "look_up", came.began_at))


def _history(came: _Came) -> Read | None:
    history = bindings.list_order_history()
    past = judge(history, came.answered)
    if isinstance(past, CrossbookError):
        return None
    orders = [order for row in history.items(past.value) if (order := _past_order(row)) is not None]
    if came.is_anothers(past.value.walletAddress, *(order.venue_order.userWallet for order in orders)):
        return None
    facts = tuple(fact for each in orders for fact in _of_order(each, came.at, came.account, "look_up", came.began_at))
    return Read(facts=facts, owner=named(past.value.walletAddress))


def _fills_of_one(came: _Came) -> Read | None:
    taken = judge(bindings.get_order_fills(id="-"), came.answered)
    return None if isinstance(taken, CrossbookError) else _fills(came, taken.value.trades, None)


def _trades(came: _Came) -> Read | None:
    trades = bindings.list_trades()
    matches = judge(trades, came.answered)
    return None if isinstance(matches, CrossbookError) else _fills(came, trades.items(matches.value), matches.value.walletAddress)


_READINGS: Final[Mapping[str, Callable[[_Came], Read | None]]] = {
    "listOpenOrders": _open_orders,
    "getOrder": _one_order,
    "listOrderHistory": _history,
    "getOrderFills": _fills_of_one,
    "listTrades": _trades,
}


def _past_order(row: msgspec.Raw) -> Order | None:
    """Read a row of the history. What members it has is not documented: one that does not read as an order with an id says nothing."""
    try:
        order = decoder(bindings.Order).decode(row)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return None if not order.id else read_order(order.id, order)


def _fills(came: _Came, matches: tuple[bindings.Fill | bindings.AccountTrade, ...], wallet: str | None) -> Read | None:
    if came.is_anothers(wallet, *(each.userWallet for each in matches)):
        return None
    return Read(facts=tuple(fact for each in matches for fact in _told(read_fill(each), came.at, came.account) or ()), owner=named(wallet))


def _of_order(order: Order, at: float, account: str | None, source: Source, began_at: float | None) -> tuple[Fact, ...]:
    """Say what a list or a look-up tells of an order, and that its name is a placement's."""
    state = (order.status or "").upper()
    rests = state in RESTING
    key = key_of(ORDER, VENUE, same(order.order_id))
    placement = None if order.user_reference is None else key_of(PLACEMENT, VENUE, account, order.user_reference)
    ended = _ending(state)
    fact = Fact(
        key=key,
        at=at,
        source=source,
        account=account,
        links=() if placement is None else (placement,),
        reference=order.user_reference,
        where=order.market_id,
        market_type=order.outcome,
        side=None if order.side is None else order.side.lower(),
        price=order.price,
        whole=_amount(order.quantity),
        # Of an order that has ended, pages do not say whether what was not matched remains.
        remaining=_amount(order.remaining) if rests else None,
        filled=_amount(order.filled),
        withdrawn=_amount(unmatched(order.venue_order)) if ended == "cancelled" else None,
        ended=ended,
        open_at=began_at if rests else None,
    )
    if placement is None:
        return (fact,)
    return fact, Fact(key=placement, at=at, source=source, account=account, links=(key,), reference=order.user_reference)


def _ending(state: str) -> Ending | None:
    """Say how an order of a state ended; None where it rests, or where no page lists the state."""
    if state == "CANCELLED":
        return "cancelled"
    reason = OVER.get(state)
    return None if reason is None else ENDINGS.get(reason)


def _amount(value: Decimal | None) -> Decimal | None:
    # Less than nothing is no amount.
    return value if value is not None and value >= 0 else None


def _told(value: object, at: float, account: str | None) -> tuple[Fact, ...] | None:
    match value:
        case Order():
            return _of_order(value, at, account, "look_up", None)
        case OrderFill(order_id=str() as order_id, trade_id=str() as trade_id, quantity=Decimal() as quantity) if quantity >= 0:
            failed = value.status == _FAILED
            return (
                Fact(
                    key=key_of(ORDER, VENUE, same(order_id)),
                    at=at,
                    source="look_up",
                    account=account,
                    where=value.market_id,
                    fills=(Filled(trade_id, quantity, failed=failed, stands=not failed and value.status not in _UNSETTLED, exact=True),),
                ),
            )
        case OrderFill():
            return ()
        case _:
            return facts_of_event(value, at, account, _told)


READINGS: Final = Readings(
    same=same,
    unique_references=True,
    placements=_placements,
    ordered=_ordered,
    read=_read,
    page_of=_page_of,
    told=_told,
)
