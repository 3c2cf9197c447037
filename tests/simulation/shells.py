"""Drives a protocol object over connections as `crossbook.sockets.shell` does, in simulated time and with the same `Life`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, assert_never

from crossbook.connections import ConnectionGivenUp, ConnectionLost, ConnectionOpened, ConnectionReopening
from crossbook.sockets.driven import Driven
from crossbook.sockets.endings import Ending
from crossbook.sockets.keeping import KeepAlive
from crossbook.sockets.life import Following, Life, OpeningFailed, Policy, Step
from simulation.timeline import Timeline
from simulation.wires import Line, Wire


class Fed(Driven, Protocol):
    """The protocol object of a feed."""

    def receive_waiting(self, problem: str, *, attempt: int, in_seconds: float) -> None: ...
    def lose(self, problem: str) -> None: ...

    @property
    def connection(self) -> int: ...


class Shell:
    """Owns the connections of one protocol object."""

    def __init__(self, protocol: Fed, wire: Wire, *, keep_alive: KeepAlive, settled: Callable[[], None]) -> None:
        self._protocol = protocol
        self._wire = wire
        self._timeline: Timeline = wire.timeline
        self._settled = settled
        self._life = Life(Policy(reopen=True, connect_seconds=10.0, close_seconds=10.0, keep_alive=keep_alive))
        self._line: Line | None = None
        self._timer = 0
        """Which timer counts."""
        self._due: float | None = None
        self._is_dead = False
        self.opened: list[float] = []
        """When each of its connections was had."""
        self.heard: Callable[[str | None], None] | None = None
        """Who else is told of each frame; None for the beginning of a connection."""

    @property
    def is_over(self) -> bool:
        """Whether there will be no connection any more."""
        return self._life.is_over

    def open(self) -> None:
        """Want the first connection, again and again until it is there, as a program does."""
        if self._life.may_open and not self._is_dead:
            self._life.want_open(self._timeline.now)
            self._follow()

    def close(self) -> None:
        """Want no connection any more."""
        if not self._life.is_over:
            self._life.want_closed(self._timeline.now)
            self._follow()
            self._protocol.receive_eof("closed here")

    def kill(self) -> None:
        """Be gone, as a process is that is killed: nobody is told of anything."""
        self._is_dead = True
        if self._line is not None:
            self._line.cut()

    def flush(self) -> None:
        """Send what the protocol object wants sent; hear what it has to say; watch the clock."""
        if self._is_dead:
            return
        if self._line is not None and self._life.is_open:
            for text in self._protocol.data_to_send():
                self._line.say(text)
        self._settled()
        self._watch_the_clock()

    def distrust(self, connection: int, problem: str) -> None:
        """Drop a connection, if it is still the one in use; not from inside of what it tells."""

        def drop() -> None:
            if not self._is_dead and self._protocol.connection == connection:
                self._life.distrust(problem, now=self._timeline.now, luck=self._wire.rng.random())
                self._follow()

        self._timeline.at(self._timeline.now, drop)

    # ---- what a connection tells

    def line_opened(self, line: Line) -> None:
        if line is self._line and not self._is_dead:
            self._life.connected(self._timeline.now)
            self._follow()

    def line_heard(self, line: Line) -> None:
        if line is self._line:
            self._life.heard(self._timeline.now)

    def line_text(self, line: Line, text: str) -> None:
        if line is self._line and self._life.is_open and not self._is_dead:
            if self.heard is not None:
                self.heard(text)
            self._protocol.receive_text(text)
            self.flush()

    def line_ended(self, line: Line, problem: str) -> None:
        if line is self._line and not self._is_dead:
            self._line = None
            self._life.ended(Ending(problem=problem), now=self._timeline.now, luck=self._wire.rng.random())
            self._follow()

    # ---- and what follows from it

    def _follow(self) -> None:
        for following in self._life.following():
            self._do(following)
        self._watch_the_clock()

    def _do(self, following: Following) -> None:
        match following:
            case Step():
                self._step(following)
            case OpeningFailed():
                self._timeline.at(self._timeline.now + 1.0, self.open)
            case ConnectionOpened():
                self.opened.append(self._timeline.now)
                if self.heard is not None:
                    self.heard(None)
                self._protocol.receive_open(self._timeline.now)
                self.flush()
            case ConnectionLost(problem=problem):
                self._protocol.receive_eof(problem)
                self._settled()
            case ConnectionReopening(problem=problem, attempt=attempt, in_seconds=seconds):
                self._protocol.receive_eof(f"{problem}; to be reopened")
                self._settled()
                self._protocol.receive_waiting(problem, attempt=attempt, in_seconds=seconds)
                self._settled()
            case ConnectionGivenUp(problem=problem):
                self._protocol.lose(problem)
                self._settled()
            case _:
                assert_never(following)

    def _step(self, step: Step) -> None:
        line = self._line
        match step:
            case Step.CONNECT:
                self._line = self._wire.dial(self)
            case Step.PING if line is not None:
                line.ping()
            case Step.CLOSE | Step.DROP if line is not None:
                self._line = None
                line.cut()
            case _:
                pass  # It ended by itself in between.

    def _watch_the_clock(self) -> None:
        due, other = self._life.next_deadline, self._protocol.next_deadline
        if due is None or (other is not None and other < due):
            due = other
        if due is None or self._is_dead:
            self._due, self._timer = None, self._timer + 1
        elif self._due is None or due < self._due:
            self._due, self._timer = due, self._timer + 1
            number = self._timer
            self._timeline.at(due, lambda: self._tick(number))

    def _tick(self, number: int) -> None:
        if number != self._timer or self._is_dead:
            return
        self._due = None
        now = self._timeline.now
        self._protocol.receive_time(now)
        self._life.receive_time(now, luck=self._wire.rng.random())
        self._follow()
        self.flush()
