"""A command that runs beside a test and can be interrupted."""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _heard(number: int, frame: object) -> None:
    """Do with a signal of the tests themselves what it does where nobody asks."""
    del frame
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


@contextmanager
def interruptible(command: Sequence[str | Path], *, seconds: float, **named: Any) -> Generator[subprocess.Popen[str]]:
    """Run it for so long at most. A child inherits that a signal is ignored, as interrupts are where tests run in the background."""
    before = {number: signal.signal(number, _heard) for number in _SIGNALS}
    told: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    try:
        process = subprocess.Popen(command, **(told | named))  # noqa: S603 - our own
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    watchdog = threading.Timer(seconds, process.kill)
    watchdog.start()
    with process:
        try:
            yield process
        finally:
            watchdog.cancel()
            process.kill()
