"""What a documented limit comes to: how many requests at once, and how many seconds apart. Pure.

Counted as GCRA does: a bucket is full until some moment, and each request puts that moment off by an interval. What may be sent at
once and what may be sent in a window on top of that are at most 95 % of the limit together, because requests that left a second
apart may arrive closer to each other.
"""

from __future__ import annotations

from typing import Final

import msgspec

SPARE: Final = 0.05
"""The part of a limit that is never used."""

_AT_ONCE: Final = 0.25
"""The part of what is not kept for cancels that may be sent at once; the rest comes evenly."""
_ONE: Final = 1.0 - SPARE
_FEWEST_TO_DIVIDE: Final = 2
_FEWEST_FOR_A_RESERVE: Final = 3


class Budget(msgspec.Struct, frozen=True):
    """How one bucket is used."""

    interval: float
    """Seconds that a request fills."""
    cancels: float
    """For how many seconds the bucket may be full when a cancel is sent."""
    others: float
    """The same for other requests. What is between the two is the reserve of cancels."""

    @property
    def burst(self) -> float:
        """How many requests may be sent at once."""
        return self.cancels / self.interval + 1


def budget(limit: float, seconds: float, *, reserve: float) -> Budget:
    """Say how a limit of so many requests in so many seconds is used, with a part of it kept for cancels.

    At most 95 % of the limit are sent in any `seconds`, but never less than one request; other requests than cancels are at most
    that without the reserve, and cancels find the whole reserve at any moment unless they have used it themselves.
    """
    whole = limit * (1 - SPARE)
    if whole < _FEWEST_TO_DIVIDE:
        # One at a time. A share of less than one in a window is kept on average.
        return Budget(seconds / min(whole, _ONE), 0.0, 0.0)
    kept = 0.0
    if reserve > 0 and whole >= _FEWEST_FOR_A_RESERVE:
        kept = min(max(1.0, reserve * whole), whole - _FEWEST_TO_DIVIDE)
    burst = kept + max(1.0, (whole - kept) * _AT_ONCE)
    interval = seconds / (whole - burst)
    return Budget(interval, (burst - 1) * interval, (burst - 1 - kept) * interval)
