"""How long to wait before a connection is tried again. Pure: the time and the luck are handed in."""

from __future__ import annotations

import attrs

from crossbook.core import backoff


@attrs.frozen(kw_only=True)
class Backoff:
    """Waits that double from failure to failure, each shortened at random so that many programs do not come back together. Seconds."""

    shortest: float = 1.0
    """PredictStreet asks for 1 s that doubles to 30 s; the samples of 4casters come back after 1 s."""
    longest: float = 30.0
    healthy: float = 30.0
    """A connection that was open for less counts as one more failure: a venue that accepts and closes gets no peace otherwise."""
    spacing: float = 1.0
    """The least time from one attempt to the next, whatever happened in between."""

    def wait(self, failures: int, luck: float) -> float:
        """Say how long to wait after `failures` failures in a row before this one. `luck` is from 0 to 1."""
        return backoff.wait(failures, luck, shortest=self.shortest, longest=self.longest)

    def next_attempt(self, *, failures: int, luck: float, now: float, started: float, retry_after: float | None) -> float:
        """Say when to try again: `started` is when the last attempt began, `retry_after` what the venue asked for."""
        return max(now + self.wait(failures, luck), started + self.spacing, now + (retry_after or 0.0))
