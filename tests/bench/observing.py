"""What watching costs: a cancel with retry, pacing and a tape over one with none of them, and what the drift watch takes of a reply.

Measured without a network, which would hide it: the plan, the engine and the tape are the real ones.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bodies import ORDER_IDS, cancel_results
from timing import Figure, best_of, each

from crossbook import Cancelled, CancelOutcome, Pacing, Retry
from crossbook.core.attempts import Answered
from crossbook.core.engine import Policy, engine
from crossbook.core.pace import Pace
from crossbook.core.redaction import Secret
from crossbook.core.steps import Answer, PauseUntil, Send
from crossbook.core.watching import Watchers, watchers_of
from crossbook.core.watching_requests import RequestWatch
from crossbook.desk import DriftWatch
from crossbook.fourcasters.catalogue import CATALOGUE
from crossbook.fourcasters.orders.cancelling import cancel_orders
from crossbook.observing import Attempted
from crossbook.tape import Tape
from crossbook_bindings.fourcasters.rest.buckets import BUCKETS

# Many short stretches: some of them are not interrupted by whatever else the machine does.
_TIMES = 5
_ROUNDS = 1500
_MOST_US = 60.0


def measure() -> Iterator[Figure]:
    token = Secret("a-token-of-an-everyday-length")
    with tempfile.TemporaryDirectory() as folder, Tape(Path(folder, "bench.tape")) as tape:
        watchers = watchers_of([tape], CATALOGUE, transport="rest", account=None, blot=token.blot)
        for count in (1, 20):
            ours, base = best_of(_ROUNDS, each(_TIMES, _watched(count, watchers)), each(_TIMES, _bare(count)))
            name = f"retry, pacing and tape, added to a cancel of {count}"
            yield Figure(name=name, ours_us=(ours - base) * 1e6, base_us=_MOST_US, base=f"{_MOST_US:g} µs", limit=1)
    yield _drift()


def _bare(count: int) -> Callable[[], None]:
    policy = Policy(None, None, lambda: 0.5)
    return lambda: _run(count, policy, None, time.monotonic)


def _watched(count: int, watchers: Watchers | None) -> Callable[[], None]:
    # A clock that goes fast enough for the limits never to make anybody wait: what is measured is the reckoning.
    policy, now = Policy(Retry(), Pace(BUCKETS, Pacing()), lambda: 0.5), [0.0]

    def clock() -> float:
        now[0] += 1.0
        return now[0]

    return lambda: _run(count, policy, watchers, clock)


def _run(count: int, policy: Policy, watchers: Watchers | None, clock: Callable[[], float]) -> None:
    asked = ORDER_IDS[:count]
    begin = partial(cancel_orders, asked)
    steps = engine(begin(), policy, float("inf"), [])
    if watchers is not None:
        steps = RequestWatch(watchers, clock).over(begin, steps, 30.0)
    outcomes: tuple[CancelOutcome, ...] = ()
    answer: Answer
    try:
        step = next(steps)
        while True:
            match step:
                case Send():
                    answer = _REPLIES[count]
                case PauseUntil():
                    answer = None
                case _:
                    answer = clock()
            step = steps.send(answer)
    except StopIteration as stop:
        outcomes = stop.value
    if len(outcomes) != count or not isinstance(outcomes[0], Cancelled):
        raise AssertionError(f"expected {count} cancelled orders, found {outcomes}")


_REPLIES = {count: Answered(status=200, body=cancel_results(ORDER_IDS[:count])) for count in (1, 20)}


def _drift() -> Figure:
    watch = DriftWatch()
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
        body=_REPLIES[20].body,
    )
    seconds, _ = best_of(_ROUNDS, each(_TIMES, lambda: watch(event)), lambda: 0.0)
    if watch.found:
        raise AssertionError(f"expected a reply that the spec knows, found {watch.found}")
    return Figure(name="drift watch, cancelMultiple reply, 20 entries", ours_us=seconds * 1e6, base_us=_MOST_US, base="60 µs", limit=1)
