"""Whatever the wires, REST and readers do: PredictStreet's feeds lose no fill, tell none twice, and pass over no change of a book."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import pytest
from gateway_books import BookWorld
from gateway_worlds import UserWorld
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbook.feeds import BookInvalid, BookRebuilt, Gap, Live, Lost
from crossbook.predictstreet import OrderFilled, RestingOrders

Act: TypeAlias = tuple[str, Callable[[Any], None]]

USER_OFTEN: Final[tuple[Act, ...]] = (
    ("go live", UserWorld.go_live),
    ("happen", UserWorld.happen),
    ("deliver", UserWorld.deliver),
    ("answer", UserWorld.answer),
    ("answer late", lambda world: world.answer(late=True)),
    ("read", UserWorld.read),
    ("tick", UserWorld.tick),
)
USER_SELDOM: Final[tuple[Act, ...]] = (
    ("open", UserWorld.open),
    ("drop", UserWorld.drop),
    ("repeat the newest", lambda world: world.repeat(-1)),
    ("repeat any", lambda world: world.repeat(len(world.wire.heard) // 2)),
    ("halve", UserWorld.halve),
    ("lose", lambda world: world.wire.lose()),
    ("delay", lambda world: world.wire.delay()),
    ("fail", UserWorld.fail),
    ("pass a second", lambda world: world.tick(1.0)),
    ("pass until a look", lambda world: world.tick(60.0)),
)
BOOK_OFTEN: Final[tuple[Act, ...]] = (
    ("go live", BookWorld.go_live),
    ("happen", BookWorld.happen),
    ("deliver", BookWorld.deliver),
    ("tick", BookWorld.tick),
    ("read", BookWorld.read),
)
BOOK_SELDOM: Final[tuple[Act, ...]] = (
    ("open", BookWorld.open),
    ("drop", BookWorld.drop),
    ("repeat the newest", lambda world: world.repeat(-1)),
    ("repeat any", lambda world: world.repeat(len(world.wire.heard) // 2)),
    ("halve", BookWorld.halve),
    ("lose", lambda world: world.wire.lose()),
    ("delay", lambda world: world.wire.delay()),
    ("pass a while", lambda world: world.tick(16.0)),
    ("fail a snapshot", lambda world: setattr(world, "fails", world.fails + 1)),
    ("count anew", BookWorld.restart_count),
)


def acts(often: tuple[Act, ...], seldom: tuple[Act, ...]) -> st.SearchStrategy[list[Act]]:
    return st.lists(st.sampled_from([*(3 * often), *seldom]), min_size=5, max_size=50)


@settings(max_examples=300, deadline=None)
@given(acts(USER_OFTEN, USER_SELDOM))
def test_every_fill_since_a_feed_was_first_live_is_told_once(course: list[Act]) -> None:
    world = UserWorld()
    for _, act in course:
        act(world)
    world.come_to_rest()
    world.check_words()
    expected = {trade for trade, _ in world.fills[world.known_before :]}
    assert expected <= {*world.trades}
    assert len(world.trades) == len({*world.trades}), "a fill is told twice"
    assert not any(isinstance(event, Lost) for event in world.told)
    assert world.protocol.is_live


@settings(max_examples=200, deadline=None)
@given(acts(USER_OFTEN, USER_SELDOM), st.integers(1, 8))
def test_a_feed_that_is_not_read_ends_and_drops_nothing_before_that(course: list[Act], most: int) -> None:
    world = UserWorld(most_waiting=most)
    for name, act in course:
        if name not in ("go live", "read"):
            act(world)
    for _ in range(40):
        world.happen()
        world.tick()
        world.deliver()
        world.answer()
    world.read()
    losses = [event for event in world.told if isinstance(event, Lost)]
    assert losses == (world.told[-1:] if world.protocol.is_over else [])
    assert len(world.told) <= most + 1
    if world.protocol.is_live:
        assert len(world.told) <= most


@settings(max_examples=400, deadline=None)
@given(acts(BOOK_OFTEN, BOOK_SELDOM))
def test_no_change_of_a_book_is_passed_over_unless_it_is_called_invalid(course: list[Act]) -> None:
    world = BookWorld()
    for _, act in course:
        act(world)
    world.come_to_rest()
    world.check()
    assert world.states[-1].sequence == world.seq, "a book that stands still"
    assert world.protocol.is_live


@pytest.mark.parametrize("is_read", [True, False])
def test_a_snapshot_that_comes_again_is_no_answer_to_who_asked_for_another_one(*, is_read: bool) -> None:
    world = BookWorld()
    world.go_live()
    world.restart_count()
    world.happen()
    world.deliver()
    world.repeat(0)
    world.repeat(len(world.wire.heard) // 2)
    world.read()
    assert isinstance(world.told[-1], BookInvalid)
    for _ in range(4):
        world.tick()
        world.deliver()
        world.happen()
        if is_read:
            world.read()
    world.come_to_rest()
    world.check()
    told = world.states[1:]
    assert [state.sequence for state in told if state.sequence > world.seq] == [], "the count before is told of"


def test_the_laws_are_about_something() -> None:
    world = UserWorld()
    world.go_live()
    for _ in range(3):
        world.happen()
    world.wire.lose()
    world.come_to_rest()
    assert sorted(world.trades) == ["trade-0", "trade-1", "trade-2"]
    assert [type(event) for event in world.told].count(Live) == 2
    assert [type(event) for event in world.told].count(Gap) == 2
    book = BookWorld()
    book.go_live()
    for _ in range(3):
        book.happen()
    book.wire.lose()
    book.come_to_rest()
    book.check()
    assert [type(event) for event in book.told if isinstance(event, BookInvalid | BookRebuilt)] == [BookInvalid, BookRebuilt]


def test_what_comes_while_rest_is_asked_is_held_back_and_told_behind_it() -> None:
    world = UserWorld()
    world.open()
    while not world.asks:
        world.tick()
        world.deliver()
    world.happen()
    world.deliver()
    world.read()
    assert world.trades == []
    world.answer(late=True)
    world.read()
    assert world.trades == ["trade-0"]
    assert [type(event) for event in world.told[-4:]] == [Gap, RestingOrders, OrderFilled, Live]
