"""What watching costs: a cancel with retry, pacing and a tape over one with none of them, and what the drift watch takes of a reply."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bodies import ORDER_IDS, cancel_results
from sending import serving
from timing import Figure, best_of, each

from crossbook import Pacing
from crossbook.desk import DriftWatch
from crossbook.fourcasters import Fourcasters
from crossbook.observing import Attempted
from crossbook.tape import Tape

_TWENTY = ORDER_IDS[:20]
_TIMES = 40
_ROUNDS = 61
_MOST_US = 60.0


def measure() -> Iterator[Figure]:
    with serving() as (port, _), tempfile.TemporaryDirectory() as folder, Tape(Path(folder, "bench.tape")) as tape:
        url = f"http://127.0.0.1:{port}"
        added = statistics.median(_watched(url, tape) - _bare(url) for _ in range(_ROUNDS))
    name = "what retry, pacing and tape add to a cancel of 20 orders"
    yield Figure(name=name, ours_us=added * 1e6, base_us=_MOST_US, base=f"{_MOST_US:g} µs", limit=1)
    yield _drift()


def _watched(url: str, tape: Tape) -> float:
    # A pacing of its own each time: what is measured is the reckoning, not a wait.
    with Fourcasters(token="token", base_url=url, pacing=Pacing(), observers=[tape]) as client:
        return _seconds(client)


def _bare(url: str) -> float:
    with Fourcasters(token="token", base_url=url, pacing=None, retry=None) as client:
        return _seconds(client)


def _seconds(client: Fourcasters) -> float:
    client.cancel_orders(_TWENTY)  # It connects.
    return each(_TIMES, lambda: client.cancel_orders(_TWENTY))()


def _drift() -> Figure:
    body, watch = cancel_results(_TWENTY), DriftWatch()
    event = Attempted(
        call=1,
        at=0.0,
        request=1,
        attempt=1,
        venue="fourcasters",
        transport="rest",
        operation="cancelMultiple",
        came="answered",
        status=200,
        body=body,
    )
    seconds, _ = best_of(50, each(400, lambda: watch(event)), lambda: 0.0)
    if watch.found:
        raise AssertionError(f"expected a reply that the spec knows, found {watch.found}")
    return Figure(name="drift watch, cancelMultiple reply, 20 entries", ours_us=seconds * 1e6, base_us=_MOST_US, base="60 µs", limit=1)
