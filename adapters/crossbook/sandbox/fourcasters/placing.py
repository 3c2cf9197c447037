"""Placing on 4casters: what an entry of a batch asks for, what is wrong with it, and what the reply says of it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Final

from crossbook.sandbox.fourcasters.market.exchange import Exchange, Placement
from crossbook.sandbox.fourcasters.market.games import SideNames
from crossbook.sandbox.fourcasters.market.matching import ORDER_TYPES, Rejected
from crossbook.sandbox.fourcasters.market.minting import Wanted
from crossbook.sandbox.fourcasters.market.odds import is_odds
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.fourcasters.writing.bets import REST_PLACES, SOCKET_PLACES, fill
from crossbook.sandbox.fourcasters.writing.orders import offer
from crossbook.sandbox.wire import Json, JsonObject, member, number, text

MOST_MINUTES: Final = 10 * 366 * 24 * 60
"""Ten years. No page has a limit; a time that no calendar has could not be shown."""
_TEXTS: Final = ("type", "side", "market", "orderType", "userReference")
_NUMBERS: Final = ("odds", "bet", "number", "expirationMinutes")


class Spelling(StrEnum):
    """Which interface speaks; the value is its name for the class of an error."""

    REST = "errorType"
    SOCKET = "error_type"

    @property
    def game_id(self) -> str:
        return "gameID" if self is Spelling.REST else "gameId"

    @property
    def places(self) -> int:
        return REST_PLACES if self is Spelling.REST else SOCKET_PLACES


def place(state: State, account: str, entry: Json, spelling: Spelling) -> Json:
    """Place one order of a batch; return its entry in the reply."""
    wanted = read(state, entry, spelling)
    placed = wanted if isinstance(wanted, Rejected) else state.exchange.place(account, wanted)
    if isinstance(placed, Rejected):
        return rejected(placed, spelling)
    return written(placed, state.exchange, spelling)


def rejected(reason: Rejected, spelling: Spelling) -> JsonObject:
    """Write the entry of an order that was not processed."""
    error = reason.long_error if spelling is Spelling.SOCKET and reason.long_error else reason.error
    return {"error": error, spelling.value: reason.error_class}


def written(placed: Placement, exchange: Exchange, spelling: Spelling) -> JsonObject:
    """Write the entry of an order that was processed; `unmatched` is empty where nothing rests."""
    return {
        "matched": [fill(bet, exchange, spelling.places) for bet in placed.fills],
        "unmatched": {} if placed.resting is None else offer(placed.resting),
    }


def read(state: State, entry: Json, spelling: Spelling) -> Wanted | Rejected:
    """Check one order. Texts are the documented ones where there are any; "expected ..." ones are the sandbox's own."""
    problem = _malformed(entry)
    if problem is not None:
        return _invalid(problem)
    odds, bet = number(entry, "odds"), number(entry, "bet")
    names = SideNames(text(entry, "side") or "", number(entry, "number"), text(entry, "market"))
    selection = state.selection(text(entry, spelling.game_id) or "", text(entry, "type") or "", names)
    if isinstance(selection, Rejected):
        return selection
    terms = check_terms(odds, bet, text(entry, "orderType") or "limit")
    if isinstance(terms, Rejected):
        return terms
    # Not listed for the websocket, which ignores it.
    minutes = number(entry, "expirationMinutes") if spelling is Spelling.REST else None
    if minutes is not None and (not 0 < minutes <= MOST_MINUTES or minutes % 1):
        return _invalid(f"expected expirationMinutes to be a whole number above 0 and up to {MOST_MINUTES}, found {minutes}")
    return Wanted(
        selection=selection,
        odds=terms[0],
        bet=terms[1],
        order_type=text(entry, "orderType") or "limit",
        user_reference=text(entry, "userReference"),
        lifetime=None if minutes is None else float(minutes * 60),
    )


def check_terms(odds: Decimal | None, bet: Decimal | None, order_type: str) -> tuple[Decimal, Decimal] | Rejected:
    """Check price, size and type of an order that is placed or edited."""
    if odds is None or not is_odds(odds):
        return _invalid(f"expected American odds from 100 to 100000 on either side with at most one decimal, found {odds}")
    if bet is None or bet <= 0:
        return _invalid(f"expected a bet above 0, found {bet}")
    if order_type not in ORDER_TYPES:
        return _invalid(f"expected an order type of {', '.join(ORDER_TYPES)}, found {order_type!r}")
    return odds, bet


def _malformed(entry: Json) -> str | None:
    if not isinstance(entry, dict):
        return "expected an order"
    for name in _TEXTS:
        if member(entry, name) is not None and text(entry, name) is None:
            return f"expected {name} to be text"
    for name in _NUMBERS:
        if member(entry, name) is not None and number(entry, name) is None:
            return f"expected {name} to be a number"
    return None


def _invalid(error: str) -> Rejected:
    return Rejected(error, "validation_error")
