"""What survives a process: a ledger and the place that its feed has come to, kept together as `crossbook.storage.LedgerFile` keeps them.

In memory, so that a hundred thousand processes can be killed in a minute. Of the file itself, `nox -s soak` kills real ones.
"""

from __future__ import annotations

from crossbook import Ledger
from simulation.timeline import Timeline


class Kept:
    """What is written, and what the process of the day has of it."""

    def __init__(self, timeline: Timeline, cursor: str | None, *, every: float, matters: bool) -> None:
        self._timeline = timeline
        self._matters = matters
        """Whether anybody will read it. Writing takes time."""
        self._every = every
        self._written_at = -every
        self._written: tuple[str | None, str, str] | None = None
        self._first = cursor
        self._cursor = cursor
        self.ledger = Ledger(clock=self._now)
        """Hears what the client does, and its feed."""
        self.feed_alone = Ledger(clock=self._now)
        """Hears the feed, and nothing else."""

    def begin(self) -> None:
        """Load what was written last."""
        if self._written is None:
            self._cursor, self.ledger, self.feed_alone = self._first, Ledger(clock=self._now), Ledger(clock=self._now)
            return
        self._cursor, ledger, feed_alone = self._written
        self.ledger = Ledger.from_json(ledger, clock=self._now)
        self.feed_alone = Ledger.from_json(feed_alone, clock=self._now)

    def load(self) -> str | None:
        return self._cursor

    def save(self, cursor: str, /) -> None:
        self._cursor = cursor
        if self._timeline.now - self._written_at >= self._every:
            self.flush()

    def flush(self) -> None:
        """Write everything now."""
        if not self._matters:
            return
        self._written = self._cursor, self.ledger.to_json(), self.feed_alone.to_json()
        self._written_at = self._timeline.now

    def _now(self) -> float:
        return self._timeline.now
