"""Connections that lie ready. No lock: an interrupt between taking one and giving it back would leave it held for ever."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from crossbook.http.protocol.routes import Origin, Route
from crossbook.http.protocol.steps import Fault

if TYPE_CHECKING:
    from crossbook.http.protocol.connection import Connection

MOST_IDLE: Final = 32
"""Connections that are kept for one origin."""
SILENT_ENDS: Final = 2
"""So many connections in a row that ended after one exchange, unannounced: this server keeps none, whatever it says."""
SUSPENSION: Final = 30.0
"""Seconds for which nothing is kept then. A request that meets such an end is one of which nobody knows whether it arrived."""


class Channel(Protocol):
    """What a pool needs to know of a socket."""

    def glance(self) -> bytes | None:
        """Give what lies on the socket, b"" for its end, or None where nothing does. Never waits."""
        ...

    def close(self) -> None:
        """Close it."""


ChannelT = TypeVar("ChannelT", bound=Channel)


class Line(Generic[ChannelT]):
    """A connection with the socket it runs over."""

    __slots__ = ("channel", "connection", "origin", "since")

    def __init__(self, route: Route, channel: ChannelT, connection: Connection) -> None:
        self.origin = route.origin
        self.channel = channel
        self.connection = connection
        self.since = 0.0

    def is_quiet(self) -> bool:
        """Look whether a request may be sent on it now."""
        try:
            return self.connection.is_quiet(self.channel.glance())
        except Exception:  # noqa: BLE001 - whatever is wrong with it, it will not be used
            return False

    def check(self) -> None:
        """Raise Fault if something came on a new connection before anything was asked."""
        if not self.is_quiet():
            raise Fault("the other side spoke, or closed the connection, before it was asked anything")

    def close(self) -> None:
        self.channel.close()


class Pool(Generic[ChannelT]):
    """The idle connections of one client. One that is taken belongs to whoever took it, and to nobody else.

    `deque.append` and `deque.pop` are each one step of the interpreter, so threads need nothing else.
    """

    def __init__(self, process: Callable[[], int]) -> None:
        self._process = process
        self._owner = process()
        self._idle: dict[Origin, deque[Line[ChannelT]]] = {}
        self._unasked: dict[Origin, deque[Line[ChannelT]]] = {}
        self._silent_ends: dict[Origin, int] = {}
        self._suspended: dict[Origin, float] = {}
        self.is_closed = False

    def take(self, route: Route, now: float, *, fresh: bool = False) -> Line[ChannelT] | None:
        """Take the connection that was used last, if there is one that may be used now. Others that are met are closed.

        A `fresh` one is one on which nothing was asked before.
        """
        if self._owner != self._process():
            # After a fork both processes would read from the same connections. Closing ours leaves the parent's open.
            self._drop_all()
            self._owner = self._process()
        if not fresh and (line := self._last(self._idle.get(route.origin), now)) is not None:
            return line
        return self._last(self._unasked.get(route.origin), now)

    def _last(self, idle: deque[Line[ChannelT]] | None, now: float) -> Line[ChannelT] | None:
        while idle:
            try:
                line = idle.pop()
            except IndexError:  # Another thread took it.
                break
            try:
                usable = now - line.since < line.connection.idle_seconds and line.is_quiet()
            except BaseException:
                line.close()
                raise
            if usable:
                return line
            if now - line.since < line.connection.idle_seconds:
                self.broke(line, now)
            line.close()
        return None

    def keep(self, line: Line[ChannelT], now: float) -> None:
        """Keep a new connection on which nothing was asked, for whoever asks next."""
        self._put(self._unasked, line, now)

    def broke(self, line: Line[ChannelT], now: float) -> None:
        """Close a connection on which another request could not be made, or got no reply, and remember how it ended."""
        line.close()
        if line.connection.answered == 1:
            ends = self._silent_ends[line.origin] = self._silent_ends.get(line.origin, 0) + 1
            if ends >= SILENT_ENDS:
                self._suspended[line.origin] = now + SUSPENSION

    def give(self, line: Line[ChannelT], now: float) -> None:
        """Take a connection back, if it may be used again; close it otherwise."""
        if line.connection.answered > 1:
            self._silent_ends.pop(line.origin, None)
        if self.is_closed or not line.connection.is_clean or now < self._suspended.get(line.origin, 0.0):
            line.close()
            return
        self._put(self._idle, line, now)

    def _put(self, kept: dict[Origin, deque[Line[ChannelT]]], line: Line[ChannelT], now: float) -> None:
        line.since = now
        idle = kept.setdefault(line.origin, deque(maxlen=MOST_IDLE + 1))
        idle.append(line)
        self._thin_out(idle, now)
        if self.is_closed:  # by another thread, in the meantime
            self._drop_all()

    def close(self) -> None:
        """Close every idle connection; those in use are closed when they come back."""
        self.is_closed = True
        self._drop_all()

    def _thin_out(self, idle: deque[Line[ChannelT]], now: float) -> None:
        """Close what has lain longest, where it is too old or one too many."""
        try:
            oldest = idle.popleft()
        except IndexError:
            return
        if len(idle) >= MOST_IDLE or now - oldest.since >= oldest.connection.idle_seconds:
            oldest.close()
        else:
            idle.appendleft(oldest)

    def _drop_all(self) -> None:
        for idle in (*tuple(self._idle.values()), *tuple(self._unasked.values())):
            while idle:
                try:
                    idle.pop().close()
                except IndexError:
                    break
