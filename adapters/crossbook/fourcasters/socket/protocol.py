"""The orders socket without a socket: what is wanted, what happened, and what follows. Pure; it is told the time.

Replies carry no message name and come in any order; they are matched by correlation id alone. Every command ends exactly
once: with its reply, when its time runs out, or when the connection is lost. Nothing is ever sent twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from crossbook.core.attempts import Lost, Unsent, as_it_is
from crossbook.core.encoding import frame_text, too_late
from crossbook.fourcasters.socket.envelopes import Replied, SocketAttempt, correlation_id_of, read_envelope
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import EffectKind, SocketCommand

_EXPOSING: Final = frozenset({EffectKind.PLACE, EffectKind.EDIT})
"""Commands after which more may be at stake than before."""


@attrs.frozen
class CommandEnded:
    """A command is over, and this is what came of it."""

    correlation_id: str
    attempt: SocketAttempt


@attrs.frozen
class Unclaimed:
    """A frame came that answers no command in flight: too late, unasked for, or unreadable."""

    text: str


class OrdersProtocol:
    """Keeps the commands in flight on one connection, and on the next one after that: nothing is carried over."""

    def __init__(self, *, reply_seconds: float, blot: Callable[[str], str] = as_it_is) -> None:
        self._reply_seconds = reply_seconds
        self._blot = blot
        # In the order sent, so the first is also the first to run out of time.
        self._deadlines: dict[str, float] = {}
        # In flight, and not taken out yet: what was certainly not sent.
        self._outgoing: dict[str, str] = {}
        self._events: list[CommandEnded | Unclaimed] = []
        self._closed: str | None = "never opened"
        # The last command that was sent and not answered in time, as long as the venue has answered neither it nor a later one.
        # A frozen venue may still carry it out when it thaws, and what follows it too.
        self._late: str | None = None

    def receive_open(self, now: float) -> None:
        """Take note that there is a connection, on which nothing was said yet."""
        self._closed = self._late = None

    def send_command(self, command: SocketCommand[Venue, object], *, now: float) -> None:
        """Want a command sent. Without a connection it ends at once, unsent; so does a place or an edit while the venue is late.

        Raises InvalidRequest if it holds something that JSON cannot carry; then it was never wanted.
        """
        name = command.correlation_id
        if self._closed is not None:
            self._unsent(name, f"the socket is not open ({self._closed})")
        elif name in self._deadlines:
            self._unsent(name, "another command in flight has the same correlation id")
        elif self._late is not None and command.message.effect.kind in _EXPOSING:
            self._unsent(name, self._why_not())
        else:
            self._outgoing[name] = frame_text(command)
            self._deadlines[name] = now + self._reply_seconds

    def withdraw(self, correlation_id: str) -> None:
        """Do without a command that nobody waits for any more, if it was not taken out yet. Otherwise it stays in flight."""
        if self._outgoing.pop(correlation_id, None) is not None:
            del self._deadlines[correlation_id]

    def receive_text(self, text: str) -> None:
        """Take in a frame."""
        envelope = read_envelope(text)
        name = correlation_id_of(text, envelope)
        if name is None or name in self._outgoing or self._deadlines.pop(name, None) is None:
            if name is not None and name == self._late:
                self._late = None
            self._events.append(Unclaimed(text))
        else:
            # Whatever is in flight was sent after what has run out of time.
            self._late = None
            self._events.append(CommandEnded(name, Replied(text, envelope, self._blot)))

    def receive_time(self, now: float) -> None:
        """Take note of the time: commands whose time has run out end without a reply."""
        for correlation_id, deadline in list(self._deadlines.items()):
            if deadline > now:
                return
            del self._deadlines[correlation_id]
            if self._outgoing.pop(correlation_id, None) is not None:
                self._unsent(correlation_id, "it could not be sent in time")
            else:
                self._late = correlation_id
                self._events.append(CommandEnded(correlation_id, Lost(too_late(self._reply_seconds))))

    def receive_eof(self, problem: str) -> None:
        """Take note that there is no connection: every command in flight ends, and no later one is sent before there is one again."""
        self._closed = problem
        for correlation_id in self._outgoing:
            del self._deadlines[correlation_id]
            self._unsent(correlation_id, f"the socket is not open ({problem})")
        self._outgoing.clear()
        lost = Lost(f"the connection was lost before a reply came ({problem})")
        self._events += [CommandEnded(correlation_id, lost) for correlation_id in self._deadlines]
        self._deadlines.clear()

    def data_to_send(self) -> list[str]:
        """Give the frames to send now, once."""
        outgoing, self._outgoing = self._outgoing, {}
        return list(outgoing.values())

    def events_received(self) -> list[CommandEnded | Unclaimed]:
        """Give what has happened since this was last asked."""
        events, self._events = self._events, []
        return events

    @property
    def next_deadline(self) -> float | None:
        """When `receive_time` must be called at the latest; None when nothing is in flight."""
        return next(iter(self._deadlines.values()), None)

    def _unsent(self, correlation_id: str, problem: str) -> None:
        self._events.append(CommandEnded(correlation_id, Unsent(problem)))

    def _why_not(self) -> str:
        return (
            f"an earlier command on this connection had no reply within {self._reply_seconds:g} s, and may still be carried out; "
            "until the venue has answered it or a later one, nothing is placed or edited here"
        )
