"""The orders websocket of 4casters: one frame in, one delivery out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC

from attrs import define, frozen

from crossbook.sandbox.delivery import Delivery, Gate, Ice, Manner, Outgoing
from crossbook.sandbox.faults import LIST_FAULTS, LOST_BEFORE, Fault, FaultQueue, PendingFault
from crossbook.sandbox.fourcasters.accounts import Account, object_id
from crossbook.sandbox.fourcasters.cancels import Denied, attempt, socket_entry
from crossbook.sandbox.fourcasters.placing import Spelling, place
from crossbook.sandbox.fourcasters.state import State
from crossbook.sandbox.frame_faults import spoiled
from crossbook.sandbox.links import Link
from crossbook.sandbox.records import Journal, RequestRecord, redacted
from crossbook.sandbox.reshape import reshaped_at
from crossbook.sandbox.socket_spec import SocketSpec
from crossbook.sandbox.wire import Json, JsonObject, dumps, loads, member, number, strings, text

PATH = "/orders/ws"
BATCHES = ("cancelMultiple", "cancelAllByGame", "cancelAll")
LISTS = ("placeV3", "cancelById", *BATCHES)
_UNREADABLE = "unreadable frame"


@frozen
class OrdersSocket:
    """What the messages do. The caller holds the lock."""

    spec: SocketSpec
    state: State
    journal: Journal
    faults: FaultQueue
    gate: Gate
    ice: Ice

    def receive(self, account: Account, headers: Mapping[str, str], frame_text: str) -> Outgoing:
        """Handle one frame of an authenticated connection."""
        self.state.exchange.catch_up()
        try:
            frame = loads(frame_text)
        except ValueError:
            frame = None
        name, payload = _split(frame)
        known = name if name in self.spec.messages else None
        self.journal.received(RequestRecord(known or _UNREADABLE, "socket", PATH, frame_text, redacted(headers)))
        if known is None:
            self.journal.violated(
                _UNREADABLE, "request", f"expected [message, payload] with a message of the spec, found {frame_text[:80]!r}"
            )
            # What the venue answers here is undocumented. An envelope error is the only failure it has words for.
            return self._reply(payload, {"error": "unknown message" if name else "invalid message"})
        self.journal.violated(known, "request", *self.spec.frame_problems(known, frame))
        planned = self.faults.take(known, "socket", PATH)
        if self.ice.frozen or (planned is not None and planned.fault is Fault.FREEZE):
            later = None if planned is None or planned.fault is Fault.FREEZE else planned
            return self.ice.hold(lambda: self._deliver(account, known, payload, later))
        return self._deliver(account, known, payload, planned)

    def _deliver(self, account: Account, name: str, payload: Json, planned: PendingFault | None) -> Delivery:
        self.state.exchange.catch_up()
        fault = planned.fault if planned else None
        if fault in LOST_BEFORE:
            return Delivery(Manner.DROP)
        if fault is Fault.ENVELOPE_FAILED:
            return self._fail_halfway(account, name, payload)
        outcome = self._act(account, name, payload)
        delivery = self._reply(payload, outcome, name)
        if fault is not None and fault in LIST_FAULTS:
            blank: JsonObject = {"success": True, "orderID": ""}
            return Delivery(Manner.SEND, dumps(reshaped_at(_envelope(payload, outcome), ("data",), fault, object_id, blank)))
        return delivery if planned is None else spoiled(delivery, planned, self.gate)

    def _act(self, account: Account, name: str, payload: Json) -> JsonObject:
        """Return the reply without its requestID: `{data}` or `{error}`."""
        messages: dict[str, Callable[[], JsonObject]] = {
            "placeV3": lambda: self._place(account, payload),
            "cancelById": lambda: self._cancel_one(account, payload),
            "heartbeat": lambda: self._heartbeat(account, payload),
        }
        return messages[name]() if name in messages else self._cancel_batch(account, name, payload)

    def _place(self, account: Account, payload: Json) -> JsonObject:
        orders = member(payload, "orders")
        if not isinstance(orders, list):  # no text is documented
            return {"error": "orders must be an array"}
        return {"data": [place(self.state, account.id, entry, Spelling.SOCKET) for entry in orders]}

    def _cancel_one(self, account: Account, payload: Json) -> JsonObject:
        outcome = attempt(self.state.exchange, account.id, text(payload, "orderId") or "")
        return {"error": outcome.denial.value} if isinstance(outcome, Denied) else {"data": [socket_entry(outcome)]}

    def _cancel_batch(self, account: Account, name: str, payload: Json) -> JsonObject:
        wanted = self._wanted(account, name, payload)
        if wanted is None:  # no text is documented for a batch without its ids or game
            return {"error": f"invalid {name} request"}
        return {"data": [socket_entry(attempt(self.state.exchange, account.id, order_id)) for order_id in wanted]}

    def _wanted(self, account: Account, name: str, payload: Json) -> tuple[str, ...] | None:
        """Ids a batch is about. A malformed one fails in its own entry: what it does is undocumented."""
        if name == "cancelMultiple":
            return strings(payload, "orderIDs")
        orders = self.state.exchange.open_orders(account.id)
        if name == "cancelAllByGame":
            game_id = text(payload, "gameId")
            if game_id is None:
                return None
            market_type, side, market = text(payload, "type"), text(payload, "side"), text(payload, "market")
            orders = tuple(
                order
                for order in orders
                if order.game_id == game_id.lower()
                and market_type in (None, order.market_type)
                and side in (None, order.side)
                and market in (None, order.market or "main")  # the page's sample calls the market of a spread `main`
            )
        return tuple(order.id for order in orders)

    def _fail_halfway(self, account: Account, name: str, payload: Json) -> Delivery:
        wanted = self._wanted(account, name, payload) or ()
        for order_id in wanted[: len(wanted) // 2]:
            attempt(self.state.exchange, account.id, order_id)
        return self._reply(payload, {"error": f"Failed to process {name}"}, name)

    def _heartbeat(self, account: Account, payload: Json) -> JsonObject:
        timeout = number(payload, "requestTimeout")
        if timeout is None or timeout <= 0:
            return {"error": "Invalid heartbeat timeout"}
        self.state.timers.beat(account.id, float(timeout))
        server_time = self.state.clock.wall().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "000Z"
        return {"data": {"type": "heartbeatAck", "serverTime": server_time, "timeoutSec": timeout}}

    def _reply(self, payload: Json, outcome: JsonObject, name: str | None = None) -> Delivery:
        reply = _envelope(payload, outcome)
        problems = self.spec.error_problems(reply) if name is None or "error" in outcome else self.spec.reply_problems(name, reply)
        self.journal.violated(name or _UNREADABLE, "reply", *problems)
        return Delivery(Manner.SEND, dumps(reply))


@define(eq=False)
class OrdersSession:
    """One connection to the orders websocket. `socket_of` gives what acts: a reset replaces it."""

    owner: Account
    headers: Mapping[str, str]
    socket_of: Callable[[], OrdersSocket]
    link: Link | None = None

    @property
    def account(self) -> str:
        return self.owner.name

    def opened(self, link: Link) -> None:
        self.link = link

    def receive(self, text: str) -> None:
        if self.link is not None:
            self.link.answer(self.socket_of().receive(self.owner, self.headers, text))

    def closed(self) -> None:
        self.link = None


def _envelope(payload: Json, outcome: JsonObject) -> JsonObject:
    """Echo the requestID. Without one the heartbeat page has the venue make one up; nothing else is documented."""
    return {"requestID": text(payload, "requestID") or object_id(), **outcome}


def _split(frame: Json) -> tuple[str | None, Json]:
    match frame:
        case [str() as name, dict() as payload]:
            return name, payload
        case _:
            return None, None
