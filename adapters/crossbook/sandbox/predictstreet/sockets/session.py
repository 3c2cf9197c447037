"""One connection to a gateway: its commands and what they lead to."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

from attrs import define, field

from crossbook.sandbox.delivery import Delivery, Manner, Outgoing
from crossbook.sandbox.faults import LOST_BEFORE, Fault, PendingFault
from crossbook.sandbox.frame_faults import spoiled
from crossbook.sandbox.links import Link
from crossbook.sandbox.predictstreet.keys import Caller
from crossbook.sandbox.predictstreet.sockets.announcer import Announcer
from crossbook.sandbox.predictstreet.sockets.channels import Gateway
from crossbook.sandbox.predictstreet.sockets.handshake import greeting
from crossbook.sandbox.predictstreet.sockets.room import Listener, Room
from crossbook.sandbox.predictstreet.sockets.subscriptions import Rejection, Rights, Subscription, Subscriptions
from crossbook.sandbox.predictstreet.state import State
from crossbook.sandbox.records import RequestRecord, redacted
from crossbook.sandbox.sessions import Handshake
from crossbook.sandbox.wire import Json, JsonObject, dumps, loads, member, text

_UNREADABLE = "unreadable frame"
SNAPSHOT_COMMAND = "get_book_snapshot"


@define(eq=False, kw_only=True)
class GatewaySession:
    """State of one connection. `state_of` gives the venue's, which a reset replaces."""

    gateway: Gateway
    handshake: Handshake
    caller: Caller
    room: Room
    state_of: Callable[[], State]
    announcer_of: Callable[[], Announcer]
    _listener: Listener | None = field(default=None, init=False)
    _subscriptions: Subscriptions = field(init=False)
    _following: list[Callable[[], None]] = field(factory=list, init=False)
    """What comes after the reply."""

    def __attrs_post_init__(self) -> None:
        self._subscriptions = Subscriptions(self.gateway)

    @property
    def account(self) -> str:
        return self.caller.wallet

    def opened(self, link: Link) -> None:
        self._listener = Listener(link, self.caller.key.partner)
        self.room.listeners[self._listener] = None
        self.room.greet(self.gateway, link, greeting(self.gateway, self.caller))

    def closed(self) -> None:
        if self._listener is not None:
            for subscription in self._subscriptions.open.values():
                self.room.leave(self._listener, subscription, self._topics(subscription))
            self.room.listeners.pop(self._listener, None)
            self._listener = None

    def receive(self, text: str) -> None:
        """Act on one command."""
        self.state_of().catch_up()
        frame, name = _read(text)
        spec, path = self.room.specs[self.gateway], self.handshake.path
        known = name if name in spec.messages and name not in spec.pushes else None
        record = RequestRecord(known or _UNREADABLE, "socket", path, text, redacted(self.handshake.headers))
        self.room.journal.received(record)
        if known is None:
            self.room.journal.violated(_UNREADABLE, "request", f"expected a command of the {self.gateway} socket, found {text[:80]!r}")
            self._answer(self._refused(frame, Rejection("invalid_params", "unknown command")))
            return
        self.room.journal.violated(known, "request", *spec.frame_problems(known, frame))
        if type(member(frame, "id")) is not int:
            return  # a reply could not repeat its id, and there is no other
        planned = self.room.faults.take(known, "socket", path)
        if self.room.ice.frozen or (planned is not None and planned.fault is Fault.FREEZE):
            later = None if planned is None or planned.fault is Fault.FREEZE else planned
            self._answer(self.room.ice.hold(lambda: self._struck(known, frame, later)))
        else:
            self._answer(self._struck(known, frame, planned))

    def _answer(self, outgoing: Outgoing) -> None:
        """Send a reply, and then what follows from the command."""
        if self._listener is None:
            return
        self._listener.link.answer(outgoing)
        if isinstance(outgoing, Future):
            outgoing.add_done_callback(lambda _: self._follow())
        else:
            self._follow()

    def _follow(self) -> None:
        following, self._following = self._following, []
        for act in following:
            act()

    def _struck(self, name: str, frame: Json, planned: PendingFault | None) -> Delivery:
        if self._listener is None or (planned is not None and planned.fault in LOST_BEFORE):
            return Delivery(Manner.DROP)
        delivery = self._act(self._listener, name, frame)
        return delivery if planned is None else spoiled(delivery, planned, self.room.gate)

    def _act(self, listener: Listener, name: str, frame: Json) -> Delivery:
        params = member(frame, "params")
        match name:
            case "ping":
                return self._reply(name, frame, {"type": "pong", "ts": self.room.milliseconds()})
            case "subscribe":
                return self._subscribe(listener, frame, member(params, "subscriptions"))
            case "update_subscription":
                return self._update(listener, frame, params)
            case "unsubscribe":
                closed = self._subscriptions.close(params)
                if isinstance(closed, Rejection):
                    return self._refused(frame, closed)
                for subscription in closed:
                    self.room.leave(listener, subscription, self._topics(subscription))
                return self._reply(name, frame, {})
            case "get_book_snapshot":
                return self._snapshots(listener, params)
            case _:  # list_subscriptions, whose reply was not seen
                return self._reply(name, frame, {})

    def _subscribe(self, listener: Listener, frame: Json, entries: Json) -> Delivery:
        if not isinstance(entries, list):
            return self._refused(frame, Rejection("invalid_params", "subscriptions must be a list"))
        accepted: list[Json] = []
        rejected: list[Json] = []
        for entry in entries:
            found = self._subscriptions.subscribe(entry, self._rights())
            if isinstance(found, Rejection):
                shown = {name: value for name in ("channel", "ids") if (value := member(entry, name)) is not None}
                rejected.append({**shown, "code": found.code, "message": found.message})
            else:
                accepted.append(found.as_json())
                self._join(listener, found, self._topics(found))
        return self._reply("subscribe", frame, {"type": "subscribed", "accepted": accepted, "rejected": rejected})

    def _update(self, listener: Listener, frame: Json, params: Json) -> Delivery:
        found = self._subscriptions.update(params, self._rights())
        if isinstance(found, Rejection):
            return self._refused(frame, found)
        subscription, added, removed = found
        self.room.leave(listener, subscription, self._topics(subscription, removed))
        self._join(listener, subscription, self._topics(subscription, added))
        return self._reply("update_subscription", frame, {})

    def _join(self, listener: Listener, subscription: Subscription, topics: frozenset[str]) -> None:
        """Let events come from now on; books begin with a snapshot."""
        self.room.join(listener, subscription, topics)
        announcer = self.announcer_of()
        for topic in [name for name in subscription.ids if name in topics]:
            if subscription.channel.name == "token_book":
                self._following.append(partial(announcer.snapshot, listener, subscription.sid, topic, whole=False))
            elif subscription.channel.name == "vault_positions":
                announcer.watch(topic)

    def _snapshots(self, listener: Listener, params: Json) -> Delivery:
        """Push new books. Whether a subscription is named by sid, by token or by both was not seen: any of them will do.

        Nor was it seen whether a reply with the id of the command comes as well. None does here.
        """
        token = text(params, "id")
        named = self._subscriptions.find(member(params, "sid"))
        searched = self._subscriptions.open.values() if member(params, "sid") is None else [named]
        for subscription in searched:
            if subscription is not None and subscription.channel.name == "token_book":
                for topic in subscription.ids if token is None else [token] if token in subscription.ids else []:
                    self.announcer_of().snapshot(listener, subscription.sid, topic, whole=True)
        return Delivery(Manner.NOTHING)

    def _topics(self, subscription: Subscription, ids: frozenset[str] | None = None) -> frozenset[str]:
        """Name what a subscription is about: its ids, or the wallet of the connection."""
        if subscription.channel.normalise is None:
            return frozenset({self.caller.wallet})
        return frozenset(subscription.ids) if ids is None else ids

    def _rights(self) -> Rights:
        state = self.state_of()
        return Rights(scopes=self.caller.key.scopes, vaults={state.vault_of(wallet): wallet for wallet in self.caller.key.partner.wallets})

    def _reply(self, command: str, frame: Json, reply: JsonObject) -> Delivery:
        """Reply to a command. Of the replies to some it was only seen that they repeat its id."""
        return Delivery.of_text(dumps(self.room.replied(self.gateway, command, {"id": member(frame, "id"), **reply})))

    def _refused(self, frame: Json, why: Rejection) -> Delivery:
        """Refuse a command as a whole. Frames that report an error exist, their form was not seen: this is that of a rejection."""
        if type(member(frame, "id")) is not int:
            return Delivery(Manner.NOTHING)
        refusal: JsonObject = {"id": member(frame, "id"), "code": why.code, "message": why.message}
        return Delivery.of_text(dumps({**refusal, "serverTs": self.room.milliseconds()}))


def _read(frame_text: str) -> tuple[Json, str | None]:
    try:
        frame = loads(frame_text)
    except ValueError:
        return None, None
    return frame, text(frame, "cmd")
