"""The session: nox -s shared-limits -- --seconds N --processes N."""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from shared_limits.load import Orders, Told, Wait, run
from shared_limits.servers import RedisServer, Venues, redis, sandbox

_MOST_SECONDS = 0.1
"""What a cancel within its reserve may wait for leave, of 99 in 100."""
_SETTLED = 3.0
"""Seconds at the beginning in which processes start."""


def main() -> int:
    arguments = argparse.ArgumentParser(prog="shared-limits", description=__doc__)
    arguments.add_argument("--seconds", type=float, default=120.0, help="of mixed load with Redis; half as long again without")
    arguments.add_argument("--processes", type=int, default=8)
    given = arguments.parse_args()
    with redis() as server:
        with sandbox() as venues:
            kept = play(server, venues, given.processes, given.seconds)
        line(f"{given.processes} processes, {given.seconds:.0f} s, Redis there all the time")
        refused = show(kept)
        wait = p99(each.seconds for each in _waits(kept) if each.is_cancel and each.venue == "fourcasters")
        line(f"cancels within their reserve waited {wait * 1000:.1f} ms for leave at p99, reads were saturated\n")
        seconds = given.seconds / 2
        with sandbox() as venues:
            threading.Timer(seconds / 3, server.kill).start()
            threading.Timer(seconds * 2 / 3, server.start).start()
            lost = play(server, venues, given.processes, seconds)
        line(f"{given.processes} processes, {seconds:.0f} s, Redis killed after a third, and started again, empty, after two")
        refused += show(lost)
    verdicts = {"no 429": refused == 0, f"cancels within {_MOST_SECONDS * 1000:.0f} ms at p99": wait < _MOST_SECONDS}
    for what, held in verdicts.items():
        line(f"{'held' if held else 'BROKEN'}: {what}")
    return 0 if all(verdicts.values()) else 1


def play(server: RedisServer, venues: Venues, processes: int, seconds: float) -> list[Told]:
    orders = [Orders(number, processes, server.url, venues, seconds) for number in range(processes)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return list(pool.map(run, orders))


def show(told: Sequence[Told]) -> int:
    """Print what happened. Gives how many requests were refused for their number."""
    answers = sum((each.answers for each in told), Counter[tuple[str, str]]())
    line(f"{'call':<28}{'answered':>10}{'not sent':>10}{'429':>6}")
    for name in sorted({name for name, _ in answers}):
        line(f"{name:<28}{answers[name, 'answered']:>10,}{answers[name, 'not sent']:>10,}{answers[name, '429']:>6}")
    line(f"{'waited for leave, in ms':<28}{'sent':>10}{'p50':>10}{'p99':>10}{'most':>10}")
    for venue in ("fourcasters", "predictstreet"):
        for is_cancel in (True, False):
            found = [each.seconds for each in _waits(told) if each.venue == venue and each.is_cancel is is_cancel]
            name = f"{venue} {'cancels' if is_cancel else 'others'}"
            line(f"{name:<28}{len(found):>10,}{part(found, 0.5):>10.1f}{part(found, 0.99):>10.1f}{part(found, 1):>10.1f}")
    return sum(count for (_, how), count in answers.items() if how == "429")


def _waits(told: Iterable[Told]) -> list[Wait]:
    return [wait for each in told for wait in each.waits if wait.was_sent]


def part(found: Sequence[float], share: float) -> float:
    """Give the milliseconds that such a part of all stayed within."""
    ordered = sorted(found) or [0.0]
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000


def p99(seconds: Iterable[float]) -> float:
    return part(list(seconds), 0.99) / 1000


def line(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    began = time.monotonic()
    status = main()
    line(f"{time.monotonic() - began:.0f} s")
    raise SystemExit(status)
