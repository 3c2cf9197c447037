"""Limits are never reached: over any rolling window, all buckets or none, with a part that only cancels touch."""

from __future__ import annotations

import connection_laws as laws
import pytest
from connection_laws import Async, Sync
from fake_network import World
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pacing_worlds import (
    CANCEL,
    CANCEL_ALL,
    CANCEL_BATCH,
    CANCEL_ONE,
    LIST,
    LOOK_UP,
    OK,
    PLACE,
    READ,
    TABLES,
    AnyRequest,
    Callers,
    counted,
    most_in_a_window,
)
from samples import sample

from crossbook import Pacing
from crossbook.core.attempts import Unsent
from crossbook.core.budgets import budget
from crossbook.core.pace import Later, Pace, Permit, paced
from crossbook.core.steps import PauseUntil, Send, TellTime

KINDS = (Sync, Async)
REQUESTS: dict[str, list[AnyRequest]] = {"fourcasters": [READ, PLACE, CANCEL], "predictstreet": [LIST, LOOK_UP, CANCEL_BATCH, CANCEL_ALL]}


def pace(venue: str, pacing: Pacing | None = None) -> Pace:
    return Pace(TABLES[venue].values(), pacing or Pacing())


def bursts(venue: str) -> st.SearchStrategy[list[tuple[float, AnyRequest]]]:
    """Give calls in bursts: so many of one kind, some time after those before."""
    after = st.sampled_from([0.0, 0.001, 0.3, 1.0, 2.5, 20.0])
    burst = st.tuples(after, st.sampled_from(REQUESTS[venue]), st.integers(1, 400 if venue == "fourcasters" else 12))

    def calls(found: list[tuple[float, AnyRequest, int]]) -> list[tuple[float, AnyRequest]]:
        moment, made = 0.0, list[tuple[float, AnyRequest]]()
        for seconds, request, number in found:
            moment += seconds
            made += [(moment, request)] * number
        return made

    return st.lists(burst, max_size=8).map(calls)


@given(
    limit=st.integers(1, 10_000),
    seconds=st.sampled_from([1, 5, 60]),
    reserve=st.floats(0, 0.95),
    share=st.integers(1, 16),
)
@example(limit=1, seconds=1, reserve=0.2, share=1)
@example(limit=2, seconds=1, reserve=0.5, share=1)
def test_what_goes_at_once_and_what_comes_after_are_within_95_percent(limit: int, seconds: int, reserve: float, share: int) -> None:
    found = budget(limit / share, seconds, reserve=reserve)
    whole = 0.95 * limit / share
    assert found.burst >= 1
    if whole >= 2:
        assert found.burst + seconds / found.interval == pytest.approx(whole)
        kept = (found.cancels - found.others) / found.interval
        assert found.others >= -1e-9, "others get at least one"
        assert kept == pytest.approx(min(max(1.0, reserve * whole), whole - 2) if reserve > 0 and whole >= 3 else 0, abs=1e-6)
    else:
        assert (found.cancels, found.others) == (0, 0), "one at a time"
        assert found.interval >= seconds / min(whole, 0.95) - 1e-9


@pytest.mark.parametrize("venue", TABLES)
@given(data=st.data(), reserve=st.sampled_from([0.0, 0.2, 0.5]), share=st.integers(1, 3))
@settings(max_examples=sample(12, long=25), deadline=None)
def test_no_budget_is_exceeded_over_any_rolling_window(venue: str, data: st.DataObject, reserve: float, share: int) -> None:
    callers = Callers(pace(venue, Pacing(reserve=reserve, processes=share)))
    calls = data.draw(bursts(venue))
    callers.run(calls)
    assert len(callers.ended) == len(calls), "every call ends"
    assert len(callers.left) == sum(attempt is OK for _, attempt in callers.ended)
    for bucket in TABLES[venue].values():
        if bucket.limit is None or bucket.seconds is None:
            continue
        whole = 0.95 * bucket.limit / share
        assert most_in_a_window(counted(callers.left, bucket), bucket.seconds) <= max(1, whole)
        if bucket.mixed:
            others = most_in_a_window(counted(callers.left, bucket, others_only=True), bucket.seconds)
            assert others <= (1 - reserve) * whole + 1e-6, "the reserve of cancels is touched by nothing else"


