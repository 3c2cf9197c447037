"""PredictStreet behind its URL: authentication, refusals, and which handler a request goes to."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping

from attrs import evolve

from crossbook.sandbox.delivery import Answer
from crossbook.sandbox.engine import Call, Engine, Refusal, Setting, unimitated
from crossbook.sandbox.faults import Fault, Target
from crossbook.sandbox.limits import Standing
from crossbook.sandbox.predictstreet import chain, placing
from crossbook.sandbox.predictstreet.keys import Caller, Keys, KeyState, Partner
from crossbook.sandbox.predictstreet.refusals import invalid
from crossbook.sandbox.predictstreet.routes import AUDITED_WITHOUT_SCHEMA, ROUTES, Asked
from crossbook.sandbox.predictstreet.seeding import open_first_market
from crossbook.sandbox.predictstreet.sockets.announcer import Announcer
from crossbook.sandbox.predictstreet.sockets.channels import PATHS, Gateway
from crossbook.sandbox.predictstreet.sockets.handshake import admit
from crossbook.sandbox.predictstreet.sockets.room import Room
from crossbook.sandbox.predictstreet.sockets.session import SNAPSHOT_COMMAND, GatewaySession
from crossbook.sandbox.predictstreet.state import State
from crossbook.sandbox.records import OperationRecord
from crossbook.sandbox.reshape import reshaped_at
from crossbook.sandbox.rest_spec import Operation, Problem, rest_spec
from crossbook.sandbox.sessions import Handshake, Session, Turned
from crossbook.sandbox.socket_spec import SocketSpec, socket_spec
from crossbook.sandbox.wire import Json, member

VENUE = "predictstreet"
_PLACE = "POST /api/orders/place"
# Only 429 has no code in any source that could be read; the word for it is ours, like that for 5xx and 404.
_CODES = {404: "not_found", 429: "rate_limited", 501: "not_imitated", 503: "service_unavailable"}


class PredictStreetEngine(Engine):
    """State and behaviour of PredictStreet."""

    socket_paths = frozenset(PATHS)

    def __init__(self, setting: Setting, api_key: str | None = None) -> None:
        rest = rest_spec(VENUE)
        listing = {key for key, route in ROUTES.items() if route.listed is not None}
        targets = tuple(Target(operation=operation.id, transport="rest", is_list=operation.key in listing) for operation in rest.operations)
        # ABORTED is the body of one 4casters page.
        super().__init__(VENUE, rest, setting, (*targets, *_targets()), without=frozenset({Fault.ABORTED}))
        self.keys = Keys(api_key)
        specs: dict[Gateway, SocketSpec] = {gateway: _spec(gateway) for gateway in PATHS.values()}
        self.room = Room(specs, self.journal, self.faults, self.gate, self.ice, self.clock)
        self.state = self._new_state()

    @property
    def imitated(self) -> frozenset[str]:
        return frozenset(ROUTES)

    def beside(self, method: str, path: str, text: str) -> Answer | None:
        if (method, path) != ("POST", chain.PATH):
            return None
        with self.lock:
            return Answer(200, chain.answered(self.state, text), documented=False)

    def account(self, headers: Mapping[str, str]) -> str | None:
        try:
            return self.keys.caller(headers).wallet
        except Refusal:
            return None

    def limit_headers(self, standing: Standing) -> Mapping[str, str]:
        headers = {
            "X-RateLimit-Limit": str(standing.limit),
            "X-RateLimit-Remaining": str(standing.remaining),
            "X-RateLimit-Reset": str(int(self.clock.wall().timestamp() + standing.resets_in) + 1),
        }
        return {**headers, **super().limit_headers(standing)}

    def forget(self) -> None:
        self.keys.forget()
        self.room.clear()
        self.state = self._new_state()

    def set_key_state(self, partner: Partner, state: KeyState) -> None:
        """Let a partner's keys be refused, or be good again. Revoking closes what is open; rotating, and all else, does not."""
        partner.state = state
        if state == "revoked":
            self.room.turn_out(partner, "api_key_revoked")

    def operations(self) -> tuple[OperationRecord, ...]:
        """List the messages of both gateways as well."""
        found = ((path, name) for path, gateway in PATHS.items() for name in _spec(gateway).messages)
        messages = (OperationRecord(VENUE, "socket", name, path, imitated=True) for path, name in found)
        return (*super().operations(), *messages)

    def open_socket(self, handshake: Handshake) -> Session | Turned:
        gateway = PATHS[handshake.path]
        found = admit(gateway, self.keys, handshake)
        if isinstance(found, Turned):
            return found
        self.state.vault_of(found.wallet)
        return GatewaySession(
            gateway=gateway,
            handshake=handshake,
            caller=found,
            room=self.room,
            state_of=lambda: self.state,
            announcer_of=lambda: self.announcer,
        )

    def answer(self, call: Call) -> Answer:
        self.state.catch_up()
        try:
            answer = self._answer(call)
        except Refusal as refusal:
            answer = refusal.answer
        # The header is named beside the sockets' serverTs, which is in milliseconds; its form was not seen.
        now = str(int(self.clock.wall().timestamp() * 1000))
        return evolve(answer, headers={**answer.headers, "X-Server-Time": now})

    def catch_up(self) -> None:
        self.state.catch_up()

    def error(self, status: int, message: str) -> Json:
        return {"code": _CODES.get(status, "error"), "message": message}

    def reshape(self, operation: Operation, body: Json, fault: Fault) -> Json:
        route = ROUTES[operation.key]
        rest = member(body, "notCancelled")
        if fault is Fault.SHORT and member(body, "cancelled") == [] and isinstance(rest, dict) and isinstance(body, dict):
            # Nothing was cancelled: then the id that is missing from both halves is one of the other half.
            return {**body, "notCancelled": dict(list(rest.items())[1:])}
        return reshaped_at(body, route.listed or (), fault, lambda: str(uuid.uuid4()), route.blank)

    def _answer(self, call: Call) -> Answer:
        key = call.operation.key
        route = ROUTES.get(key)
        caller = self._caller(call)
        if caller is not None:
            caller.need(route.scope if route else AUDITED_WITHOUT_SCHEMA.get(key))
        self._refuse(call)
        if call.operation.id in self.state.raw_replies:
            return Answer(200, self.state.raw_replies[call.operation.id])
        if route is None:
            return unimitated(self, call.operation)
        return route.handler(Asked(state=self.state, keys=self.keys, caller=caller, call=call))

    def _caller(self, call: Call) -> Caller | None:
        """Say who calls. What everybody may read needs no key; a key that comes with it must be a good one, like elsewhere."""
        if call.operation.public and "x-api-key" not in call.incoming.headers:
            return None
        caller = self.keys.caller(call.incoming.headers)
        self.state.vault_of(caller.wallet)
        return caller

    def _refuse(self, call: Call) -> None:
        if call.operation.key == _PLACE and isinstance(call.incoming.body, dict):
            placing.refuse(self.clock, call.incoming.body)
        refusable = [problem for problem in call.refusable if not _is_own(problem)]
        if refusable:
            raise invalid(refusable[0].message)
        # forbidNonWhitelisted, says the page about placing. It is a setting of the whole server, and on cancel-all the strict
        # reading is the safe one: a filter that is spelt wrong must not pass for none.
        body, known = call.incoming.body, self.rest.body_members(call.operation)
        unknown = sorted(body.keys() - known) if isinstance(body, dict) and known else []
        if unknown:
            raise invalid(f"property {unknown[0]} should not exist")

    def _new_state(self) -> State:
        state = State(self.clock)
        self.announcer = Announcer(state, self.room)
        open_first_market(state)
        return state


def _is_own(problem: Problem) -> bool:
    """Whether a handler judges this itself: filters have codes of their own, and limits that are too large are clamped."""
    return problem.place == "query" and not problem.message.startswith("expected query parameter")


def _spec(gateway: Gateway) -> SocketSpec:
    return socket_spec(VENUE, f"{gateway}-socket")


def _targets() -> Iterator[Target]:
    """Give what a fault can strike on the websockets."""
    for path, gateway in PATHS.items():
        spec = _spec(gateway)
        for message in spec.messages:
            has_reply = spec.has_reply(message) and message != SNAPSHOT_COMMAND
            yield Target(operation=message, transport="socket", path=path, is_push=message in spec.pushes, has_reply=has_reply)
