"""The account, and its orders: open ones, one looked up, those cancelled."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final

from crossbook.sandbox.clock import Clock, timestamp
from crossbook.sandbox.fourcasters.accounts import Account
from crossbook.sandbox.fourcasters.market.bets import RATE
from crossbook.sandbox.fourcasters.market.exchange import Exchange
from crossbook.sandbox.fourcasters.market.odds import rounded, shown
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder
from crossbook.sandbox.fourcasters.writing import games
from crossbook.sandbox.wire import Json, JsonObject

_OPPOSITE: Final = {"over": "under", "under": "over"}
_ON_A_SIDE: Final = ("moneyline", "spread")


def user(account: Account, exchange: Exchange) -> JsonObject:
    """Write a User; flags and dates are made up."""
    ledger = exchange.ledger
    return {
        "id": account.id,
        "username": account.username,
        "type": "p2p",
        "oddsFormat": "american",
        "displayBalance": shown(ledger.balance(account.id), 2),
        # Its sign is not settled by the documents; here, as in the sample of getMe, what may be lost beyond the balance.
        "creditLimit": shown(ledger.credit(account.id), 2),
        "liability": shown(ledger.liability(account.id), 2),
        "commissionCharged": shown(RATE),
        "hasMarketMakerAccess": False,
        "isAdmin": False,
        "isPro": False,
        "emailConfirmation": True,
        "createdAt": timestamp(datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
    }


def unmatched_order(order: FourcastersOrder, exchange: Exchange, clock: Clock) -> JsonObject:
    """Write an open order as getUnmatched does: no document lists members for the side of a total or of a 1x2."""
    game = exchange.games[order.game_id]
    written: JsonObject = {
        "id": order.id,
        "txID": order.tx_id,
        "type": order.market_type,
        "bet": order.bet,
        "odds": order.odds,
        "spread": order.number if order.market_type == "spread" else None,
        "total": order.number if order.market_type == "total" else None,
        "filled": order.filled,
        "offered": order.bet,
        # Risk, like the documented sample; the page's words call it the win.
        "remaining": order.remaining,
        "takenRatio": shown(order.matched / order.size),
        "expiry": None if order.expires_at is None else timestamp(clock.wall_at(order.expires_at)),
        "createdAt": timestamp(order.created_at),
        "origin": "offer",
        "wagerRequestID": order.wager_request_id,
        "graded": False,
        "closed": False,
        "adminRefund": False,
        "game": games.summary(game, clock),
    }
    if order.market_type in _ON_A_SIDE:
        other = game.home if order.side == game.away.id else game.away
        written |= {"participantID": order.side, "otherParticipantID": other.id}
    if order.user_reference is not None:
        written["userReference"] = order.user_reference
    return written


def order_detail(order: FourcastersOrder, exchange: Exchange, clock: Clock) -> JsonObject:
    """Write an order as lookupOrder does."""
    game = exchange.games[order.game_id]
    backed = next((side for side in game.participants if side.id == order.side), None)
    return {
        "id": order.id,
        # Expiry counts as a cancel: the page knows no other word for an order that left the book unfilled.
        "cancelled": order.state in ("cancelled", "expired"),
        "isTheBestOffer": exchange.is_best(order),
        "odds": order.odds,
        "type": order.market_type,
        "OU": _OPPOSITE.get(order.side) if order.market_type == "total" else None,  # reversed, here only, as documented
        "participant": None if backed is None else backed.id,
        "participantLongName": None if backed is None else backed.long_name,
        "spread": order.number if order.market_type == "spread" else None,
        "total": order.number if order.market_type == "total" else None,
        "matchedRisk": money(order.matched),
        "unmatchedRisk": money(order.size - order.matched),
        "game": games.summary(game, clock),
    }


def cancelled_over_rest(order: FourcastersOrder) -> JsonObject:
    """Write the CancelResult of an order that was cancelled."""
    done: JsonObject = {
        "success": True,
        "sessionID": order.id,
        "description": order.label_with_price,
        "odds": order.odds,
        "filled": order.filled,
        "offered": 0,
        "remaining": order.remaining,
        "gameID": order.game_id,
    }
    return done if order.user_reference is None else {**done, "userReference": order.user_reference}


def cancelled_on_the_socket(order: FourcastersOrder) -> JsonObject:
    """Write the same for the orders websocket, and for edits: another name for the id, no price in the words."""
    return {
        "success": True,
        "orderID": order.id,
        "odds": order.odds,
        "filled": order.filled,
        "offered": 0,
        "remaining": order.remaining,
        "side": order.side,
        "number": order.number,
        "gameID": order.game_id,
        "userReference": order.user_reference or "",
        "description": order.label,
    }


def offer(order: FourcastersOrder) -> Json:
    """Write the UnmatchedOffer of a reply to a place or an edit."""
    written: JsonObject = {
        "orderID": order.id,
        "wagerRequestID": order.wager_request_id,
        "offered": order.remaining,
        "odds": order.odds,
        "type": order.market_type,
        "side": order.side,
        "number": order.number,
    }
    optional: JsonObject = {"market": order.market, "userReference": order.user_reference}
    return {**written, **{name: value for name, value in optional.items() if value is not None}}


def money(value: Fraction) -> str:
    """Write an amount as text with two decimals."""
    return format(rounded(value, 2), "f")


def plus(value: Fraction, places: int) -> Decimal:
    """Write an amount with at most so many decimals, none where it is whole."""
    return shown(Fraction(rounded(value, places)))
