"""What a pull does with the last of its time: one more look, as late as leaves time for it, and nothing past its deadline."""

from __future__ import annotations

import itertools
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pull_world import BEGINS, World, ids, refused

from crossbook import Cancelled, CancelUnknown, Evidence, Outcome
from crossbook.desk import WithPrefix
from crossbook.desk.pull_steps import ListResting
from crossbook.paged import Paged


@pytest.mark.parametrize("pages", [1, 2])
@pytest.mark.parametrize("deadline", [3.0, 6.0, 60.0])
def test_a_list_that_lags_until_shortly_before_the_deadline_is_looked_at_once_more(deadline: float, pages: int) -> None:
    world, rows = World(WithPrefix("q-"), deadline=deadline), ids(2)
    world.listing = lambda: Paged(rows if world.now < BEGINS + deadline - 0.6 else (), pages=pages)
    result = world.run()
    assert (result.verdict, len(result.cancelled)) == ("nothing rests: proven", 2)
    assert result.seconds <= deadline


def test_there_is_one_last_look_and_then_no_more() -> None:
    world, rows = World(WithPrefix("q-"), deadline=6), ids(2)
    world.listing = lambda: rows
    result = world.run()
    assert not result.is_proven
    assert [round(moment, 1) for moment in world.asked_for(ListResting) if moment > 4] == [5.5]
    assert result.seconds <= 6


def test_credentials_that_were_just_refused_are_not_tried_again_for_a_last_look() -> None:
    world = World(WithPrefix("q-"), deadline=5)
    world.listing = refused
    assert not world.run().is_proven
    looks = world.asked_for(ListResting)
    assert all(later - earlier >= 2 for earlier, later in itertools.pairwise(looks))


def test_what_became_of_cancels_is_asked_before_the_last_look() -> None:
    world, rows, asked = World(WithPrefix("q-"), deadline=6), ids(1), list[float]()
    evidence = Evidence(operation="cancelMultiple", sent="{}", received=None, problem="no reply came")
    world.cancel = lambda order_id: CancelUnknown(order_id=order_id, evidence=evidence)

    def resolve(outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
        asked.append(world.now - BEGINS)
        return tuple(Cancelled(order_id=cast("CancelUnknown", each).order_id) for each in outcomes)

    world.resolve = resolve
    world.listing = lambda: rows
    result = world.run()
    assert (len(result.cancelled), len(asked), asked[0] < 5) == (1, 1, True)
    assert world.asked_for(ListResting)[-1] == 5.5


@settings(max_examples=100, deadline=None)
@given(deadline=st.floats(0.2, 40), lag=st.floats(0, 40), took=st.floats(0.001, 4), pages=st.sampled_from([1, 2]))
def test_a_pull_ends_by_its_deadline_and_is_proven_where_the_list_was_right_in_time_for_a_look(
    deadline: float, lag: float, took: float, pages: int
) -> None:
    world, rows = World(WithPrefix("q-"), deadline=deadline), ids(1)
    world.lists_take = took
    world.listing = lambda: Paged(rows if world.now < BEGINS + lag else (), pages=pages)
    result = world.run()
    assert result.seconds <= deadline + 1e-6
    if result.is_proven:
        assert world.asked_for(ListResting)[-pages] >= lag - 1e-6
    # The first look may be under way when it becomes right, and one of several pages is looked at twice.
    elif took < 0.25 / pages and lag < deadline - 1 - 2 * took:
        raise AssertionError(result.left)
