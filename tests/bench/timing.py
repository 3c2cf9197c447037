"""Times two things turn about and gives their ratio, so that what else the machine does falls on both."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence

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
    """Run both, turn about, and give the pair in the middle: for what has a spread of its own."""
    pairs = [(ours(), base()) for _ in range(rounds)]
    return middle_of(*zip(*pairs, strict=True))


def middle_of(ours: Sequence[float], base: Sequence[float]) -> tuple[float, float]:
    """Of seconds that were measured side by side, give the pair with the median ratio: both of it had the same machine."""
    return sorted(zip(ours, base, strict=True), key=lambda pair: pair[0] / pair[1])[len(ours) // 2]


def each(times: int, run: Callable[[], object]) -> Callable[[], float]:
    """Give a function that runs something many times and returns the seconds for one."""
    gc.freeze()  # What is there already is not looked through before each stretch.

    def timed() -> float:
        gc.collect()
        start = time.perf_counter()
        for _ in range(times):
            run()
        return (time.perf_counter() - start) / times

    return timed
