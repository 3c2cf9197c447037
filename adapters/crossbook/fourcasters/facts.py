"""4casters' messages as facts about orders. Pure."""

from __future__ import annotations

from decimal import Decimal
from typing import Final
from urllib.parse import parse_qs, urlsplit

import msgspec

from crossbook.core.attempts import Answered
from crossbook.core.facts import ORDER, TAKEN, Ending, Fact, Filled, Read, Readings, Source, key_of
from crossbook.core.judging import judge
from crossbook.errors import CrossbookError
from crossbook.fourcasters.feeds.events import BetTaken, OrderCancelled, OrderEvent, OrderFilled, OrderPlaced, RestingOrders
from crossbook.fourcasters.feeds.positions import position_of
from crossbook.fourcasters.identifiers import VENUE, same
from crossbook.fourcasters.orders.amounts import left_of
from crossbook.fourcasters.orders.new_order import NewOrder, american
from crossbook.fourcasters.orders.order import Order, order_detail, resting_order
from crossbook.observing import Attempted, Intent
from crossbook_bindings.fourcasters import rest as bindings

_CENT: Final = Decimal("0.01")
"""A look-up has two decimals. What rests may be up to that more."""
_ANY: Final = "0" * 24
_EVENTS: Final = (OrderPlaced, OrderFilled, OrderCancelled, BetTaken)
_ORDER: Final = key_of(ORDER, VENUE, "")
_TAKEN: Final = key_of(TAKEN, VENUE, "")


class _Sent(msgspec.Struct):
    """An order in a request, as it is written there. An edit names neither game nor side: they are those of the order that it replaces."""

    gameID: str | None = None  # noqa: N815 - the venue's names
    type: str | None = None
    side: str | None = None
    number: Decimal | None = None
    odds: Decimal | None = None
    bet: Decimal | None = None
    userReference: str | None = None  # noqa: N815
    orderOdds: Decimal | None = None  # noqa: N815
    orderVolume: Decimal | None = None  # noqa: N815
    sessionID: str | None = None  # noqa: N815
    orders: tuple[_Sent, ...] | None = None


_SENT: Final = msgspec.json.Decoder(_Sent)


def _placements(intent: Intent) -> tuple[Fact, ...]:
    sent = _written(intent)
    orders = () if sent is None else (sent.orders if sent.orders is not None else (sent,))
    if len(orders) != len(intent.user_references):
        orders = (_Sent(),) * len(intent.user_references)
    replaces = tuple(key_of(ORDER, VENUE, same(order_id)) for order_id in intent.order_ids)
    return tuple(
        _asked(order, reference, intent.at, replaces[0] if replaces else None)
        for order, reference in zip(orders, intent.user_references, strict=True)
    )


def _written(intent: Intent) -> _Sent | None:
    """Read what is about to be sent. On the socket it stands behind the name of its message."""
    try:
        if not (intent.body or "").lstrip().startswith("["):
            return _SENT.decode(intent.body or "")
        return _SENT.decode(msgspec.json.decode(intent.body or "", type=tuple[str, msgspec.Raw])[1])
    except msgspec.DecodeError:
        return None


def _asked(order: _Sent, reference: str | None, at: float, replaces: str | None) -> Fact:
    return Fact(
        key="",
        at=at,
        source="intent",
        reference=reference,
        replaces=replaces,
        where=None if order.gameID is None else order.gameID.lower(),
        market_type=order.type,
        side=order.side,
        line=order.number,
        price=order.odds if order.orderOdds is None else order.orderOdds,
        whole=order.bet if order.orderVolume is None else order.orderVolume,
    )


def _ordered(order: object, at: float) -> Fact | None:
    if not isinstance(order, NewOrder):
        return None
    return Fact(
        key="",
        at=at,
        source="outcome",
        reference=order.user_reference,
        where=order.game_id.lower(),
        market_type=order.market_type,
        side=order.side,
        line=None if order.line is None else Decimal(order.line),
        price=american(order),
        whole=Decimal(order.risk),
    )


def _page_of(intent: Intent) -> str | None:
    return "" if intent.operation == "getUnmatched" else None


