"""The rate limits that the spec files document, counted over rolling windows. Those without a number limit nothing."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable

from attrs import frozen

from crossbook.sandbox.clock import Clock


@frozen
class Bucket:
    """One limit of a spec file."""

    name: str
    limit: int
    seconds: float
    per: str
    """`ip`, or what the venue calls an account."""


@frozen
class Standing:
    """How a request stands with the tightest of its buckets."""

    admitted: bool
    limit: int
    remaining: int
    """Requests left in the window, after this one."""
    resets_in: float
    """Seconds until the window of that bucket is empty again if nothing more comes."""
    retry_after: int
    """Whole seconds until the request would be admitted; 0 if it is."""


class Limiter:
    """Counts admitted requests. A request that is refused counts in no bucket: no page says that it would."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._admitted: dict[tuple[str, str], deque[float]] = {}

    def clear(self) -> None:
        self._admitted.clear()

    def admit(self, buckets: Iterable[Bucket], ip: str, account: str | None) -> Standing | None:
        """Count a request in all of its buckets, or refuse it and count it in none; None where no bucket applies.

        Without an account only the buckets per address apply: nobody knows whose the others would be.
        """
        now = self._clock.now()
        used = [(bucket, self._window(bucket, ip if bucket.per == "ip" else account, now)) for bucket in buckets]
        counted = [(bucket, window) for bucket, window in used if window is not None]
        if not counted:
            return None
        full = [(bucket, window) for bucket, window in counted if len(window) >= bucket.limit]
        if full:
            bucket, window = max(full, key=lambda entry: entry[1][0] + entry[0].seconds)
            wait = max(1, math.ceil(window[0] + bucket.seconds - now))
            return Standing(admitted=False, limit=bucket.limit, remaining=0, resets_in=window[-1] + bucket.seconds - now, retry_after=wait)
        for _, window in counted:
            window.append(now)
        bucket, window = min(counted, key=lambda entry: entry[0].limit - len(entry[1]))
        left = bucket.limit - len(window)
        return Standing(admitted=True, limit=bucket.limit, remaining=left, resets_in=window[-1] + bucket.seconds - now, retry_after=0)

    def _window(self, bucket: Bucket, key: str | None, now: float) -> deque[float] | None:
        if key is None:
            return None
        window = self._admitted.setdefault((bucket.name, key), deque())
        while window and window[0] <= now - bucket.seconds:
            window.popleft()
        return window
