"""A command that runs beside a test and can be interrupted."""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def interruptible(command: Sequence[str | Path], *, seconds: float, **named: Any) -> Generator[subprocess.Popen[str]]:
    """Run it for so long at most. A child inherits that an interrupt is ignored, as it is where tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    told: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    try:
        process = subprocess.Popen(command, **(told | named))  # noqa: S603 - our own
    finally:
        signal.signal(signal.SIGINT, before)
    watchdog = threading.Timer(seconds, process.kill)
    watchdog.start()
    with process:
        try:
            yield process
        finally:
            watchdog.cancel()
            process.kill()
