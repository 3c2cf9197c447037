"""The orders socket without a socket: what is wanted, what happened, and what follows. Pure; it is told the time.

Replies carry no message name and come in any order; they are matched by correlation id alone. Every command ends exactly
once: with its reply, when its time runs out, or when the connection is lost. Nothing is ever sent twice.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from crossbook.core.attempts import Lost, Unsent, as_it_is
from crossbook.core.encoding import frame_text, too_late
from crossbook.fourcasters.socket.envelopes import Replied, SocketAttempt, correlation_id_of, read_envelope
from crossbook_bindings.runtime import SocketCommand


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
    """Keeps the commands in flight on one connection."""

    def __init__(self, *, reply_seconds: float, blot: Callable[[str], str] = as_it_is) -> None:
        self._reply_seconds = reply_seconds
        self._blot = blot
        # In the order sent, so the first is also the first to run out of time.
        self._deadlines: dict[str, float] = {}
        # In flight, and not taken out yet: what was certainly not sent.
        self._outgoing: dict[str, str] = {}
        self._events: list[CommandEnded | Unclaimed] = []
        self._closed: str | None = None

    def send_command(self, command: SocketCommand[object], *, now: float) -> None:
        """Want a command sent. On a closed connection it ends at once, unsent.

        Raises InvalidRequest if it holds something that JSON cannot carry; then it was never wanted.
        """
        if self._closed is not None:
            self._events.append(CommandEnded(command.correlation_id, Unsent(f"the socket is not open ({self._closed})")))
        elif command.correlation_id in self._deadlines:
            self._events.append(CommandEnded(command.correlation_id, Unsent("another command in flight has the same correlation id")))
        else:
            self._outgoing[command.correlation_id] = frame_text(command)
            self._deadlines[command.correlation_id] = now + self._reply_seconds

    def receive_text(self, text: str) -> None:
        """Take in a frame."""
        envelope = read_envelope(text)
        name = correlation_id_of(text, envelope)
        if name is None or name in self._outgoing or self._deadlines.pop(name, None) is None:
            self._events.append(Unclaimed(text))
        else:
            self._events.append(CommandEnded(name, Replied(text, envelope, self._blot)))

    def receive_time(self, now: float) -> None:
        """Take note of the time: commands whose time has run out end without a reply."""
        for correlation_id, deadline in list(self._deadlines.items()):
            if deadline <= now:
                del self._deadlines[correlation_id]
                unsent = self._outgoing.pop(correlation_id, None) is not None
                attempt = Unsent("it could not be sent in time") if unsent else Lost(too_late(self._reply_seconds))
                self._events.append(CommandEnded(correlation_id, attempt))

    def receive_unsent(self, problem: str) -> None:
        """Take note that there is no connection on which to send what is still to be sent: none of that was sent."""
        for correlation_id in self._outgoing:
            del self._deadlines[correlation_id]
            self._events.append(CommandEnded(correlation_id, Unsent(f"the socket is not open ({self._closed or problem})")))
        self._outgoing.clear()

    def receive_eof(self, problem: str) -> None:
        """Take note that the connection is gone: every command in flight ends, and no later one is sent."""
        self._closed = self._closed or problem
        self.receive_unsent(problem)
        lost = Lost(f"the connection was lost before a reply came ({self._closed})")
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
    def closed(self) -> bool:
        """Whether the connection is gone, so that no later command is sent."""
        return self._closed is not None

    @property
    def next_deadline(self) -> float | None:
        """When `receive_time` must be called at the latest; None when nothing is in flight."""
        return next(iter(self._deadlines.values()), None)
