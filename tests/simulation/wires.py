"""What is between a feed and its venue: connections, one after the other, and what becomes of what is said on them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random
from typing import Final, Protocol

import msgspec

from simulation.timeline import Timeline

SLOWEST: Final = 0.2
"""Seconds that a frame is on its way at most, if nothing becomes of it."""


class Roughness(msgspec.Struct, kw_only=True):
    """How often something becomes of a frame that should not, and of an attempt to connect."""

    refuse: float = 0.0
    """No connection can be had."""
    drop: float = 0.0
    """The connection ends with the frame."""
    mute: float = 0.0
    """From the frame on, nothing comes any more, and nobody says so."""
    halve: float = 0.0
    """Half of the frame comes."""
    double: float = 0.0
    """The frame comes twice, the second time later."""
    late: float = 0.0
    """The frame comes behind others that were sent after it."""
    lose: float = 0.0
    """The frame does not come."""


CALM: Final = Roughness()


def rough(rng: Random, *, unruly: bool) -> Roughness:
    """Draw how rough a wire is. An unruly one loses frames unseen, and moves them; no stream does so, and a server may."""

    def drawn(most: float) -> float:
        return rng.random() * most if rng.random() < 0.5 else 0.0

    found = Roughness(refuse=drawn(0.5), drop=drawn(0.1), mute=drawn(0.05), halve=drawn(0.08), double=drawn(0.3))
    if unruly:
        found.late, found.lose = drawn(0.4), drawn(0.3)
    return found


class Far(Protocol):
    """The venue's end of connections."""

    def opened(self, line: Line) -> None: ...
    def heard(self, line: Line, text: str) -> None: ...
    def gone(self, line: Line) -> None: ...


class Near(Protocol):
    """The client's end of them."""

    def line_opened(self, line: Line) -> None: ...
    def line_heard(self, line: Line) -> None: ...
    def line_text(self, line: Line, text: str) -> None: ...
    def line_ended(self, line: Line, problem: str) -> None: ...


class Wire:
    """Makes connections to one end of a venue's."""

    def __init__(self, timeline: Timeline, rng: Random, far: Far, roughness: Roughness) -> None:
        self.timeline = timeline
        self.rng = rng
        self.far = far
        self.roughness = roughness
        self._lines: list[Line] = []

    def dial(self, near: Near) -> Line:
        """Begin a connection. What becomes of it is told later."""
        line = Line(self, near)
        self._lines = [each for each in self._lines if not each.is_over]
        self._lines.append(line)
        moment = self.timeline.now + 0.01 + self.rng.random() * 0.2
        if self.rng.random() < self.roughness.refuse:
            self.timeline.at(moment, partial(line.end, "no connection"))
        else:
            self.timeline.at(moment, line.open)
        return line

    def break_all(self) -> None:
        """Cut whatever there is."""
        for line in self._lines:
            line.end("it broke")


class Line:
    """One connection."""

    def __init__(self, wire: Wire, near: Near) -> None:
        self._wire = wire
        self._near = near
        self._is_open = self._is_mute = self.is_over = False
        self._last = 0.0
        """When the last frame arrives that comes in its turn."""

    def open(self) -> None:
        if not self.is_over:
            self._is_open = True
            self._last = self._wire.timeline.now
            self._near.line_opened(self)
            self._wire.far.opened(self)

    def end(self, problem: str) -> None:
        """Let it break. Both ends hear of that."""
        if not self.is_over:
            self.cut()
            self._near.line_ended(self, problem)

    def cut(self) -> None:
        """Leave it, at the client's end."""
        if not self.is_over:
            self.is_over = True
            self._wire.far.gone(self)

    def ping(self) -> None:
        """Ask the venue's end for a sign of life."""
        self._later(self._heard)

    def say(self, text: str) -> None:
        """Send a frame to the venue."""
        self._later(partial(self._wire.far.heard, self, text))

    def push(self, text: str) -> None:
        """Send a frame to the client."""
        rng, how, now = self._wire.rng, self._wire.roughness, self._wire.timeline.now
        if self.is_over or self._is_mute:
            return
        arrives = max(self._last, now + rng.random() * SLOWEST)
        if how is not CALM:
            if rng.random() < how.lose:
                return
            if rng.random() < how.mute:
                self._is_mute = True
                return
            if rng.random() < how.drop:
                # Nothing comes behind it either.
                self._is_mute = True
                self._wire.timeline.at(arrives, partial(self.end, "it broke"))
                return
            if rng.random() < how.halve:
                text = text[: int(rng.random() * len(text))]
            if rng.random() < how.double:
                self._deliver(arrives + rng.random(), text)
            if rng.random() < how.late:
                self._deliver(arrives + rng.random() * 2, text)
                return
        self._last = arrives
        self._deliver(arrives, text)

    def _deliver(self, moment: float, text: str) -> None:
        self._wire.timeline.at(moment, partial(self._arrive, text))

    def _arrive(self, text: str) -> None:
        if not self.is_over:
            self._near.line_heard(self)
            self._near.line_text(self, text)

    def _heard(self) -> None:
        self._near.line_heard(self)

    def _later(self, happening: Callable[[], object]) -> None:
        if self.is_over or self._is_mute:
            return

        def happen() -> None:
            if not self.is_over and not self._is_mute:
                happening()

        self._wire.timeline.at(self._wire.timeline.now + self._wire.rng.random() * SLOWEST, happen)
