"""A clock a test can push forward; it never has to sleep."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Monotonic seconds plus whatever `advance` added. Nothing fires by itself: state is brought up to date when something looks."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._began = time.monotonic()
        self._began_at = datetime.now(UTC)

    def now(self) -> float:
        """Return seconds since the sandbox was made, `advance` included."""
        return time.monotonic() - self._began + self._ahead

    def advance(self, seconds: float) -> None:
        """Move the clock forward; a clock that runs backwards would undo deadlines."""
        if seconds < 0:
            raise ValueError(f"expected seconds >= 0, found {seconds}")
        self._ahead += seconds

    def wall(self) -> datetime:
        """Return the UTC time this clock stands for. Taken from the monotonic clock, so that it moves with `advance`."""
        return self._began_at + timedelta(seconds=self.now())


def timestamp(moment: datetime) -> str:
    """Write a UTC time the way both venues do: ISO 8601, milliseconds, Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
