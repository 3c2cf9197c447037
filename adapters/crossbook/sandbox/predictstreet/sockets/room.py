"""Who listens to what on both gateways, and how an event is written for them."""

from __future__ import annotations

from typing import Final

from attrs import define, field

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.delivery import Delivery, Gate, Ice, Manner
from crossbook.sandbox.faults import FaultQueue
from crossbook.sandbox.links import Frame, Link
from crossbook.sandbox.predictstreet.keys import Partner
from crossbook.sandbox.predictstreet.sockets.channels import CHANNELS, Gateway
from crossbook.sandbox.predictstreet.sockets.subscriptions import Subscription
from crossbook.sandbox.records import Journal
from crossbook.sandbox.socket_spec import SocketSpec
from crossbook.sandbox.wire import Json, JsonObject, dumps

TURNED_AWAY: Final = 4401


@define(eq=False)
class Listener:
    """An open connection, and whose key it came with."""

    link: Link
    partner: Partner


@define(eq=False)
class Room:
    """The connections to both gateways, by what they subscribed to."""

    specs: dict[Gateway, SocketSpec]
    journal: Journal
    faults: FaultQueue
    gate: Gate
    ice: Ice
    clock: Clock
    members: dict[str, JsonObject] = field(factory=dict[str, JsonObject])
    """What a test lets events carry beside what pages list, by event."""
    listeners: dict[Listener, None] = field(factory=dict[Listener, None])
    _topics: dict[tuple[str, str], dict[tuple[Listener, int], None]] = field(factory=dict, init=False)

    def clear(self) -> None:
        """Forget who listens, and what a test has set."""
        self.listeners.clear()
        self._topics.clear()
        self.members.clear()

    def join(self, listener: Listener, subscription: Subscription, topics: frozenset[str]) -> None:
        for topic in topics:
            self._topics.setdefault((subscription.channel.name, topic), {})[listener, subscription.sid] = None

    def leave(self, listener: Listener, subscription: Subscription, topics: frozenset[str]) -> None:
        for topic in topics:
            key = (subscription.channel.name, topic)
            listening = self._topics.get(key, {})
            listening.pop((listener, subscription.sid), None)
            if not listening:
                self._topics.pop(key, None)

    def is_heard(self, channel: str, topic: str) -> bool:
        """Whether anybody listens."""
        return (channel, topic) in self._topics

    def topics(self, channel: str) -> tuple[str, ...]:
        """Name what is listened to on a channel."""
        return tuple(topic for name, topic in self._topics if name == channel)

    def milliseconds(self) -> int:
        """Give the time as the sockets write it."""
        return int(self.clock.wall().timestamp() * 1000)

    def publish(self, event: str, channel: str, topic: str, data: JsonObject, extra: JsonObject | None = None) -> None:
        """Send an event to all who listen. `extra` are members of the frame beside those that every event has."""
        listening = self._topics.get((channel, topic))
        if listening:
            self.send(event, channel, topic, {**(extra or {}), "data": data}, to=tuple(listening))

    def send(self, event: str, channel: str, topic: str, members: JsonObject, *, to: tuple[tuple[Listener, int], ...]) -> None:
        """Send an event to some listeners, by their sids, with these members of its frame beside those that every event has."""
        body: JsonObject = {"channel": channel}
        if CHANNELS[channel].normalise is not None:  # "absent on user_orders and user_fills"
            body["id"] = topic
        body |= {"serverTs": self.milliseconds(), **members}
        data = body.get("data")
        if isinstance(data, dict) and event in self.members:
            data = body["data"] = {**data, **self.members[event]}
        spec = self.specs[CHANNELS[channel].gateway]
        self.journal.violated(event, "reply", *spec.push_problems(event, {"type": event, "sid": 1, **body}, data))
        start, rest = f'{{"type":{dumps(event)},"sid":', dumps(body)[1:]
        frames: dict[int, Frame] = {}
        for listener, sid in to:
            frame = frames.get(sid)
            if frame is None:
                frame = frames[sid] = Frame(f"{start}{sid},{rest}")
            listener.link.push(event, frame)

    def greet(self, gateway: Gateway, link: Link, greeting: JsonObject) -> None:
        """Send the first frame of a connection."""
        frame: JsonObject = {"type": "connected", "data": greeting, "serverTs": self.milliseconds()}
        self.journal.violated("connected", "reply", *self.specs[gateway].push_problems("connected", frame, greeting))
        link.push("connected", Frame(dumps(frame)))

    def turn_out(self, partner: Partner, reason: str) -> None:
        """Close every connection of a partner's keys. With which code was not seen: it is that of a refused handshake."""
        for listener in self.listeners:
            if listener.partner is partner:
                listener.link.put(Delivery(Manner.CLOSE, code=TURNED_AWAY, reason=reason))

    def replied(self, gateway: Gateway, command: str, reply: JsonObject) -> Json:
        """Finish a reply, and hold it against its spec."""
        whole: JsonObject = {**reply, "serverTs": self.milliseconds()}
        self.journal.violated(command, "reply", *self.specs[gateway].reply_problems(command, whole))
        return whole
