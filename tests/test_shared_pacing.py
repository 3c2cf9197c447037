"""Limits that several processes share are kept by all of them together: while Redis is there, while it is lost, and after."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from fleet import Fleet, cancels, saturating
from hypothesis import given, settings
from hypothesis import strategies as st
from pacing_worlds import CANCEL, CANCEL_ONE, LIST, LOOK_UP, PLACE, READ, TABLES, counted, most_in_a_window

from crossbook_bindings.fourcasters.rest import get_graded_since

SINCE = get_graded_since()
LOADS = {"fourcasters": ([READ, SINCE, PLACE, CANCEL], 25.0), "predictstreet": ([CANCEL_ONE, CANCEL_ONE, CANCEL_ONE, LIST], 20.0)}


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
    fleet.at(8.9, fleet.cut_off.clear)


def lost_and_found_empty(fleet: Fleet) -> None:
    lost_and_found(fleet)
    fleet.at(8.8, fleet.redis.empty)


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
