"""How 4casters' REST interface shows the account and its orders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from crossbook.sandbox.clock import Clock, timestamp
from crossbook.sandbox.fourcasters.accounts import Account
from crossbook.sandbox.fourcasters.orders import FourcastersOrder
from crossbook.sandbox.wire import Json, JsonObject

_SPORTS = {"NBA": "basketball", "NCAAB": "basketball", "NHL": "hockey", "MLB": "baseball", "NFL": "football", "NCAAF": "football"}
_CENT = Decimal("0.01")
_RATIO = Decimal("0.000001")
_OPPOSITE = {"over": "under", "under": "over"}


def participants_of(game_id: str) -> tuple[str, str]:
    """Return ids of away and home. Derived from the game, so that one game has the same two everywhere."""
    away, home = (sha256(f"{game_id}:{role}".encode()).hexdigest()[:24] for role in ("away", "home"))
    return away, home


def user(account: Account, open_orders: tuple[FourcastersOrder, ...]) -> JsonObject:
    """Write a User. The figures are made up except for the liability, which is the risk of the open orders."""
    return {
        "id": account.id,
        "username": account.username,
        "type": "p2p",
        "oddsFormat": "american",
        "displayBalance": Decimal("1250.50"),
        "creditLimit": 500,
        "liability": -sum((order.remaining for order in open_orders), Decimal(0)),
        "commissionCharged": _CENT,
        "hasMarketMakerAccess": False,
        "isAdmin": False,
        "isPro": False,
        "emailConfirmation": True,
        "createdAt": timestamp(datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)),
    }


def unmatched_order(order: FourcastersOrder, clock: Clock) -> JsonObject:
    """Write an open order as getUnmatched does: no document lists members for the side of a total or of a 1x2."""
    away, home = participants_of(order.game_id)
    shown: JsonObject = {
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
        "takenRatio": (order.filled / order.bet).quantize(_RATIO).normalize(),
        "expiry": None if order.expires_at is None else timestamp(_wall(order.expires_at, clock)),
        "createdAt": timestamp(order.created_at),
        "origin": "offer",
        "wagerRequestID": order.wager_request_id,
        "graded": False,
        "closed": False,
        "adminRefund": False,
        "game": game_summary(order, clock),
    }
    if order.market_type in ("moneyline", "spread"):
        shown |= {"participantID": order.side, "otherParticipantID": home if order.side == away else away}
    if order.user_reference is not None:
        shown["userReference"] = order.user_reference
    return shown


def order_detail(order: FourcastersOrder, clock: Clock) -> JsonObject:
    """Write an order as lookupOrder does."""
    backed = order.side if order.market_type in ("moneyline", "spread") else None
    return {
        "id": order.id,
        # Expiry counts as a cancel: the page knows no other word for an order that left the book unfilled.
        "cancelled": order.state in ("cancelled", "expired"),
        "isTheBestOffer": True,  # there is no other side here
        "odds": order.odds,
        "type": order.market_type,
        "OU": _OPPOSITE.get(order.side) if order.market_type == "total" else None,  # reversed, here only, as documented
        "participant": backed,
        "participantLongName": None if backed is None else _name(order, backed),
        "spread": order.number if order.market_type == "spread" else None,
        "total": order.number if order.market_type == "total" else None,
        "matchedRisk": format(order.filled.quantize(_CENT), "f"),
        "unmatchedRisk": format(order.remaining.quantize(_CENT), "f"),
        "game": game_summary(order, clock),
    }


def game_summary(order: FourcastersOrder, clock: Clock) -> JsonObject:
    """Write the game of an order; everything but id and league is made up."""
    away, home = participants_of(order.game_id)
    sides: list[Json] = [
        {"id": away, "longName": "Away Team", "shortName": "AWY", "homeAway": "away", "rotationNumber": "571"},
        {"id": home, "longName": "Home Team", "shortName": "HOM", "homeAway": "home", "rotationNumber": "572"},
    ]
    return {
        "id": order.game_id,
        "league": order.league,
        "sport": _SPORTS.get(order.league, "soccer"),
        "start": timestamp(_wall(24 * 3600, clock)),
        "ended": order.state == "graded",
        "eventName": "AWAY TEAM VS HOME TEAM",
        "isFutures": False,
        "participants": sides,
    }


def _name(order: FourcastersOrder, participant: str) -> str:
    return "Home Team" if participant == participants_of(order.game_id)[1] else "Away Team"


def _wall(moment: float, clock: Clock) -> datetime:
    return clock.wall() + timedelta(seconds=moment - clock.now())
