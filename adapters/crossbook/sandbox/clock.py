"""A clock a test can push forward, or own; it never has to sleep."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """What time it is in a sandbox. Nothing fires by itself: state is brought up to date when something looks.

    Where `ticks` is False, time stands still but for `advance`: then what falls due depends on the test alone. `starts` is
    the UTC time that it begins at, now if left out. Raises ValueError for a time without a zone.
    """

    def __init__(self, *, starts: datetime | None = None, ticks: bool = True) -> None:
        if starts is not None and starts.tzinfo is None:
            raise ValueError(f"expected a time with a zone, found {starts.isoformat()}")
        self._starts = starts
        self._ticks = ticks
        self.reset()

    def reset(self) -> None:
        """Begin anew."""
        self._ahead = 0.0
        self._began = time.monotonic()
        self._began_at = datetime.now(UTC) if self._starts is None else self._starts.astimezone(UTC)

    def now(self) -> float:
        """Return seconds since the beginning, `advance` included."""
        return self._ahead + (time.monotonic() - self._began if self._ticks else 0.0)

    def advance(self, seconds: float) -> None:
        """Move the clock `seconds` forward. Raises ValueError for less than 0: a clock that runs backwards would undo deadlines."""
        if not 0 <= seconds < float("inf"):
            raise ValueError(f"expected seconds >= 0, found {seconds}")
        self._ahead += seconds

    def wall(self) -> datetime:
        """Return the UTC time this clock stands for. Taken from the monotonic clock, so that it moves with `advance`."""
        return self.wall_at(self.now())

    def wall_at(self, moment: float) -> datetime:
        """Return the UTC time of a `moment` in seconds that `now` gave, or will give."""
        return self._began_at + timedelta(seconds=moment)

    def moment_of(self, wall: datetime) -> float:
        """Return the seconds that `now` gives at `wall`, a time with a zone."""
        return (wall - self._began_at).total_seconds()


def timestamp(moment: datetime) -> str:
    """Write a UTC time the way both venues do: ISO 8601, milliseconds, Z."""
    return moment.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
