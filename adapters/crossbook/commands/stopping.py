"""Ends in order what a command has begun to do: after Ctrl-C, and when its terminal is closed or its service is stopped."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_DEAF_FOR: Final = 5.0
"""Seconds for which a signal that comes again is passed over. A shell and its terminal both send one; what is known is printed first."""

STOPPED: Final = "it was stopped before its end"


class Stop:
    """What signals do: the first one interrupts as Ctrl-C does, and the others have to wait until what is known is printed."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Hear nothing yet. `now` tells seconds of a clock that never goes back."""
        self._now = now
        self.was_told = False
        """Whether a signal has interrupted it."""
        self._deaf_until: float | None = None

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Take a signal. Raises KeyboardInterrupt for the first one."""
        del frame
        if self._deaf_until is None:
            self.was_told = True
            self.pass_over()
            raise KeyboardInterrupt
        if self._now() > self._deaf_until:
            # Nobody takes what is printed.
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)

    def pass_over(self) -> None:
        """Let nothing interrupt what follows: all is done, and is only told of."""
        self._deaf_until = self._now() + _DEAF_FOR


@contextmanager
def stoppable(now: Callable[[], float] = time.monotonic) -> Generator[Stop]:
    """Have SIGTERM and SIGHUP interrupt what is done in it as Ctrl-C does. What is ignored stays ignored, as under nohup.

    After an interrupt they stay passed over, for the program is about to end.
    """
    stop = Stop(now)
    before = {number: signal.getsignal(number) for number in _numbers()}
    ours = [number for number, handler in before.items() if handler in (signal.SIG_DFL, signal.default_int_handler)]
    for number in ours:
        signal.signal(number, stop)
    try:
        yield stop
    finally:
        for number in ours:
            # What was interrupted has told what it knows. An interpreter that ends gives up handlers of its own, and would die of a signal.
            signal.signal(number, signal.SIG_IGN if stop.was_told else before[number])


def _numbers() -> tuple[signal.Signals, ...]:
    if threading.current_thread() is not threading.main_thread():
        return ()  # Only the main thread hears any.
    return tuple(number for number in signal.Signals if number.name in ("SIGINT", "SIGTERM", "SIGHUP"))  # Windows has no SIGHUP.
