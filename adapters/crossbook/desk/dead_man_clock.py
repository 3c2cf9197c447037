"""The clock of a dead man, and how it waits. A test may own it."""

from __future__ import annotations

import threading
import time
from typing import Protocol


class DeadManClock(Protocol):
    """Tells the time and waits: the machine's, unless a test owns it."""

    def now(self) -> float:
        """Give seconds of a clock that never goes back."""
        ...

    def wait(self, wake: threading.Event, moment: float) -> None:
        """Wait for a `moment`, in seconds of that clock, or until `wake` is set."""
        ...


class Monotonic:
    """The machine's clock."""

    def now(self) -> float:
        """Give its seconds."""
        return time.monotonic()

    def wait(self, wake: threading.Event, moment: float) -> None:
        """Wait."""
        wake.wait(max(0.0, moment - time.monotonic()))
