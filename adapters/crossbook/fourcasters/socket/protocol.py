"""The orders socket without a socket: what is wanted, what happened, and what follows. Pure; it is told the time.

Replies carry no message name and come in any order; they are matched by correlation id alone. Every command ends exactly
once: with its reply, when its time runs out, or when the connection is lost. Nothing is ever sent twice.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from typing import Final

import msgspec

from crossbook.core.attempts import Lost, Unsent, as_it_is
from crossbook.core.encoding import frame_text
from crossbook.fourcasters.socket.envelopes import Replied, SocketAttempt, correlation_id_of
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import EffectKind, SocketCommand

_EXPOSING: Final = frozenset({EffectKind.PLACE, EffectKind.EDIT})
"""Commands after which more may be at stake than before."""


class CommandEnded(msgspec.Struct, frozen=True):
    """A command is over, and this is what came of it."""

    correlation_id: str
    attempt: SocketAttempt


class Unclaimed(msgspec.Struct, frozen=True):
    """A frame came that answers no command in flight: too late, unasked for, or unreadable."""

    text: str


class _InFlight(msgspec.Struct, frozen=True, gc=False):
    """A command that is not over."""

    number: int
    """Commands are counted as they are sent."""
    within: str
    """How long it may take, in words."""


class OrdersProtocol:
    """Keeps the commands in flight on one connection, and on the next one after that: nothing is carried over."""

    def __init__(self, *, reply_seconds: float, blot: Callable[[str], str] = as_it_is) -> None:
        self._reply_seconds = reply_seconds
        self._within = f"within {reply_seconds:g} s"
        self._blot = blot
        self._in_flight: dict[str, _InFlight] = {}
        # The same by the time at which they run out of it; what has ended otherwise is passed over.
        self._by_deadline: list[tuple[float, int, str]] = []
        self._numbers = count(1)
        # In flight, and not taken out yet: what was certainly not sent.
        self._outgoing: dict[str, str] = {}
        self._events: list[CommandEnded | Unclaimed] = []
        self._closed: str | None = "never opened"
        # The last command that was sent and not answered in time, or that nobody waits for any more, as long as the venue has
        # answered neither it nor a later one. A frozen venue may still carry it out when it thaws, and what follows it too.
        self._late: tuple[str, int] | None = None

    def receive_open(self, now: float) -> None:
        """Take note that there is a connection, on which nothing was said yet."""
        self._closed = self._late = None

    def send_command(self, command: SocketCommand[Venue, object], *, now: float, until: float = math.inf) -> None:
        """Want a command sent, whose call is over at `until`.

        Without a connection it ends at once, unsent; so does a place or an edit while the venue is late.

        Raises InvalidRequest if it holds something that JSON cannot carry; then it was never wanted.
        """
        name = command.correlation_id
        if self._closed is not None:
            self._unsent(name, f"the socket is not open ({self._closed})")
        elif name in self._in_flight:
            self._unsent(name, "another command in flight has the same correlation id", connected=True)
        elif self._late is not None and command.message.effect.kind in _EXPOSING:
            self._unsent(name, self._why_not(), connected=True)
        else:
            self._outgoing[name] = frame_text(command)
            deadline, number = min(now + self._reply_seconds, until), next(self._numbers)
            within = self._within if deadline < until else "before the call's deadline"
            self._in_flight[name] = _InFlight(number, within)
            heappush(self._by_deadline, (deadline, number, name))

    def withdraw(self, correlation_id: str) -> bool:
        """Do without a command that nobody waits for any more, if it was not taken out yet. Otherwise it stays in flight.

        Says whether nothing of it was sent.
        """
        if self._outgoing.pop(correlation_id, None) is None:
            found = self._in_flight.get(correlation_id)
            if found is not None and (self._late is None or found.number > self._late[1]):
                self._late = (correlation_id, found.number)
            return False
        del self._in_flight[correlation_id]
        return True

    def receive_text(self, text: str) -> None:
        """Take in a frame."""
        name = correlation_id_of(text)
        found = None if name is None or name in self._outgoing else self._in_flight.pop(name, None)
        if name is None or found is None:
            if self._late is not None and name == self._late[0]:
                self._late = None
            self._events.append(Unclaimed(text))
        else:
            if self._late is not None and found.number >= self._late[1]:
                self._late = None  # It is the one, or was sent later.
            self._events.append(CommandEnded(name, Replied(text, self._blot)))

    def receive_time(self, now: float) -> None:
        """Take note of the time: commands whose time has run out end without a reply."""
        while (deadline := self.next_deadline) is not None and deadline <= now:
            _, number, correlation_id = heappop(self._by_deadline)
            within = self._in_flight.pop(correlation_id).within
            if self._outgoing.pop(correlation_id, None) is not None:
                self._unsent(correlation_id, "it could not be sent in time", connected=True)
                continue
            if self._late is None or number > self._late[1]:
                self._late = (correlation_id, number)
            self._events.append(CommandEnded(correlation_id, Lost(f"no complete reply {within}")))

    def receive_eof(self, problem: str) -> None:
        """Take note that there is no connection: every command in flight ends, and no later one is sent before there is one again."""
        self._closed = problem
        for correlation_id in self._outgoing:
            del self._in_flight[correlation_id]
            self._unsent(correlation_id, f"the socket is not open ({problem})")
        self._outgoing.clear()
        lost = Lost(f"the connection was lost before a reply came ({problem})")
        self._events += [CommandEnded(correlation_id, lost) for correlation_id in self._in_flight]
        self._in_flight.clear()
        self._by_deadline.clear()

    def data_to_send(self) -> list[str]:
        """Give the frames to send now, once."""
        if not self._outgoing:
            return []
        outgoing, self._outgoing = self._outgoing, {}
        return list(outgoing.values())

    def events_received(self) -> list[CommandEnded | Unclaimed]:
        """Give what has happened since this was last asked."""
        events, self._events = self._events, []
        return events

    @property
    def next_deadline(self) -> float | None:
        """When `receive_time` must be called at the latest; None when nothing is in flight."""
        while self._by_deadline:
            deadline, number, correlation_id = self._by_deadline[0]
            found = self._in_flight.get(correlation_id)
            if found is not None and found.number == number:
                return deadline
            heappop(self._by_deadline)
        return None

    def _unsent(self, correlation_id: str, problem: str, *, connected: bool = False) -> None:
        self._events.append(CommandEnded(correlation_id, Unsent(problem, too_late=connected)))

    def _why_not(self) -> str:
        return (
            "an earlier command on this connection had no reply in time, and may still be carried out; "
            "until the venue has answered it or a later one, nothing is placed or edited here"
        )