@given(
    reads=st.integers(500, 1500),
    every=st.floats(0.001, 0.02),
    cancels=st.lists(st.floats(0, 60), max_size=570, unique=True),
)
@settings(max_examples=sample(5, long=10), deadline=None)
def test_cancels_within_their_reserve_never_wait_whatever_else_is_sent(reads: int, every: float, cancels: list[float]) -> None:
    callers = Callers(pace("fourcasters"))
    callers.run([*((number * every, READ) for number in range(reads)), *((moment, CANCEL) for moment in cancels)])
    waits = [each.moment - each.asked_for for each in callers.left if each.is_cancel]
    assert len(waits) == len(cancels), "every one of them leaves"
    assert max(waits, default=0) == 0


def test_cancels_beyond_their_reserve_leave_before_anything_else_that_waits() -> None:
    callers = Callers(pace("fourcasters"))
    callers.run([*((0.0, READ) for _ in range(1200)), *((0.01, CANCEL) for _ in range(900))])
    cancels = [each.moment for each in callers.left if each.is_cancel]
    assert len(cancels) == 900
    waited = [each for each in callers.left if not each.is_cancel and each.moment > each.asked_for]
    assert min((each.moment for each in waited), default=float("inf")) >= max(cancels)


def test_those_who_wait_leave_in_the_order_in_which_they_came() -> None:
    callers = Callers(pace("predictstreet"), deadline=120)
    callers.run([(number / 1000, LOOK_UP if number % 3 else LIST) for number in range(400)])
    for request in (LOOK_UP, LIST):
        came = [each.asked_for for each in callers.left if each.request is request]
        assert len(came) > 100
        assert came == sorted(came)
    assert callers.steps < 400 * 8, "nobody asks again and again"


def test_all_buckets_of_a_request_are_filled_or_none() -> None:
    shared = pace("predictstreet")
    first = shared.wish(CANCEL_ALL.operation.effect)
    batch = shared.wish(CANCEL_BATCH.operation.effect)
    assert isinstance(shared.take(first, 0.0), Permit)
    before = shared.take(batch, 0.0)
    assert isinstance(before, Permit)
    for _ in range(50):
        assert isinstance(shared.take(first, 0.0), Later), "its own bucket is full"
    again = shared.take(shared.wish(CANCEL_ONE.operation.effect), 0.0)
    assert isinstance(again, Permit)
    assert again.before["orders-ip"] == before.after["orders-ip"], "what did not leave fills no other"


def test_a_deadline_that_runs_out_while_pacing_is_not_sent() -> None:
    callers = Callers(pace("predictstreet"), deadline=3.0)
    callers.run([(0.0, CANCEL_ALL) for _ in range(6)])
    assert len(callers.left) == 3
    ended = [attempt for _, attempt in callers.ended]
    refused = [attempt for attempt in ended if isinstance(attempt, Unsent)]
    assert len(refused) == 3
    assert all(attempt.too_late for attempt in refused)
    assert [moment for moment, attempt in callers.ended if isinstance(attempt, Unsent)] == [1000.0] * 3, "nobody waits for nothing"


def test_who_does_not_come_back_holds_nobody_up() -> None:
    shared = pace("predictstreet")
    wish = shared.wish(CANCEL_ALL.operation.effect)
    shared.take(wish, 0.0)
    lost = shared.take(wish, 0.0)
    assert isinstance(lost, Later)
    behind = shared.take(wish, 0.0)
    assert isinstance(behind, Later)
    assert behind.moment > lost.moment
    assert isinstance(shared.take(wish, behind.moment, behind.number), Permit)
    patient = pace("predictstreet")
    patient.take(wish, 0.0)
    waiting = patient.take(wish, 0.0)
    assert isinstance(waiting, Later)
    hasty = patient.take(wish, waiting.moment)
    assert isinstance(hasty, Later), "it is waited for"
    patient.leave(hasty.number)
    assert isinstance(patient.take(wish, waiting.moment + 1.01), Permit), "and not for ever"
    other = pace("predictstreet")
    other.take(wish, 0.0)
    gone = other.take(wish, 0.0)
    assert isinstance(gone, Later)
    other.leave(gone.number)
    assert other.take(wish, 0.0) == Later(gone.moment, gone.number + 1)


