"""The script that Redis runs decides as the pure functions do: for the same sequence, the same decisions, to the last bit."""

from __future__ import annotations

import math
from collections.abc import Mapping

import attrs
import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pacing_worlds import CANCEL, CANCEL_ALL, CANCEL_BATCH, CANCEL_ONE, LIST, LOOK_UP, PLACE, READ, TABLES, AnyRequest
from redis_worlds import QuickRedis, TimedRedis
from samples import sample

from crossbook import Pacing
from crossbook.core.admitting import Book, Wish, taken
from crossbook.core.budgets import budget
from crossbook.core.pace import Pace
from crossbook.core.rulings import Asking, Counted, Ruling
from crossbook_bindings.runtime import Bucket, SharedBy

CROSSED = {
    name: Bucket(name=name, limit=2250, seconds=3, shared_by=shared_by, mixed=mixed)
    for name, shared_by, mixed in (("a", SharedBy.ACCOUNT, False), ("b", SharedBy.ADDRESS, True), ("c", SharedBy.ADDRESS, False))
}
"""Narrow limits that requests share in every way."""
ALL_TABLES: Mapping[str, Mapping[str, Bucket]] = {**TABLES, "crossed": CROSSED}
REQUESTS: Mapping[str, list[AnyRequest]] = {
    "fourcasters": [READ, PLACE, CANCEL],
    "predictstreet": [LIST, LOOK_UP, CANCEL_ONE, CANCEL_BATCH, CANCEL_ALL],
}
WISHES: Mapping[str, list[Wish]] = {
    **{
        venue: [Pace(TABLES[venue].values(), Pacing()).wish(request.operation.effect) for request in requests]
        for venue, requests in REQUESTS.items()
    },
    "crossed": [
        *(Wish(route, route, is_cancel=False) for route in (("a",), ("b",), ("a", "b"), ("a", "b", "c"))),
        *(Wish(route, route, is_cancel=True) for route in (("b",), ("b", "a"))),
    ],
}


@attrs.define
class Move:
    """Somebody asks, some time after the one before: anew, or who was told to come back."""

    after: float
    request: int
    again: int | None
    patience: float
    times: int


MOVES = st.builds(
    Move,
    after=st.sampled_from([0.0, 0.0, 0.0, 0.001, 0.0175, 0.05, 0.3, 1.0, 1.5, 20.0]) | st.floats(0, 2),
    request=st.integers(0, 5),
    again=st.none() | st.integers(0, 3),
    patience=st.sampled_from([0.01, 0.5, 3.0, 30.0, math.inf, math.inf]),
    times=st.sampled_from([1, 1, 2, 5]),
)


def move(request: int, *, after: float = 0.0, again: int | None = None) -> Move:
    return Move(after, request, again, math.inf, 1)


QUEUED = [move(0), move(2), move(2), move(0), move(2), move(0), move(0, after=20.0, again=0), move(0, again=0), move(0, again=0)]
"""Cancels and reads wait for one bucket, and come back."""


def asking(venue: str, wish: Wish, book: Book, number: int | None, patience: float) -> Asking:
    table = ALL_TABLES[venue]
    return Asking(
        venue=venue,
        route=wish.route,
        route_shared_by=table[wish.route[0]].shared_by,
        buckets=tuple(Counted(name, table[name].shared_by, book.budgets[name], 0) for name in wish.buckets),
        is_cancel=wish.is_cancel,
        number=number,
        patience=patience,
        away=None,
        known=("", ""),
    )


@pytest.mark.parametrize("venue", ALL_TABLES)
@given(moves=st.lists(MOVES, max_size=40), tightness=st.sampled_from([1, 20, 300, 750]))
@example(moves=QUEUED, tightness=750)
@settings(max_examples=sample(25, long=200), deadline=None)
def test_the_script_decides_as_the_pure_function_does(venue: str, moves: list[Move], tightness: int) -> None:
    table = ALL_TABLES[venue]
    limits = {name: bucket.limit for name, bucket in table.items() if bucket.limit is not None}
    budgets = {
        name: budget(max(1, limit / tightness), table[name].seconds or 0, reserve=0.2 if table[name].mixed else 0)
        for name, limit in limits.items()
    }
    book, redis = Book(limits=limits, budgets=budgets, full_until={}), TimedRedis()
    quick = QuickRedis()
    waiting: list[tuple[int, int | None, Wish]] = []
    for move in (each for one in moves for each in (one, *[attrs.evolve(one, after=0.0)] * (one.times - 1))):
        redis.now += move.after
        quick.now = redis.now
        # Redis tells the time in whole microseconds.
        seconds, microseconds = divmod(round(redis.now * 1_000_000), 1_000_000)
        moment = seconds + microseconds / 1_000_000
        number, numbered = None, None
        if move.again is not None and waiting:
            number, numbered, wish = waiting.pop(move.again % len(waiting))
        else:
            wish = WISHES[venue][move.request % len(WISHES[venue])]
        patience = min(move.patience, 1e9)
        changed, leaves = taken(book, wish, moment, moment + patience, number)
        question = asking(venue, wish, book, numbered, patience)
        ruling = redis.ask(question)
        assert isinstance(ruling, Ruling)
        assert ruling == quick.ask(question), "what other tests ask says the same"
        expected = "leave" if leaves <= moment else "never" if leaves >= moment + patience else "later"
        assert (ruling.verdict, ruling.seconds) == (expected, leaves - moment)
        if expected == "later":
            waiting.append((book.numbers if number is None else number, ruling.number, wish))
        book = changed
        for name in wish.buckets:
            assert ruling.full_for[name] == pytest.approx(book.full_until.get(name, 0.0) - moment, rel=0, abs=0)


def test_what_a_process_sent_alone_is_counted_when_it_tells() -> None:
    redis, limit = TimedRedis(), budget(3000, 60, reserve=0.2)
    once = asking("fourcasters", WISHES["fourcasters"][0], Book(limits={}, budgets={"ip": limit}, full_until={}), None, 30.0)
    (bucket,) = once.buckets
    for spent, before in ((5, 0.0), (0, 6 * limit.interval)):
        ruling = redis.ask(msgspec.structs.replace(once, buckets=(msgspec.structs.replace(bucket, spent=spent),)))
        assert isinstance(ruling, Ruling)
        assert ruling.full_for["ip"] == pytest.approx(before + (spent + 1) * limit.interval, abs=1e-6)
