"""The REST operations of 4casters that the sandbox imitates."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.engine import Refusal
from crossbook.sandbox.fourcasters.accounts import Account, Accounts
from crossbook.sandbox.fourcasters.book import Book
from crossbook.sandbox.fourcasters.cancels import Denial, Denied, attempt, rest_entry
from crossbook.sandbox.fourcasters.orders import FourcastersOrder, is_object_id
from crossbook.sandbox.fourcasters.placing import Spelling, place
from crossbook.sandbox.fourcasters.reading import order_detail, unmatched_order, user
from crossbook.sandbox.rest_spec import Incoming
from crossbook.sandbox.wire import Json, JsonObject, member, number, strings, text

LEAGUE_CANCEL_SECONDS = 1.0
# Codes seen in the documentation; leagues of seeded orders are known as well.
_LEAGUES = frozenset(
    (
        *("ATP", "BUNDESLIGA", "CHAMPIONS-LEAGUE", "EPL", "FED-EX-500", "LA-LIGA", "MLB", "MLS", "NBA", "NCAAB", "NCAAF", "NFL"),
        *("NHL", "NON-UFC", "PGA", "PREMIER-LEAGUE", "SERIE-A", "UFCMMA", "WTA"),
    ),
)
_TIMEOUT_FLOOR = 5
_GAME_CANCEL_TYPES = ("moneyline", "spread", "total")
_DENIED_STATUS = {Denial.MALFORMED: 400, Denial.FOREIGN: 403}

# Where the entries of a list reply are.
LISTS: dict[str, tuple[str, ...]] = {
    "GET /user/getUnmatched": ("data", "unmatched"),
    "POST /session/v3/place": ("data", "createdSessions"),
    "POST /session/cancelMultiple": ("data",),
    "POST /session/cancelByReference": ("data",),
    "POST /session/cancelAllOrdersForGame": ("data",),
    "POST /session/cancelAllOrders": ("data",),
}


@frozen
class Rest:
    """Handlers by operation. Each reads its own body without trusting it: what a spec lets pass a venue may still refuse."""

    accounts: Accounts
    book: Book
    clock: Clock

    def login(self, incoming: Incoming) -> Answer:
        username, password = text(incoming.body, "username"), text(incoming.body, "password")
        if not username or not password:
            raise _refused(400, "Missing username or password")
        account = self.accounts.by_login(username, password)
        if account is None:
            raise _refused(401, "InvalidCredentials")
        token = self.accounts.token(account)
        shown: JsonObject = {**user(account, self.book.open_orders(account.id)), "auth": token}
        # The venue honours this cookie. The sandbox only sends it, so that a client that keeps cookies shows up in `requests`.
        return Answer(200, {"data": {"user": shown}}, {"Set-Cookie": f"auth=s%3A{token}.sandbox; Path=/; HttpOnly"})

    def answer(self, key: str, account: Account, incoming: Incoming) -> Answer | None:
        """Handle an authenticated request; None for an operation the sandbox does not have."""
        reads: dict[str, Callable[[Account, Incoming], Answer]] = {
            "GET /user/getMe": self._me,
            "GET /user/getUnmatched": self._unmatched,
            "GET /session/lookupOrder": self._lookup,
        }
        commands: dict[str, Callable[[Account, Json], Answer]] = {
            "POST /user/ordersHeartbeat": self._heartbeat,
            "POST /session/v3/place": self._place,
            "POST /session/cancel": self._cancel,
            "POST /session/cancelMultiple": self._cancel_multiple,
            "POST /session/cancelByReference": self._cancel_by_reference,
            "POST /session/cancelAllOrdersForGame": self._cancel_for_game,
            "POST /session/cancelAllForLeague": self._cancel_for_league,
            "POST /session/cancelAllOrders": self._cancel_all,
        }
        if key in reads:
            return reads[key](account, incoming)
        return commands[key](account, incoming.body) if key in commands else None

    def _me(self, account: Account, _incoming: Incoming) -> Answer:
        return _data({"user": user(account, self.book.open_orders(account.id))})

    def _unmatched(self, account: Account, _incoming: Incoming) -> Answer:
        return _data({"unmatched": [unmatched_order(order, self.clock) for order in self.book.open_orders(account.id)]})

    def _heartbeat(self, account: Account, body: Json) -> Answer:
        timeout = number(body, "timeout")
        if timeout is None or timeout <= _TIMEOUT_FLOOR:
            raise _refused(400, f"timeout must be a number greater than {_TIMEOUT_FLOOR}")
        self.book.beat(account.id, float(timeout))
        # The body is undocumented; the socket's acknowledgement is the only one any page shows.
        return _data({"type": "heartbeatAck", "timeoutSec": timeout})

    def _lookup(self, account: Account, incoming: Incoming) -> Answer:
        order_id = incoming.query.get("orderID", "")
        order = self.book.find(order_id)
        if order is None:
            raise _refused(404, Denial.UNKNOWN.value if is_object_id(order_id) else Denial.MALFORMED.value)
        if order.owner != account.id:
            raise _refused(403, Denial.FOREIGN.value)
        return _data({"order": order_detail(order, self.clock)})

    def _place(self, account: Account, body: Json) -> Answer:
        orders = member(body, "orders")
        if not isinstance(orders, list):  # no 400 is documented, and there is no entry to report it in
            return Answer(400, {"error": "orders must be an array"}, documented=False)
        return _data({"createdSessions": [place(self.book, account.id, entry, Spelling.REST) for entry in orders]})

    def _cancel(self, account: Account, body: Json) -> Answer:
        outcome = attempt(self.book, account.id, text(body, "sessionID") or "")
        if isinstance(outcome, FourcastersOrder):
            return _data(rest_entry(outcome))
        # An unknown id is undocumented here; as a bad id it gets the 400 of a bad id.
        status = 400 if outcome.denial is Denial.UNKNOWN else _DENIED_STATUS.get(outcome.denial, 409)
        raise _refused(status, outcome.denial.value)

    def _cancel_multiple(self, account: Account, body: Json) -> Answer:
        order_ids = strings(body, "sessionIDs")
        if order_ids is None:
            raise _refused(400, "sessionIDs must be an array")
        if not all(is_object_id(order_id) for order_id in order_ids):  # one malformed id fails the batch, before anything is done
            raise _refused(400, Denial.MALFORMED.value)
        return _data([rest_entry(attempt(self.book, account.id, order_id)) for order_id in order_ids])

    def _cancel_by_reference(self, account: Account, body: Json) -> Answer:
        references, game_id = strings(body, "userReferences"), text(body, "gameID")
        if references is None:
            raise _refused(400, "userReferences must be an array")
        if game_id is None:  # undocumented
            raise _refused(400, "gameID is required")
        wanted = [order for order in self.book.open_orders(account.id) if order.game_id == game_id and order.user_reference in references]
        return self._cancel_each(account, tuple(wanted))

    def _cancel_for_game(self, account: Account, body: Json) -> Answer:
        game_id, market_type = text(body, "gameID") or "", text(body, "type")
        if not is_object_id(game_id):
            raise _refused(400, "invalid gameID")
        if market_type not in (None, *_GAME_CANCEL_TYPES):
            raise _refused(400, f"type must be one of {', '.join(_GAME_CANCEL_TYPES)}")
        on_game = [order for order in self.book.open_orders(account.id) if order.game_id == game_id]
        return self._cancel_each(account, tuple(order for order in on_game if market_type in (None, order.market_type)))

    def _cancel_for_league(self, account: Account, body: Json) -> Answer:
        league = (text(body, "league") or "").upper()
        if league not in _LEAGUES | {known.upper() for known in self.book.leagues}:
            raise _refused(400, "unknown league")
        # The orders open on receipt; whether orders placed meanwhile are caught too is undocumented.
        wanted = [order for order in self.book.open_orders(account.id) if order.league.upper() == league]
        self.book.cancel_later(wanted, LEAGUE_CANCEL_SECONDS)
        return _data({"ordersReceived": True})

    def _cancel_all(self, account: Account, _body: Json) -> Answer:
        return self._cancel_each(account, self.book.open_orders(account.id))

    def _cancel_each(self, account: Account, orders: tuple[FourcastersOrder, ...]) -> Answer:
        outcomes: list[FourcastersOrder | Denied] = [attempt(self.book, account.id, order.id) for order in orders]
        return _data([rest_entry(outcome) for outcome in outcomes])


def _data(payload: Json) -> Answer:
    return Answer(200, {"data": payload})


def _refused(status: int, message: str) -> Refusal:
    return Refusal(status, {"error": message})
