"""Placing on 4casters. There is nobody to match with here: an order rests whole or is rejected."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from attrs import frozen

from crossbook.sandbox.fourcasters.book import Book, NewOrder
from crossbook.sandbox.fourcasters.orders import FourcastersOrder, is_object_id
from crossbook.sandbox.wire import Json, JsonObject, number, text

DEFAULT_LEAGUE = "NBA"
_MARKET_TYPES = ("moneyline", "spread", "total", "moneyline1x2")
_RESTING = ("limit", "post", "postArb")  # a postArb may rest where there is no book to be too far away from
_NO_MATCHES = {"fillAndKill": "fill and kill has no matches", "fillOrKill": "fill or kill has no matches"}
_LEAST_ODDS, _MOST_ODDS = 100, 100_000
_MALFORMED_GAME = "game not found: invalid gameID"


class Spelling(StrEnum):
    """Which interface speaks; the value is its name for the class of an error."""

    REST = "errorType"
    SOCKET = "error_type"


@frozen
class Rejected:
    """An order that was not processed."""

    error: str
    error_class: str = "validation_error"


def place(book: Book, owner: str, entry: Json, spelling: Spelling) -> Json:
    """Place one order of a batch; return its entry in the reply."""
    wanted = _read(book, entry, spelling)
    if isinstance(wanted, Rejected):
        return {"error": wanted.error, spelling.value: wanted.error_class}
    return {"matched": [], "unmatched": _offer(book.add(owner, wanted))}


def _read(book: Book, entry: Json, spelling: Spelling) -> NewOrder | Rejected:
    """Check one order. Texts are the documented ones where there are any; "expected ..." ones are the sandbox's own."""
    game_id = text(entry, "gameID" if spelling is Spelling.REST else "gameId") or ""
    if not is_object_id(game_id):
        long = spelling is Spelling.SOCKET
        return Rejected(f"{_MALFORMED_GAME}: the provided hex string is not a valid ObjectID" if long else _MALFORMED_GAME)
    market_type, side, odds, bet = text(entry, "type"), text(entry, "side"), number(entry, "odds"), number(entry, "bet")
    line, market = number(entry, "number"), text(entry, "market")
    if market_type not in _MARKET_TYPES:
        return Rejected(f"expected a market type, found {market_type!r}")
    if not side:
        return Rejected("expected a side, found none")
    if odds is None or not _LEAST_ODDS <= abs(odds) <= _MOST_ODDS:
        return Rejected(f"expected American odds from {_LEAST_ODDS} to {_MOST_ODDS} on either side, found {odds}")
    if bet is None or bet <= 0:
        return Rejected(f"expected a bet above 0, found {bet}")
    if line is None and market_type in ("spread", "total"):
        return Rejected(f"expected a number on a {market_type}, found none")
    if market is None and market_type == "moneyline1x2":
        return Rejected("expected a market on moneyline1x2, found none")
    order_type = text(entry, "orderType") or "limit"
    if order_type in _NO_MATCHES:
        return Rejected(_NO_MATCHES[order_type], "rejected_order_type_rules")
    if order_type not in _RESTING:
        return Rejected(f"expected an order type, found {order_type!r}")
    minutes = number(entry, "expirationMinutes") if spelling is Spelling.REST else None
    return NewOrder(
        game_id=game_id,
        league=book.league_of(game_id) or DEFAULT_LEAGUE,
        market_type=market_type,
        side=side,
        odds=odds,
        bet=bet,
        number=line if market_type in ("spread", "total") else None,
        market=market if market_type == "moneyline1x2" else None,
        user_reference=text(entry, "userReference"),
        lifetime=None if minutes is None else float(minutes * Decimal(60)),
    )


def _offer(order: FourcastersOrder) -> JsonObject:
    offer: JsonObject = {
        "orderID": order.id,
        "wagerRequestID": order.wager_request_id,
        "offered": order.remaining,
        "odds": order.odds,
        "type": order.market_type,
        "side": order.side,
        "number": order.number,
    }
    optional: JsonObject = {"market": order.market, "userReference": order.user_reference}
    return {**offer, **{name: value for name, value in optional.items() if value is not None}}