def _read(attempted: Attempted, began_at: float, account: str | None, sent: str, _: str | None) -> Read | None:
    answered = Answered(status=attempted.status or 0, body=attempted.body or b"")
    rows: tuple[bindings.UnmatchedOrder, ...]
    match attempted.operation:
        case "getUnmatched":
            listed = judge(bindings.get_unmatched(), answered)
            if isinstance(listed, CrossbookError):
                return None
            rows = listed.value.data.unmatched
        case "getOrdersForGame":
            found = judge(bindings.get_orders_for_game(gameID=_ANY), answered)
            rows = () if isinstance(found, CrossbookError) else found.value.data.unmatched
        case "getBetByUserReference":
            carried = judge(bindings.get_bet_by_user_reference(userReference="-", gameID=_ANY), answered)
            rows = () if isinstance(carried, CrossbookError) else carried.value.data.unmatched
        case "lookupOrder":
            detail = judge(bindings.lookup_order(orderID=_ANY), answered)
            order = None if isinstance(detail, CrossbookError) else detail.value.data.order
            if order is None or order.id is None or not _is_asked(order.id, sent):
                return None
            return Read(facts=(_of_order(order_detail(order.id, order), attempted.at, account, source="look_up"),))
        case _:
            return None
    source: Source = "listing" if attempted.operation == "getUnmatched" else "look_up"
    facts = tuple(_of_order(resting_order(row), attempted.at, account, source=source, open_at=began_at) for row in rows)
    return Read(facts=facts, is_list=source == "listing")


def _is_asked(order_id: str, sent: str) -> bool:
    """Say whether a look-up asked for this order: a reply about another one is none to it, and nothing of it is believed."""
    return same(order_id) in map(same, parse_qs(urlsplit(sent.partition(" ")[2]).query).get("orderID", ()))


def _of_order(order: Order, at: float, account: str | None, *, source: Source, open_at: float | None = None) -> Fact:
    wager = None if isinstance(order.venue_order, bindings.LookupOrderDetail) else order.venue_order.wagerRequestID
    over = order.status == "cancelled"
    remaining, misfits = order.remaining, tuple[str, ...]()
    if not isinstance(order.venue_order, bindings.LookupOrderDetail):
        remaining, misfits = left_of(order.venue_order)
    elif remaining is not None:
        remaining += _CENT
    return Fact(
        key=key_of(ORDER, VENUE, same(order.order_id)),
        at=at,
        source=source,
        account=account,
        links=() if not wager else (key_of(TAKEN, VENUE, wager),),
        reference=order.user_reference,
        where=None if order.game_id is None else order.game_id.lower(),
        market_type=order.market_type,
        side=order.side,
        line=order.line,
        price=order.odds,
        whole=order.risk,
        # No page says whether an order that was cancelled keeps what was unmatched of it here.
        remaining=None if over else remaining,
        filled=order.filled,
        ended="cancelled" if over else None,
        open_at=open_at,
        misfits=misfits,
    )


def _told(value: object, at: float, account: str | None) -> tuple[Fact, ...] | None:
    if isinstance(value, _EVENTS):  # What nearly all of them are.
        return (_of_event(value, at, account),)
    match value:
        case RestingOrders():
            # When it was read, it does not say: the read itself is observed where the client of the feed is.
            return tuple(_of_order(order, at, account, source="feed") for order in value.orders)
        case Order():
            is_detail = isinstance(value.venue_order, bindings.LookupOrderDetail)
            return (_of_order(value, at, account, source="look_up" if is_detail else "listing"),)
        case _:
            return None if type(value).__module__ != OrderEvent.__module__ else ()


def _of_event(event: OrderPlaced | OrderFilled | OrderCancelled | BetTaken, at: float, account: str | None) -> Fact:
    taken = _TAKEN + event.wager_request_id
    key = taken
    fills: tuple[Filled, ...] = ()
    links: tuple[str, ...] = (taken,)
    whole = remaining = filled = None
    ended: Ending | None = None
    placed_as = ended_as = None
    match event:
        case OrderPlaced():
            key, whole, remaining = _ORDER + same(event.order_id), event.risk, event.remaining
            placed_as = position_of(event.message_id)
        case OrderFilled():
            key, fills, remaining = _ORDER + same(event.order_id), (Filled(event.fill_id, event.stake),), event.remaining
            rests = event.venue_event.unmatched
            whole = None if rests is None else rests.offered
            if event.is_over:
                ended, ended_as = "filled", position_of(event.message_id)
        case OrderCancelled():
            key, filled, ended = _ORDER + same(event.order_id), event.filled, "cancelled"
            ended_as = position_of(event.message_id)
        case _:
            # The order that was hit is another account's.
            links, fills = (), (Filled(event.fill_id, event.stake),)
    # Built at once: this is done for every event of a feed.
    return Fact(
        key=key,
        at=at,
        source="feed",
        account=account,
        links=links,
        reference=event.user_reference,
        where=None if event.game_id is None else event.game_id.lower(),
        market_type=event.market_type,
        side=event.side,
        line=event.line,
        price=event.odds,
        whole=whole,
        remaining=remaining,
        filled=filled,
        fills=fills,
        ended=ended,
        placed_as=placed_as,
        ended_as=ended_as,
    )


READINGS: Final = Readings(
    same=same,
    unique_references=False,
    placements=_placements,
    ordered=_ordered,
    read=_read,
    page_of=_page_of,
    told=_told,
)
