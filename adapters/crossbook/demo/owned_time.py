"""An event loop whose time stands still while anything happens, and jumps while nothing does: an hour passes in minutes."""

from __future__ import annotations

import asyncio
import selectors
import threading
from collections.abc import Callable
from typing import Final

from crossbook.observing import CallBegan, CallEnded, CallInterrupted, Event

_QUIET: Final = 0.004
"""Seconds of the machine without a sign from any socket, after which nothing is taken to be under way."""
_LONGEST: Final = 0.25
"""Seconds that pass at once at most."""


class OwnedTime(asyncio.SelectorEventLoop):
    """A loop with a clock of its own. Whatever else keeps time is told of each jump, by `passed`."""

    def __init__(self, passed: Callable[[float], object]) -> None:
        """Begin at 0. `passed` is called with the seconds of each jump, in the loop's thread and before anything that is due."""
        self._now = 0.0
        self._passed = passed
        self._held = 0
        super().__init__(_Patient(self._jump))

    def time(self) -> float:
        """Give the seconds that have passed."""
        return self._now

    def hold(self, event: Event) -> None:
        """Let no time pass during calls of a client in another thread, which is no socket of this loop: an observer for it."""
        if isinstance(event, CallBegan):
            self._held += 1
        elif isinstance(event, CallEnded | CallInterrupted):
            self._held -= 1

    def now(self) -> float:
        """Give the seconds that have passed, to a thread."""
        return self._now

    def wait(self, wake: threading.Event, moment: float) -> None:
        """Wait in a thread for a `moment` of this clock, or until `wake` is set."""
        while self._now < moment and not wake.wait(_QUIET / 4):
            pass

    def _jump(self, seconds: float | None) -> None:
        if self._held <= 0:
            step = _LONGEST if seconds is None else min(seconds, _LONGEST)
            self._now += step
            self._passed(step)


class _Patient(selectors.DefaultSelector):
    """Waits for sockets a moment only, and then lets time pass instead."""

    def __init__(self, jump: Callable[[float | None], None]) -> None:
        super().__init__()
        self._jump = jump

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(0)
        found = super().select(_QUIET)
        if not found:
            self._jump(timeout)
        return found
