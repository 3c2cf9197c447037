"""Reads a message of the user feed: which of the things that its page describes has happened. Pure.

Venue page: https://docs.4casters.io/pages/streaming/user-feed
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import msgspec

from crossbook.core.times import moment
from crossbook.fourcasters.feeds.events import BetTaken, OrderCancelled, OrderFilled, OrderPlaced, UnlistedEvent, UserMessage
from crossbook.fourcasters.feeds.listing import Placed
from crossbook.fourcasters.feeds.positions import position_of, text_of
from crossbook_bindings.fourcasters.user_feed import frames
from crossbook_bindings.fourcasters.user_feed.models import MatchedBlock, UnmatchedBlock, UserEvent
from crossbook_bindings.runtime import UnknownFrame

_ZERO: Final = Decimal(0)


def read_frame(text: str) -> Placed | UnknownFrame | str:
    """Read a frame of the connection. Gives what is wrong with it where it cannot be relied on."""
    try:
        message = frames.read(text)
    except msgspec.DecodeError as error:
        return f"a frame came that cannot be read ({error})"
    if isinstance(message, UnknownFrame):
        return message
    position = position_of(message.messageID)
    if position is None:
        return f"expected a message id of the form milliseconds-sequence, found {message.messageID[:60]!r}"
    return position, message


def read_placed(placed: Placed, cursor: str) -> UserMessage:
    """Say what a message tells that may be one that cannot be read."""
    position, message = placed
    if isinstance(message, str):
        return UnlistedEvent(message_id=text_of(position), cursor=cursor, venue_event=message)
    return read_message(message, cursor)


def read_message(event: UserEvent, cursor: str) -> UserMessage:
    """Say what a message tells; `cursor` is where to go on once it is done with.

    The page's tests, with the two exceptions that their order hides: a block that is null is none, and what would be two things at
    once (a cancel with a fill in it, a resting order matched by nothing) is none of them. Amounts that are no amounts likewise.
    """
    matched, rests = event.matched, event.unmatched
    if rests is not None and not _are_sound(rests.odds, rests.filled, rests.offered, rests.remaining):
        return _unlisted(event, cursor)
    if matched is not None and not _are_sound(matched.odds, matched.amount, matched.risk, matched.win):
        return _unlisted(event, cursor)
    if rests is None:
        return _unlisted(event, cursor) if matched is None else _taken(event, matched, cursor)
    if matched is not None:
        return _unlisted(event, cursor) if rests.offered == _ZERO else _filled(event, matched, rests, cursor)
    if rests.offered == _ZERO:
        return _cancelled(event, rests, cursor)
    return _placed(event, rests, cursor) if rests.filled == _ZERO else _unlisted(event, cursor)


def _are_sound(odds: Decimal, one: Decimal, two: Decimal, three: Decimal) -> bool:
    # Text such as "NaN" decodes as a decimal.
    if not (odds.is_finite() and one.is_finite() and two.is_finite() and three.is_finite()):
        return False
    return one >= _ZERO and two >= _ZERO and three >= _ZERO


def _unlisted(event: UserEvent, cursor: str) -> UnlistedEvent:
    return UnlistedEvent(message_id=event.messageID, cursor=cursor, venue_event=event)


# Written out, each of them: a message is read with every frame.


def _placed(event: UserEvent, rests: UnmatchedBlock, cursor: str) -> OrderPlaced:
    return OrderPlaced(
        message_id=event.messageID,
        cursor=cursor,
        wager_request_id=rests.wagerRequestID,
        user_reference=rests.userReference or None,
        game_id=event.gameID,
        league=event.league,
        market_type=rests.type,
        side=rests.side,
        market=rests.market,
        line=rests.number,
        odds=rests.odds,
        happened_at=moment(event.createdAt),
        venue_event=event,
        order_id=rests.orderID,
        risk=rests.offered,
        remaining=rests.remaining,
    )


def _filled(event: UserEvent, matched: MatchedBlock, rests: UnmatchedBlock, cursor: str) -> OrderFilled:
    return OrderFilled(
        message_id=event.messageID,
        cursor=cursor,
        wager_request_id=rests.wagerRequestID,
        user_reference=rests.userReference or matched.userReference or None,
        game_id=event.gameID,
        league=event.league,
        market_type=rests.type,
        side=rests.side,
        market=rests.market,
        line=rests.number,
        odds=matched.odds,
        happened_at=moment(event.createdAt),
        venue_event=event,
        order_id=rests.orderID,
        fill_id=matched.txID,
        # Not `filled` of what rests: the page's sample of moneyline1x2 has that in what the taker stakes, against its own table.
        stake=matched.amount,
        risk=matched.risk,
        win=matched.win,
        remaining=rests.remaining,
        is_over=rests.remaining == _ZERO,
    )


def _taken(event: UserEvent, matched: MatchedBlock, cursor: str) -> BetTaken:
    return BetTaken(
        message_id=event.messageID,
        cursor=cursor,
        wager_request_id=matched.wagerRequestID,
        user_reference=matched.userReference or None,
        game_id=event.gameID,
        league=event.league,
        market_type=matched.type,
        side=matched.side,
        market=matched.market,
        line=matched.number,
        odds=matched.odds,
        happened_at=moment(event.createdAt),
        venue_event=event,
        fill_id=matched.txID,
        hit_order_id=matched.orderID,
        stake=matched.amount,
        risk=matched.risk,
        win=matched.win,
    )


def _cancelled(event: UserEvent, rests: UnmatchedBlock, cursor: str) -> OrderCancelled:
    return OrderCancelled(
        message_id=event.messageID,
        cursor=cursor,
        wager_request_id=rests.wagerRequestID,
        user_reference=rests.userReference or None,
        game_id=event.gameID,
        league=event.league,
        market_type=rests.type,
        side=rests.side,
        market=rests.market,
        line=rests.number,
        odds=rests.odds,
        happened_at=moment(event.createdAt),
        venue_event=event,
        order_id=rests.orderID,
        filled=rests.filled,
    )
