"""Limits that several processes share are kept by all of them together: while Redis is there, while it is lost, and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pytest
from fleet import Fleet, cancels, saturating
from pacing_worlds import (
    CANCEL,
    CANCEL_BATCH,
    CANCEL_ONE,
    LIST,
    LOOK_UP,
    OK,
    PLACE,
    READ,
    TABLES,
    AnyRequest,
    counted,
    most_in_a_window,
)

from crossbook.core.attempts import Allowance, Answered
from crossbook_bindings.fourcasters.rest import get_graded_since

SINCE = get_graded_since()
LOADS: Mapping[str, tuple[Sequence[AnyRequest], float]] = {
    "fourcasters": ([READ, SINCE, PLACE, CANCEL], 25.0),
    "predictstreet": ([CANCEL_ONE, CANCEL_ONE, CANCEL_ONE, LIST], 20.0),
}


PROCESSES = 4


def exceeded(fleet: Fleet, venue: str, part: float = 0.95) -> dict[str, tuple[int, float]]:
    """Give the limits of which more than a part was used in some window, with how much of it."""
    found = dict[str, tuple[int, float]]()
    for bucket in TABLES[venue].values():
        if bucket.limit is None or bucket.seconds is None:
            continue
        most = most_in_a_window(counted(fleet.left, bucket), bucket.seconds)
        if most > max(1.0, part * bucket.limit):
            found[bucket.name] = (most, part * bucket.limit)
    return found


def calm(fleet: Fleet) -> None: ...


def never_there(fleet: Fleet) -> None:
    fleet.lose()


def lost(fleet: Fleet) -> None:
    fleet.at(6.2, fleet.lose)


def lost_for_a_moment(fleet: Fleet) -> None:
    fleet.at(6.2, fleet.lose)
    fleet.at(6.6, fleet.find)


def emptied(fleet: Fleet) -> None:
    fleet.at(6.2, fleet.redis.empty)


def restarted_empty(fleet: Fleet) -> None:
    fleet.at(4.0, fleet.lose)
    fleet.at(6.4, fleet.redis.empty)
    fleet.at(6.4, fleet.find)


def lost_and_found(fleet: Fleet) -> None:
    # Each finds out at another time, so each asks again at another time.
    for process in range(PROCESSES):
        fleet.at(0.3 + 0.5 * process, partial(fleet.cut_off.add, process))
    fleet.at(8.0, fleet.cut_off.clear)


def lost_and_found_empty(fleet: Fleet) -> None:
    lost_and_found(fleet)
    fleet.at(7.9, fleet.redis.empty)


HAPPENINGS = (calm, never_there, lost, lost_for_a_moment, emptied, restarted_empty, lost_and_found, lost_and_found_empty)


@pytest.mark.parametrize("happens", HAPPENINGS)
@pytest.mark.parametrize(("venue", "every"), [("predictstreet", 0.0), ("predictstreet", 3.0), ("fourcasters", 3.0)])
def test_no_limit_is_exceeded_by_all_together_whatever_becomes_of_redis(venue: str, happens: Callable[[Fleet], None], every: float) -> None:
    fleet = Fleet(venue, PROCESSES, deadline=0.4)
    happens(fleet)
    requests, rate = LOADS[venue]
    calls = saturating(requests, PROCESSES, seconds=13.0, rate=rate)
    # All the time, or in waves: what may be sent at once is used again then.
    fleet.run([call for call in calls if every == 0 or call[0] % every < 0.9])
    assert exceeded(fleet, venue) == {}
    assert len(fleet.left) > 50


def test_cancels_within_their_reserve_never_wait_while_the_reads_of_all_are_saturated() -> None:
    fleet = Fleet("fourcasters", PROCESSES, deadline=5.0)
    reads = saturating([READ], PROCESSES, seconds=6.0, rate=60.0)
    fleet.run([*reads, *((2.0 + number / 10, number % PROCESSES, CANCEL) for number in range(40))])
    waited = [each.seconds for each in cancels(fleet.waited)]
    assert (len(waited), max(waited)) == (40, 0.0)
    assert fleet.late > 100, "and reads were"


def test_a_redis_that_hangs_is_not_asked_by_everybody_nor_all_the_time() -> None:
    fleet = Fleet("fourcasters", PROCESSES, deadline=3.0)
    fleet.at(1.0, fleet.lose)
    fleet.run([(number / 20, number % PROCESSES, CANCEL) for number in range(400)])
    assert max(each.slow for each in fleet.waited) == 1, "no cancel pays for it twice"
    asked = sum(each.slow for each in fleet.waited)
    assert PROCESSES <= asked <= PROCESSES * 14, "each process asks again after a while"


def test_those_who_wait_in_several_processes_leave_in_the_order_in_which_they_came() -> None:
    fleet = Fleet("predictstreet", PROCESSES, deadline=60.0)
    fleet.run([(number / 1000, number % PROCESSES, LOOK_UP) for number in range(150)])
    came = [each.asked_for for each in fleet.left]
    assert len(came) == 150
    assert came == sorted(came)
    assert fleet.redis.asked < 150 * 4, "nobody asks again and again"


def test_a_lower_limit_that_one_learns_is_kept_by_all() -> None:
    fleet = Fleet("predictstreet", PROCESSES)
    fleet.answer = lambda _: Answered(status=200, body=b"", allowance=Allowance(3, 3, 1.0))
    fleet.run([(0.0, 0, CANCEL_BATCH), *((5.0 + number / 50, 1 + number % 3, CANCEL_BATCH) for number in range(60))])
    # What another process was told before it heard of it is the documented limit of one request at most.
    assert most_in_a_window((each.moment for each in fleet.left if each.asked_for > 1006), 1) <= 3
    assert fleet.left[-1].moment - fleet.left[10].moment > 20, "1.85 in a second instead of 3.6"


def test_what_a_429_says_to_one_keeps_all_back() -> None:
    fleet = Fleet("fourcasters", PROCESSES, deadline=60.0)
    fleet.answer = lambda left: Answered(status=429, body=b"", retry_after=7.0) if left.request is PLACE else OK
    fleet.run([(0.0, 0, PLACE), (1.0, 1, PLACE), (1.0, 2, CANCEL), (1.0, 3, READ)])
    assert [(each.request, each.moment) for each in fleet.left] == [(PLACE, 1000.0), (CANCEL, 1001.0), (READ, 1001.0), (PLACE, 1007.0)]


def test_a_redis_that_knows_nothing_and_was_never_asked_is_not_waited_for() -> None:
    fleet = Fleet("fourcasters", PROCESSES)
    fleet.run([(0.0, process, READ) for process in range(PROCESSES)])
    assert [each.seconds for each in fleet.waited] == [0.0] * PROCESSES


def test_a_silence_that_only_one_process_met_does_not_hold_the_others_up() -> None:
    fleet = Fleet("fourcasters", PROCESSES)
    fleet.at(2.0, lambda: fleet.cut_off.add(0))
    fleet.at(5.0, fleet.cut_off.clear)
    fleet.run([(number / 20, process, READ) for process in range(PROCESSES) for number in range(200)])
    assert max(each.seconds for each in fleet.waited if each.process != 0) < 0.1


def test_a_silence_of_a_moment_is_over_with_the_next_question() -> None:
    fleet = Fleet("predictstreet", PROCESSES)
    fleet.at(0.9, fleet.lose)
    fleet.at(1.1, fleet.find)
    fleet.run([(0.0, 0, CANCEL_ONE), (1.0, 0, CANCEL_ONE), (3.0, 0, CANCEL_ONE)])
    assert [round(each.seconds, 3) for each in fleet.waited] == [0.0, 0.25, 0.0]
