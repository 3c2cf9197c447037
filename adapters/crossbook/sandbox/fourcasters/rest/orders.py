"""Orders: placing, editing, and looking at those that rest."""

from __future__ import annotations

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.fourcasters.accounts import Account
from crossbook.sandbox.fourcasters.cancels import Denial
from crossbook.sandbox.fourcasters.editing import edit
from crossbook.sandbox.fourcasters.market.matching import Rejected
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder, is_object_id
from crossbook.sandbox.fourcasters.placing import Spelling, place
from crossbook.sandbox.fourcasters.rest.replies import data, refused
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.fourcasters.writing.bets import matched
from crossbook.sandbox.fourcasters.writing.orders import order_detail, unmatched_order
from crossbook.sandbox.rest_spec import Incoming
from crossbook.sandbox.wire import Json, JsonObject, member


def unmatched(state: State, account: Account, _incoming: Incoming) -> Answer:
    return data({"unmatched": resting(state, state.exchange.open_orders(account.id))})


def resting(state: State, orders: tuple[FourcastersOrder, ...]) -> list[Json]:
    """Write open orders, ascending by game start."""
    ordered = sorted(orders, key=lambda order: state.exchange.games[order.game_id].starts_at)
    return [unmatched_order(order, state.exchange, state.clock) for order in ordered]


def lookup(state: State, account: Account, incoming: Incoming) -> Answer:
    order_id = incoming.query.get("orderID", "")
    order = state.exchange.find(order_id)
    if order is None:
        raise refused(404, Denial.UNKNOWN.value if is_object_id(order_id) else Denial.MALFORMED.value)
    if order.owner != account.id:
        raise refused(403, Denial.FOREIGN.value)
    return data({"order": order_detail(order, state.exchange, state.clock)})


def for_game(state: State, account: Account, incoming: Incoming) -> Answer:
    game = state.exchange.games.get(incoming.query.get("gameID", "").lower())
    if game is None:  # a missing id and an unknown one are the same 404
        raise refused(404, "game not found")
    bets = [bet for bet in state.exchange.bets_of(account.id) if bet.selection.key.game_id == game.id and bet.settlement is None]
    return data(
        {
            "unmatched": resting(state, state.exchange.open_orders(account.id, game.id)),
            "matched": [matched(bet, state.exchange, state.clock) for bet in bets],
        }
    )


def place_orders(state: State, account: Account, incoming: Incoming) -> Answer:
    orders = member(incoming.body, "orders")
    if not isinstance(orders, list):  # no 400 is documented, and there is no entry to report it in
        return Answer(400, {"error": "orders must be an array"}, documented=False)
    return data({"createdSessions": [place(state, account.id, entry, Spelling.REST) for entry in orders]})


def edit_order(state: State, account: Account, incoming: Incoming) -> Answer:
    return _edit(state, account, incoming, guarded=False)


def edit_order_v4(state: State, account: Account, incoming: Incoming) -> Answer:
    return _edit(state, account, incoming, guarded=True)


def _edit(state: State, account: Account, incoming: Incoming, *, guarded: bool) -> Answer:
    edited = edit(state, account.id, incoming.body, guarded=guarded)
    if not isinstance(edited, Rejected):
        return data(edited.data)
    body: JsonObject = {"error": edited.error}
    return Answer(400, {**body, "errorType": edited.error_class} if guarded else body)
