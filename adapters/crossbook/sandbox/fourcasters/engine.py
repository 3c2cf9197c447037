"""4casters behind its URL: authentication, refusals, and which handler a request goes to."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from crossbook.sandbox.delivery import Answer, Outgoing
from crossbook.sandbox.engine import Call, Engine, FrameHandler, Refusal, Setting, unimitated
from crossbook.sandbox.faults import Fault, Target
from crossbook.sandbox.fourcasters import orders_socket
from crossbook.sandbox.fourcasters.accounts import Account, Accounts, object_id
from crossbook.sandbox.fourcasters.rest import DOCUMENT, HANDLERS, LISTS, LOGIN, READ_THEIR_OWN_FAULTS, READABLE_WITH_POST, REPLAY
from crossbook.sandbox.fourcasters.rest.account import login
from crossbook.sandbox.fourcasters.rest.document import document
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.records import OperationRecord
from crossbook.sandbox.reshape import reshaped_at
from crossbook.sandbox.rest_spec import Incoming, Operation, rest_spec
from crossbook.sandbox.socket_spec import socket_spec
from crossbook.sandbox.wire import Json, JsonObject

VENUE = "fourcasters"
_WRONG = 400


class FourcastersEngine(Engine):
    """State and behaviour of 4casters."""

    socket_path = orders_socket.PATH

    def __init__(self, setting: Setting, token: str | None = None) -> None:
        rest, socket = rest_spec(VENUE), socket_spec(VENUE, "orders-socket")
        targets = [Target(operation.id, "rest", operation.key in LISTS, is_batch=False) for operation in rest.operations]
        targets += [Target(name, "socket", name in orders_socket.LISTS, name in orders_socket.BATCHES) for name in socket.messages]
        super().__init__(VENUE, rest, setting, tuple(targets))
        self._socket_spec = socket
        self.accounts = Accounts(token)
        self.forget()

    def forget(self) -> None:
        self.accounts.forget()
        self.state = State(self.clock, self.accounts)
        self._socket = orders_socket.OrdersSocket(self._socket_spec, self.state, self.journal, self.faults, self.gate, self.ice)

    @property
    def imitated(self) -> frozenset[str]:
        return frozenset({LOGIN, DOCUMENT, *HANDLERS})

    def operations(self) -> tuple[OperationRecord, ...]:
        """List the messages of the orders socket as well."""
        messages = (OperationRecord(VENUE, "socket", name, orders_socket.PATH, imitated=True) for name in self._socket_spec.messages)
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

    def open_socket(self, headers: Mapping[str, str]) -> FrameHandler | Answer:
        # Bare token only: the websocket pages show no `Bearer`. What a refused handshake looks like is undocumented.
        account = self.accounts.by_token(headers.get("authorization", ""))
        if account is None:
            return Answer(401, self.error(401, "InvalidCredentials"))

        def receive(frame_text: str) -> Outgoing:
            with self.lock:
                return self._socket.receive(account, headers, frame_text)

        return receive

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
