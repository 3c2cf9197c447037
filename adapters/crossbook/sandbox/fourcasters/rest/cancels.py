"""The six cancels."""

from __future__ import annotations

from typing import Final

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.fourcasters.accounts import Account
from crossbook.sandbox.fourcasters.cancels import Denial, Denied, attempt, rest_entry
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder, is_object_id
from crossbook.sandbox.fourcasters.rest.replies import data, refused
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.rest_spec import Incoming
from crossbook.sandbox.wire import strings, text

LEAGUE_CANCEL_SECONDS: Final = 1.0
# Codes seen in the documentation; leagues of games that are here are known as well.
LEAGUES: Final = frozenset(
    (
        *("ATP", "BUNDESLIGA", "CHAMPIONS-LEAGUE", "EPL", "FED-EX-500", "LA-LIGA", "MLB", "MLS", "NBA", "NCAAB", "NCAAF", "NFL"),
        *("NHL", "NON-UFC", "PGA", "PREMIER-LEAGUE", "SERIE-A", "UFCMMA", "WTA"),
    ),
)
_GAME_CANCEL_TYPES: Final = ("moneyline", "spread", "total")
_DENIED_STATUS: Final = {Denial.MALFORMED: 400, Denial.FOREIGN: 403}


def cancel(state: State, account: Account, incoming: Incoming) -> Answer:
    outcome = attempt(state.exchange, account.id, text(incoming.body, "sessionID") or "")
    if not isinstance(outcome, Denied):
        return data(rest_entry(outcome))
    # An unknown id is undocumented here; as a bad id it gets the 400 of a bad id.
    status = 400 if outcome.denial is Denial.UNKNOWN else _DENIED_STATUS.get(outcome.denial, 409)
    raise refused(status, outcome.denial.value)


def cancel_multiple(state: State, account: Account, incoming: Incoming) -> Answer:
    order_ids = strings(incoming.body, "sessionIDs")
    if order_ids is None:
        raise refused(400, "sessionIDs must be an array")
    if not all(is_object_id(order_id) for order_id in order_ids):  # one malformed id fails the batch, before anything is done
        raise refused(400, Denial.MALFORMED.value)
    return data([rest_entry(attempt(state.exchange, account.id, order_id)) for order_id in order_ids])


def cancel_by_reference(state: State, account: Account, incoming: Incoming) -> Answer:
    references, game_id = strings(incoming.body, "userReferences"), text(incoming.body, "gameID")
    if references is None:
        raise refused(400, "userReferences must be an array")
    if game_id is None:  # undocumented
        raise refused(400, "gameID is required")
    on_game = state.exchange.open_orders(account.id, game_id.lower())
    return _cancel_each(state, tuple(order for order in on_game if order.user_reference in references))


def cancel_for_game(state: State, account: Account, incoming: Incoming) -> Answer:
    game_id, market_type = text(incoming.body, "gameID") or "", text(incoming.body, "type")
    if not is_object_id(game_id):
        raise refused(400, "invalid gameID")
    if market_type not in (None, *_GAME_CANCEL_TYPES):
        raise refused(400, f"type must be one of {', '.join(_GAME_CANCEL_TYPES)}")
    on_game = state.exchange.open_orders(account.id, game_id.lower())
    return _cancel_each(state, tuple(order for order in on_game if market_type in (None, order.market_type)))


def cancel_for_league(state: State, account: Account, incoming: Incoming) -> Answer:
    league = (text(incoming.body, "league") or "").upper()
    if league not in LEAGUES | {game.league.upper() for game in state.exchange.games.values()}:
        raise refused(400, "unknown league")
    # The orders open on receipt; whether orders placed meanwhile are caught too is undocumented.
    wanted = [order for order in state.exchange.open_orders(account.id) if order.league.upper() == league]
    state.timers.cancel_later(wanted, LEAGUE_CANCEL_SECONDS)
    return data({"ordersReceived": True})


def cancel_all(state: State, account: Account, _incoming: Incoming) -> Answer:
    return _cancel_each(state, state.exchange.open_orders(account.id))


def _cancel_each(state: State, orders: tuple[FourcastersOrder, ...]) -> Answer:
    return data([rest_entry(state.exchange.end(order.id, "cancelled")) for order in orders])
