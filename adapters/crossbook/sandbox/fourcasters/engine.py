"""4casters behind its URL: authentication, refusals, and which handler a request goes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.engine import Call, Engine, Refusal, Setting, unimitated
from crossbook.sandbox.faults import Fault, Target
from crossbook.sandbox.fourcasters import orders_socket
from crossbook.sandbox.fourcasters.accounts import Account, Accounts, object_id
from crossbook.sandbox.fourcasters.rest import DOCUMENT, HANDLERS, LISTS, LOGIN, READ_THEIR_OWN_FAULTS, READABLE_WITH_POST, REPLAY
from crossbook.sandbox.fourcasters.rest.account import login
from crossbook.sandbox.fourcasters.rest.document import document
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.fourcasters.streaming import price_feed, user_feed
from crossbook.sandbox.fourcasters.streaming.choices import Choices
from crossbook.sandbox.fourcasters.streaming.price_teller import PriceTeller
from crossbook.sandbox.records import OperationRecord
from crossbook.sandbox.reshape import reshaped_at
from crossbook.sandbox.rest_spec import Incoming, Operation, rest_spec
from crossbook.sandbox.sessions import Handshake, Session
from crossbook.sandbox.socket_spec import socket_spec
from crossbook.sandbox.wire import Json, JsonObject

VENUE = "fourcasters"
SOCKETS: Final = {
    orders_socket.PATH: "orders-socket",
    user_feed.PATH: "user-feed",
    price_feed.PATH: "price-feed",
}
"""Spec files of the websockets, by path. At the venue each of the three surfaces has a host of its own."""
_WRONG = 400


class FourcastersEngine(Engine):
    """State and behaviour of 4casters."""

    socket_paths = frozenset(SOCKETS)

    def __init__(self, setting: Setting, token: str | None = None) -> None:
        rest = rest_spec(VENUE)
        targets = [Target(operation=operation.id, transport="rest", is_list=operation.key in LISTS) for operation in rest.operations]
        # ABORTED is the only fault of REST that is not for both venues, BOOK_FAILED the only one of a feed.
        super().__init__(VENUE, rest, setting, (*targets, *_targets()), without=frozenset({Fault.BOOK_FAILED}))
        self.accounts = Accounts(token)
        user, prices = socket_spec(VENUE, SOCKETS[user_feed.PATH]), socket_spec(VENUE, SOCKETS[price_feed.PATH])
        self._users = user_feed.UserFeedRoom(user, self.journal, {})
        self._prices = price_feed.PriceFeedRoom(prices, self.journal, self.faults, self.gate, self.ice, Choices())
        self.forget()

    def forget(self) -> None:
        self.accounts.forget()
        self.state = State(self.clock, self.accounts)
        self.state.feed.on_message = self._users.tell
        self.state.told.listeners.append(PriceTeller(self.state.exchange, self.clock, self._prices))
        spec = socket_spec(VENUE, SOCKETS[orders_socket.PATH])
        self._socket = orders_socket.OrdersSocket(spec, self.state, self.journal, self.faults, self.gate, self.ice)

    @property
    def imitated(self) -> frozenset[str]:
        return frozenset({LOGIN, DOCUMENT, *HANDLERS})

    def operations(self) -> tuple[OperationRecord, ...]:
        """List the messages of the sockets as well."""
        messages = (
            OperationRecord(VENUE, "socket", name, path, imitated=True)
            for path, spec in SOCKETS.items()
            for name in socket_spec(VENUE, spec).messages
        )
        return (*super().operations(), *messages)

    def admits_post(self, path: str) -> bool:
        # x-alternate-methods of the venue's own document. The spec file leaves them out, as one way to ask is enough for a client.
        return path in READABLE_WITH_POST

    def account(self, headers: Mapping[str, str]) -> str | None:
        account = self.accounts.by_token(headers.get("authorization", "").removeprefix("Bearer "))
        return None if account is None else account.id

    def answer(self, call: Call) -> Answer:
        self.state.exchange.catch_up()
        try:
            answer = self._answer(call)
        except Refusal as refusal:
            answer = refusal.answer
        # A request that is wrong is a 400 where its page has no status for that; the replay has none for anything.
        invented = answer.status == _WRONG and not self.rest.lists(call.operation, _WRONG)
        denied = call.operation.key == REPLAY and answer.status >= _WRONG
        return evolve(answer, documented=False) if invented or denied else answer

    def error(self, status: int, message: str) -> Json:
        return {"error": message}

    def reshape(self, operation: Operation, body: Json, fault: Fault) -> Json:
        blank: JsonObject = {"success": True, "sessionID": ""}
        return reshaped_at(body, LISTS.get(operation.key, ()), fault, object_id, blank)

    def catch_up(self) -> None:
        self.state.exchange.catch_up()

    def open_socket(self, handshake: Handshake) -> Session | Answer:
        # Bare token only: the websocket pages show no `Bearer`. What a refused handshake looks like is undocumented.
        headers = handshake.headers
        token = headers.get("authorization", "")
        if handshake.path == user_feed.PATH:
            token = token or headers.get("auth") or handshake.query.get("token", "")
        account = self.accounts.by_token(token)
        if account is None:
            return Answer(401, self.error(401, "InvalidCredentials"))
        match handshake.path:
            case user_feed.PATH:
                return user_feed.UserFeedSession(account, headers, self._users)
            case price_feed.PATH:
                return price_feed.PriceFeedSession(account, headers, self._prices)
            case _:
                return orders_socket.OrdersSession(account, headers, lambda: self._socket)

    def _answer(self, call: Call) -> Answer:
        key = call.operation.key
        if key == LOGIN:
            return login(self.state, call.incoming)
        if key == DOCUMENT:
            return Answer(200, document(self.rest))
        account = self._authenticate(key, call.incoming)
        announcement = self.accounts.announcement(account)
        try:
            if call.refusable and key not in READ_THEIR_OWN_FAULTS:
                answer = self._refusal(call)
            elif key in HANDLERS:
                answer = HANDLERS[key](self.state, account, call.incoming)
            else:
                answer = unimitated(self, call.operation)
        except Refusal as refusal:
            answer = refusal.answer
        return evolve(answer, headers={**answer.headers, **announcement})

    def _refusal(self, call: Call) -> Answer:
        """Answer a request that breaks the spec. Texts of 400s are not documented; these are the spec's own."""
        return Answer(400, self.error(400, call.refusable[0].message))

    def _authenticate(self, key: str, incoming: Incoming) -> Account:
        # The venue also takes a signed cookie and, on POST, a body member `token`. A stale one of these can hide a bad
        # header, so the sandbox looks at the header alone; at the replay also at the two places its page names.
        token = incoming.headers.get("authorization", "").removeprefix("Bearer ")
        if key == REPLAY:
            token = token or incoming.headers.get("auth") or incoming.query.get("token", "")
        account = self.accounts.by_token(token)
        if account is None:
            raise Refusal(401, {"error": "InvalidCredentials"})
        return account


def _targets() -> Iterator[Target]:
    """Give what a fault can strike on the websockets."""
    for path, name in SOCKETS.items():
        spec = socket_spec(VENUE, name)
        for message in spec.messages:
            yield Target(
                operation=message,
                transport="socket",
                path=path,
                is_list=message in orders_socket.LISTS,
                is_batch=message in orders_socket.BATCHES,
                is_push=message in spec.pushes,
                has_reply=spec.has_reply(message),
            )
