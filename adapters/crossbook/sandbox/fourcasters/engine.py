"""4casters behind its URL: authentication, refusals, and which handler a request goes to."""

from __future__ import annotations

from collections.abc import Mapping

from crossbook.sandbox.delivery import Answer, Outgoing
from crossbook.sandbox.engine import Call, Engine, FrameHandler, Refusal, Setting, unimitated
from crossbook.sandbox.faults import Fault, Target
from crossbook.sandbox.fourcasters import orders_socket
from crossbook.sandbox.fourcasters.accounts import Account, Accounts
from crossbook.sandbox.fourcasters.book import Book, object_id
from crossbook.sandbox.fourcasters.rest import LISTS, Rest
from crossbook.sandbox.fourcasters.self_description import document
from crossbook.sandbox.reshape import reshaped_at
from crossbook.sandbox.rest_spec import Operation, rest_spec
from crossbook.sandbox.socket_spec import socket_spec
from crossbook.sandbox.wire import Json, JsonObject

VENUE = "fourcasters"
_LOGIN = "POST /user/login"
_DOCUMENT = "GET /openapi.json"
# Its page has bad orders fail in their entries, and a malformed id be a 404: the handlers answer for these themselves.
_READS_ITS_OWN_FAULTS = frozenset({"POST /session/v3/place", "GET /session/lookupOrder"})


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
        self.book = Book(self.clock)
        self._rest = Rest(self.accounts, self.book, self.clock)
        self._socket = orders_socket.OrdersSocket(self._socket_spec, self.book, self.clock, self.journal, self.faults, self.gate, self.ice)

    @property
    def imitated(self) -> frozenset[str]:
        return frozenset()

    def account(self, headers: Mapping[str, str]) -> str | None:
        account = self.accounts.by_token(headers.get("authorization", "").removeprefix("Bearer "))
        return None if account is None else account.id

    def answer(self, call: Call) -> Answer:
        self.book.catch_up()
        try:
            return self._answer(call)
        except Refusal as refusal:
            return refusal.answer

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
        if key == _LOGIN:
            return self._rest.login(call.incoming)
        if key == _DOCUMENT:
            return Answer(200, document(self.rest))
        account = self._authenticate(call.incoming.headers)
        announcement = self.accounts.announcement(account)
        try:
            if call.refusable and key not in _READS_ITS_OWN_FAULTS:
                return self._with(self._refusal(call), announcement)
            answer = self._rest.answer(key, account, call.incoming) or unimitated(self, call.operation)
        except Refusal as refusal:
            answer = refusal.answer
        return self._with(answer, announcement)

    def _refusal(self, call: Call) -> Answer:
        """Answer a request that breaks the spec. Texts of 400s are not documented; these are the spec's own."""
        return Answer(400, self.error(400, call.refusable[0].message))

    def _authenticate(self, headers: Mapping[str, str]) -> Account:
        # The venue also takes a signed cookie and, on POST, a body member `token`. A stale one of these can hide a bad
        # header, so the sandbox looks at the header alone.
        token = headers.get("authorization", "").removeprefix("Bearer ")
        account = self.accounts.by_token(token)
        if account is None:
            raise Refusal(401, {"error": "InvalidCredentials"})
        return account

    @staticmethod
    def _with(answer: Answer, headers: Mapping[str, str]) -> Answer:
        return Answer(answer.status, answer.body, {**answer.headers, **headers}, answer.documented)
