"""From the bytes of a reply to outcomes, over `json.loads` of the same bytes."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Iterator
from functools import partial

from bodies import ORDER_IDS, UUIDS, batch_split, cancel_results
from timing import Figure, best_of, each

from crossbook.cancel_outcomes import CancelOutcome
from crossbook.core.attempts import Answered
from crossbook.core.steps import Plan
from crossbook.fourcasters.orders.cancelling import cancel_orders as fourcasters_cancel
from crossbook.predictstreet.orders.cancelling import cancel_orders as predictstreet_cancel

# Many short stretches: some of them are not interrupted by whatever else the machine does.
_ROUNDS = 150
_TIMES = 20


def measure() -> Iterator[Figure]:
    cases: list[tuple[str, Callable[[], Plan[tuple[CancelOutcome, ...]]], bytes, float]] = [
        ("cancelMultiple reply, 100 entries, to outcomes", lambda: fourcasters_cancel(ORDER_IDS), cancel_results(ORDER_IDS), 0.7),
        ("cancel-batch reply, 100 ids, all cancelled, to outcomes", lambda: predictstreet_cancel(UUIDS), batch_split(UUIDS), 1.5),
        (
            "cancel-batch reply, 100 ids, 10 of them terminal, to outcomes",
            lambda: predictstreet_cancel(UUIDS),
            batch_split(UUIDS[:90], UUIDS[90:]),
            1.5,
        ),
    ]
    for name, plan, body, limit in cases:
        ours, base = best_of(_ROUNDS, _to_outcomes(plan, body), each(_TIMES, partial(json.loads, body)))
        yield Figure(name=name, ours_us=ours * 1e6, base_us=base * 1e6, base="json.loads", limit=limit)


def _to_outcomes(plan: Callable[[], Plan[tuple[CancelOutcome, ...]]], body: bytes, times: int = _TIMES) -> Callable[[], float]:
    answered = Answered(status=200, body=body)

    def timed() -> float:
        plans = [plan() for _ in range(times)]
        for started in plans:
            next(started)
        gc.collect()
        start = time.perf_counter()
        for started in plans:
            try:
                started.send(answered)
            except StopIteration:
                continue
        return (time.perf_counter() - start) / times

    return timed
