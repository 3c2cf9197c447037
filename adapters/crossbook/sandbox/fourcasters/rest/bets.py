"""Matched bets, and one order's bets looked up by what names them."""

from __future__ import annotations

from collections.abc import Iterable

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.fourcasters.accounts import Account
from crossbook.sandbox.fourcasters.market.bets import Bet
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder
from crossbook.sandbox.fourcasters.rest.orders import resting
from crossbook.sandbox.fourcasters.rest.replies import data, refused
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.fourcasters.writing.bets import graded_wager, matched
from crossbook.sandbox.fourcasters.writing.orders import unmatched_order
from crossbook.sandbox.rest_spec import Incoming
from crossbook.sandbox.wire import JsonObject


def matched_bets(state: State, account: Account, _incoming: Incoming) -> Answer:
    games = state.exchange.games
    live = [bet for bet in state.exchange.bets_of(account.id) if bet.settlement is None]
    ordered = sorted(live, key=lambda bet: games[bet.selection.key.game_id].starts_at)
    return data({"matchedBets": [matched(bet, state.exchange, state.clock) for bet in ordered]})


def by_id(state: State, account: Account, incoming: Incoming) -> Answer:
    bet_id, tx_id = incoming.query.get("id", "").lower(), incoming.query.get("txID", "").lower()
    if not bet_id and not tx_id:
        raise refused(400, "id or txID is required")
    order = state.exchange.find(bet_id)
    if order is not None and order.owner == account.id and order.state == "open":
        return Answer(200, {"bet": unmatched_order(order, state.exchange, state.clock)})
    bets = list(state.exchange.bets_of(account.id))
    # Both given: undefined; the id decides. `txID` may be a fill or a whole place request: of several fills the first.
    found = (
        [bet for bet in bets if bet_id == bet.order_id] if bet_id else [bet for bet in bets if tx_id in (bet.tx_id, bet.wager_request_id)]
    )
    if found:
        return Answer(200, {"bet": _bet(state, found[0])})
    waiting = [order for order in state.exchange.open_orders(account.id) if tx_id in (order.tx_id, order.wager_request_id)]
    if not waiting:
        raise refused(400, "bet not found")
    return Answer(200, {"bet": unmatched_order(waiting[0], state.exchange, state.clock)})


def by_wager_request_id(state: State, account: Account, incoming: Incoming) -> Answer:
    request_id = incoming.query.get("wagerRequestID", "").lower()
    orders = [order for order in state.exchange.orders.values() if order.owner == account.id and order.wager_request_id == request_id]
    if not orders:
        raise refused(400, "wagerRequestID not found")
    bets = [bet for bet in state.exchange.bets_of(account.id) if bet.wager_request_id == request_id]
    return data(_buckets(state, (), bets))  # what rests is not shown here, as documented


def by_user_reference(state: State, account: Account, incoming: Incoming) -> Answer:
    reference, game_id = incoming.query.get("userReference"), incoming.query.get("gameID", "").lower()
    if not reference or not game_id:
        raise refused(408, "userReference and gameID are required")
    resting_there = tuple(order for order in state.exchange.open_orders(account.id, game_id) if order.user_reference == reference)
    on_game = [bet for bet in state.exchange.bets_of(account.id) if bet.selection.key.game_id == game_id]
    return data(_buckets(state, resting_there, [bet for bet in on_game if bet.user_reference == reference]))


def _buckets(state: State, orders: tuple[FourcastersOrder, ...], bets: Iterable[Bet]) -> JsonObject:
    bets = list(bets)
    return {
        "unmatched": resting(state, orders),
        "matched": [_bet(state, bet) for bet in bets if bet.settlement is None],
        "graded": [_bet(state, bet) for bet in bets if bet.settlement is not None],
    }


def _bet(state: State, bet: Bet) -> JsonObject:
    if bet.settlement is None:
        return matched(bet, state.exchange, state.clock)
    return graded_wager(bet, bet.settlement, state.exchange, state.clock)
