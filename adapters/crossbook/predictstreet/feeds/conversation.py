"""What is said on one connection of either gateway, without a socket: greeting, commands by their numbers, signs of life. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Final, TypeAlias

import msgspec

from crossbook.predictstreet.feeds.answers import Answer, read_answer, refused
from crossbook.predictstreet.feeds.dialects import Dialect, Frame, Greeting, Pong, Subscribed
from crossbook.predictstreet.feeds.wanted import Wanted
from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.predictstreet.market_socket import models as market
from crossbook_bindings.predictstreet.user_socket import models as user
from crossbook_bindings.runtime import Push, SocketCommand, decoder

# (P) concepts/websocket/reconnect.
_PING_EVERY: Final = 25.0
_PONG_WITHIN: Final = 5.0
# Of these two no page says how long they take.
_GREETED_WITHIN: Final = 10.0
_REPLIED_WITHIN: Final = 10.0
_GREETINGS: Final = (market.Greeting, user.Greeting)
AT_ONCE: Final = 0.0
"""A deadline that has passed, whatever the clock says."""


class _Head(msgspec.Struct):
    """What tells frames apart. The id of a reply is the number of its command; that of an event is text."""

    type: object = None
    id: object = None
    serverTs: object = None  # noqa: N815 - the venue's own name


class Greeted(msgspec.Struct, frozen=True):
    """The first frame of a connection has come."""

    greeting: Greeting


class Unreadable(msgspec.Struct, frozen=True):
    """A frame has come that cannot be read."""

    problem: str
    is_json: bool
    """Whether it is JSON all the same: then it is whole, and is not what its page describes."""
    text: str


class Told(msgspec.Struct, frozen=True):
    """An event has come, or something that no page describes."""

    frame: Frame


class Replied(msgspec.Struct, frozen=True):
    """Something has come that only this conversation needed."""


Heard: TypeAlias = Greeted | Answer | Told | Replied | Unreadable


class _Asked(msgspec.Struct):
    """A command that is not answered yet."""

    command: SocketCommand[Venue, Subscribed] | SocketCommand[Venue, Pong]
    wanted: Wanted | None
    """None for a ping."""
    until: float | None = None
    """None until the time is known."""


class Conversation:
    """Keeps one connection, and the next. Nothing is said before the venue's greeting."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._numbers = count(1)
        self._asked: dict[int, _Asked] = {}
        self._outgoing: list[str] = []
        self._topics: dict[int, Wanted] = {}
        self._is_open = False
        self._greeted = False
        self._greet_by = 0.0
        self._ping_at = AT_ONCE
        self._ponged = False
        self.venue_time: int | None = None
        """The latest time that the venue has told on this connection, in milliseconds since 1970."""

    def begin(self, now: float) -> None:
        """Begin on a new connection."""
        self.end()
        self._is_open, self._greet_by, self._ping_at = True, now + _GREETED_WITHIN, AT_ONCE

    def end(self) -> None:
        """Forget what was said: numbers of subscriptions do not outlive their connection."""
        self._asked.clear()
        self._outgoing.clear()
        self._topics.clear()
        self._is_open = self._greeted = self._ponged = False
        self.venue_time = None

    def subscribe(self, wanted: Iterable[Wanted]) -> None:
        """Ask for subscriptions, one command for each: so a reply is about one of them."""
        for each in wanted:
            number = next(self._numbers)
            self._ask(number, self._dialect.subscribe(number, each), each)

    @property
    def is_settled(self) -> bool:
        """Whether every command was answered, and the venue has told its time."""
        return self._ponged and not any(each.wanted is not None for each in self._asked.values())

    def topic(self, sid: int | None) -> Wanted | None:
        """Say what a subscription is about, by the venue's number for it."""
        return None if sid is None else self._topics.get(sid)

    def receive_text(self, text: str) -> Heard:
        """Take in a frame, and say what it is."""
        if not self._asked and (told := self._push(text)) is not None:
            return told
        try:
            head = decoder(_Head).decode(text)
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
            return Unreadable(f"a frame came that cannot be read ({error})", isinstance(error, msgspec.ValidationError), text)
        server_time = _whole(head.serverTs)
        heard = self._reply(_whole(head.id), _word(head.type), text) or self._event(text)
        if server_time is not None:
            self._hear_time(server_time)
        return heard

    def _push(self, text: str) -> Told | None:
        """Read a frame as an event, which nearly all are while no command waits for its reply; None for what is to be looked at closely."""
        try:
            frame = self._dialect.read(text)
        except msgspec.DecodeError:
            return None
        if not isinstance(frame, Push) or isinstance(frame.payload, _GREETINGS):
            return None
        server_time = _whole(getattr(frame.frame, "serverTs", None))
        if server_time is not None:
            self._hear_time(server_time)
        return Told(frame)

    def receive_time(self, now: float) -> str | None:
        """Take note of the time; say what is wrong, where something that must have come by now did not."""
        if not self._is_open:
            return None
        if not self._greeted:
            return None if now < self._greet_by else f"the venue did not greet within {_GREETED_WITHIN:g} s"
        for asked in self._asked.values():
            if asked.until is None:
                asked.until = now + (_PONG_WITHIN if asked.wanted is None else _REPLIED_WITHIN)
            elif now >= asked.until:
                name, within = asked.command.message.name, _PONG_WITHIN if asked.wanted is None else _REPLIED_WITHIN
                return f"the venue did not reply to {name} within {within:g} s"
        if now >= self._ping_at:
            self._ping_at = now + _PING_EVERY
            number = next(self._numbers)
            self._ask(number, self._dialect.ping(number), None)
            self._asked[number].until = now + _PONG_WITHIN
        return None

    def data_to_send(self) -> Sequence[str]:
        """Give what is to be said now, once."""
        outgoing, self._outgoing = self._outgoing, []
        return outgoing

    @property
    def next_deadline(self) -> float | None:
        """When `receive_time` must be called at the latest."""
        if not self._is_open:
            return None
        if not self._greeted:
            return self._greet_by
        untils = [each.until for each in self._asked.values()]
        return min([self._ping_at, *(AT_ONCE if until is None else until for until in untils)])

    def _ask(self, number: int, command: SocketCommand[Venue, Subscribed] | SocketCommand[Venue, Pong], wanted: Wanted | None) -> None:
        self._asked[number] = _Asked(command, wanted)
        self._outgoing.append(command.text())

    def _reply(self, number: int | None, kind: str | None, text: str) -> Heard | None:
        """Read a frame as a reply; None where it is none to a command that waits for one."""
        asked = None if number is None else self._asked.get(number)
        if asked is None or number is None:
            # An answer that comes twice, or to nobody, says nothing new.
            return Replied() if number is not None and kind in ("subscribed", "pong") else None
        try:
            reply = asked.command.decode(text)
        except msgspec.DecodeError as error:
            if asked.wanted is None or kind == "subscribed":
                return Unreadable(f"a reply came that cannot be read ({error})", is_json=True, text=text)
            del self._asked[number]
            return refused(asked.wanted, text)
        del self._asked[number]
        if asked.wanted is None or isinstance(reply, market.PongReply | user.PongReply):
            return self._take_pong(reply)
        answer = read_answer(asked.wanted, reply)
        self._topics.update(dict.fromkeys(answer.sids, asked.wanted))
        return answer

    def _take_pong(self, reply: Pong | Subscribed) -> Replied:
        if isinstance(reply, market.PongReply | user.PongReply):
            self._ponged = True
            self._hear_time(reply.ts)
        return Replied()

    def _event(self, text: str) -> Heard:
        try:
            frame = self._dialect.read(text)
        except msgspec.DecodeError as error:
            return Unreadable(f"a frame came that is not what its page describes ({error})", is_json=True, text=text)
        if isinstance(frame, Push) and isinstance(frame.payload, _GREETINGS):
            self._greeted = True
            return Greeted(frame.payload)
        return Told(frame)

    def _hear_time(self, milliseconds: int) -> None:
        if self.venue_time is None or milliseconds > self.venue_time:
            self.venue_time = milliseconds


def _whole(raw: object) -> int | None:
    """Read a member that is a whole number; None for anything else."""
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _word(raw: object) -> str | None:
    return raw if isinstance(raw, str) else None
