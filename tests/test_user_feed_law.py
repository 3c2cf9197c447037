"""Whatever the wire, the replay and the reader do: no own event is lost or told twice, and there is no gap without a Gap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import sample
from user_feed_told import told_by
from user_feed_world import FeedWorld

from crossbook.feeds import Gap, Live, Lost
from crossbook.fourcasters import OrderEvent, RestingOrders
from crossbook.fourcasters.feeds.positions import MOST_NAMED, place_of

Act: TypeAlias = tuple[str, Callable[[FeedWorld], None]]


def _happen_and_be_delivered(world: FeedWorld) -> None:
    world.happen()
    world.deliver()


def _go_live(world: FeedWorld) -> None:
    world.open()
    world.answer()
    world.answer()


def _happen_often(world: FeedWorld) -> None:
    for milliseconds in (1, 0, 2):
        world.happen(milliseconds)


def _junk(world: FeedWorld) -> None:
    if world.is_open:
        world.hear('{"messageID": "tomorrow", "matched": null, "unmatched": null}')


# What leaves the order of messages as it is. What ends a connection comes seldom, so that connections hold long enough to be spoiled.
OFTEN: Final[tuple[Act, ...]] = (
    ("go live", _go_live),
    ("happen", FeedWorld.happen),
    ("happen often", _happen_often),
    ("happen and be delivered", _happen_and_be_delivered),
    ("deliver", FeedWorld.deliver),
    ("answer", FeedWorld.answer),
    ("answer in parts", FeedWorld.answer_in_parts),
    ("go on", FeedWorld.go_on),
    ("answer late", lambda world: world.answer(late=True)),
    ("pass time", FeedWorld.pass_time),
    ("read", FeedWorld.read),
)
SELDOM: Final[tuple[Act, ...]] = (
    ("open", FeedWorld.open),
    ("drop", FeedWorld.drop),
    ("repeat any", lambda world: world.repeat(len(world.heard) // 2)),
    ("repeat the newest", lambda world: world.repeat(-1)),
    ("repeat the oldest", lambda world: world.repeat(0)),
    ("halve", FeedWorld.halve),
    ("junk", _junk),
    ("answer out of order", FeedWorld.answer_out_of_order),
    ("fail", FeedWorld.fail),
    ("refuse", lambda world: world.fail(refused=True)),
    ("read one", lambda world: world.read(1)),
)
ORDERLY: Final = (*(4 * OFTEN), *SELDOM)
UNRULY: Final[tuple[Act, ...]] = 4 * (("lose", FeedWorld.lose), ("delay", FeedWorld.delay))
RESTARTED: Final[tuple[Act, ...]] = 3 * (("restart", FeedWorld.restart),)


def _forget(world: FeedWorld) -> None:
    # What is lost by a connection that holds, and forgotten before it is looked for, nobody can know of.
    if not world.is_open:
        world.forget(keep=1)


def _drop_and_forget(world: FeedWorld) -> None:
    world.drop()
    world.happen()
    world.happen()
    world.forget(keep=1)


FORGOTTEN: Final[tuple[Act, ...]] = 2 * (("forget", _forget), ("drop and forget", _drop_and_forget))


def acts(*kinds: tuple[Act, ...]) -> st.SearchStrategy[list[Act]]:
    return st.lists(st.sampled_from([act for kind in kinds for act in kind]), min_size=5, max_size=50)


def play(world: FeedWorld, course: list[Act]) -> None:
    for _, act in course:
        act(world)
    world.come_to_rest()
    world.check()


@settings(max_examples=sample(130, long=400), deadline=None)
@given(acts(ORDERLY, UNRULY))
def test_while_the_venue_forgets_nothing_everything_is_told_once_and_there_is_no_gap(course: list[Act]) -> None:
    world = FeedWorld()
    play(world, [act for act in course if act[0] != "refuse"])
    assert world.told == set(world.log)
    assert not [event for feed in world.feeds for event in feed if isinstance(event, Gap | Lost)]
    assert isinstance(world.feeds[-1][-1], Live) or world.protocol.is_live


@settings(max_examples=sample(130, long=400), deadline=None)
@given(acts(ORDERLY, UNRULY, FORGOTTEN), st.sampled_from([None, (0, 0)]))
def test_what_is_missing_is_gone_at_the_venue_and_in_a_gap(course: list[Act], start: tuple[int, int] | None) -> None:
    play(FeedWorld(start=start), course)


@settings(max_examples=sample(130, long=400), deadline=None)
@given(acts(ORDERLY, FORGOTTEN, RESTARTED), st.sampled_from([None, (0, 0)]))
def test_a_program_that_is_killed_goes_on_where_it_was_done(course: list[Act], start: tuple[int, int] | None) -> None:
    world = FeedWorld(start=start)
    play(world, course)


@settings(max_examples=sample(130, long=400), deadline=None)
@given(acts(ORDERLY), st.integers(1, 6))
def test_a_feed_that_is_not_read_ends_and_says_where_another_goes_on(course: list[Act], most: int) -> None:
    world = FeedWorld(most_waiting=most)
    for _, act in [act for act in course if act[0] != "refuse"]:
        act(world)
        if world.protocol.is_over:
            world.read()
            assert isinstance(world.feeds[-1][-1], Lost)
            world.restart()
    world.most_waiting = 1000
    world.read()
    lost = world.protocol.is_over
    world.come_to_rest()
    world.check()
    assert world.told == set(world.log) or lost


@pytest.mark.parametrize("keep", [0, 1])
def test_a_cursor_names_no_more_than_another_feed_reads(keep: int) -> None:
    world = FeedWorld()
    _go_live(world)
    world.drop()
    world.happen()
    world.forget(keep=keep)
    _go_live(world)
    for _ in range(2 * MOST_NAMED):
        _happen_and_be_delivered(world)
    world.read()
    cursors = [event.cursor for event in world.feeds[0] if isinstance(event, OrderEvent)]
    assert len(cursors) >= 2 * MOST_NAMED
    assert [cursor for cursor in cursors if place_of(cursor) is None] == []


@pytest.mark.parametrize("start", [None, (0, 0)])
def test_the_laws_are_about_something(start: tuple[int, int] | None) -> None:
    world = FeedWorld(start=start)
    for _ in range(3):
        world.happen()
    world.forget(keep=1)
    world.come_to_rest()
    world.check()
    told = [type(event) for event in world.feeds[0]]
    assert Gap in told
    assert RestingOrders in told
    assert told_by(world.feeds[0]) == ([] if start is None else [world.log[-1]])
    assert world.protocol.is_live


def test_a_feed_without_room_for_what_rests_does_not_go_on_behind_its_gap() -> None:
    world = FeedWorld(most_waiting=4)
    for _ in range(4):
        world.happen()
    world.forget(keep=3)
    world.open()
    world.read()
    world.answer()
    world.answer()
    world.read()
    gap, *_, lost = world.feeds[0][1:]
    assert isinstance(gap, Gap)
    assert isinstance(lost, Lost)
    assert lost.cursor == gap.since == "0-0"
