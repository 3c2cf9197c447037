"""Times two things turn about and gives their ratio, so that what else the machine does falls on both."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

import attrs


@attrs.frozen(kw_only=True)
class Figure:
    """One measured ratio, and the most it may be."""

    name: str
    ours_us: float
    base_us: float
    base: str
    limit: float | None
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.ours_us / self.base_us


def best_of(rounds: int, ours: Callable[[], float], base: Callable[[], float]) -> tuple[float, float]:
    """Run both, turn about, and give the best seconds of each: what it costs when nothing else interferes."""
    pairs = [(ours(), base()) for _ in range(rounds)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def median_of(rounds: int, ours: Callable[[], float], base: Callable[[], float]) -> tuple[float, float]:
    """Run both, turn about, and give the median seconds of each: for what has a spread of its own."""
    pairs = [(ours(), base()) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def each(times: int, run: Callable[[], object]) -> Callable[[], float]:
    """Give a function that runs something many times and returns the seconds for one."""

    def timed() -> float:
        gc.collect()
        start = time.perf_counter()
        for _ in range(times):
            run()
        return (time.perf_counter() - start) / times

    return timed