def test_who_is_interrupted_while_it_waits_holds_nobody_up() -> None:
    shared = pace("predictstreet")
    wish = shared.wish(CANCEL_ALL.operation.effect)
    shared.take(wish, 0.0)
    plan = paced(Send(CANCEL_ALL, fresh=True, until=30.0), shared)
    assert isinstance(next(plan), TellTime)
    pause = plan.send(0.0)
    assert isinstance(pause, PauseUntil)
    plan.close()
    behind = shared.take(wish, 0.0)
    assert isinstance(behind, Later)
    assert behind.moment == pause.moment


@given(
    bursts("predictstreet"),
    st.lists(st.tuples(st.sampled_from([0.0, 0.4, 1.5, 3.0]), st.sampled_from([0.03, 0.08, 0.8, 1.9, 4.5])), min_size=1, max_size=3),
)
@example([(0.0, CANCEL_ONE)] * 60, [(0.0, 1.9)])
@example([(0.02 * place, CANCEL_ONE) for place in range(60)], [(0.0, 0.8), (1.0, 0.08)])
@settings(max_examples=sample(30, long=60), deadline=None)
def test_what_had_to_connect_for_long_arrives_within_the_limits(
    calls: list[tuple[float, AnyRequest]], stalls: list[tuple[float, float]]
) -> None:
    def connects(moment: float) -> float:
        ends = [begins + lasts for begins, lasts in stalls if 1000 + begins <= moment < 1000 + begins + lasts]
        return max((1000 + end - moment for end in ends), default=0.0)

    callers = Callers(pace("predictstreet"), connects=connects)
    callers.run(calls)
    for bucket in TABLES["predictstreet"].values():
        if bucket.limit is not None and bucket.seconds is not None:
            assert most_in_a_window(counted(callers.left, bucket), bucket.seconds) <= bucket.limit
    assert len(callers.ended) == len(calls)
    late = [attempt for _, attempt in callers.ended if isinstance(attempt, Unsent)]
    assert all(attempt.too_late for attempt in late), "who cannot have another leave in time is told so"


@pytest.mark.parametrize("kind", KINDS)
def test_what_connected_for_longer_than_its_leave_holds_keeps_its_connection_and_is_sent_once(kind: type[Sync | Async]) -> None:
    world = World(laws.own_reply)
    (address,) = world.addresses
    world.manners[address] = 4.0  # Of a limit in 60 s, leave holds for 3.
    side = kind(world, pacing=Pacing())
    assert side.cancel(1) == laws.order(1)
    assert side.cancel(2) == laws.order(2)
    side.close()
    assert (len(world.asked), world.connections, world.open_descriptors) == (2, 1, 0)


def test_what_never_left_is_not_counted() -> None:
    callers = Callers(pace("predictstreet"), answer=lambda _: Unsent("no connection"))
    callers.run([(0.0, CANCEL_ALL) for _ in range(50)])
    assert len(callers.left) == 50
    assert {moment for moment, _ in callers.ended} == {1000.0}


def test_a_clock_that_stands_still_or_differs_a_little_breaks_nothing() -> None:
    shared = pace("predictstreet")
    wish = shared.wish(CANCEL_ALL.operation.effect)
    assert isinstance(shared.take(wish, 100.0), Permit)
    back = shared.take(wish, 99.9)
    assert isinstance(back, Later)
    assert isinstance(shared.take(wish, 101.1, back.number), Permit)
