"""Where the next user feed begins: no cursor is past a hole. Without a socket."""

from __future__ import annotations

from user_feed_messages import live
from user_feed_world import FeedWorld, placed_text

from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost, Replayed
from crossbook.fourcasters import OrderPlaced, RestingOrders


def test_where_there_is_no_room_for_a_late_message_the_next_feed_begins_before_it() -> None:
    world = FeedWorld(most_waiting=3)
    world.open()
    world.answer()
    world.read()
    for message_id in ("3-0", "5-0", "6-0", "4-0"):
        world.hear(placed_text(message_id))
    world.read()
    lost = world.feeds[0][-1]
    assert isinstance(lost, Lost)
    assert lost.cursor == "0-0+3-0+5-0+6-0"
    assert "3 events" in lost.problem


def test_after_a_check_the_next_replay_begins_where_the_venue_still_has_something() -> None:
    world = live()
    for _ in range(2):
        world.happen()
        world.deliver()
    world.forget(keep=1)
    world.pass_time()
    world.answer()
    world.drop()
    world.open()
    world.answer()
    world.read()
    assert [type(event) for event in world.feeds[0]][2:] == [Disconnected, Connected, Replayed, Live]


def test_after_a_gap_the_next_replay_begins_at_what_came_since() -> None:
    world = FeedWorld()
    world.happen()
    world.forget(keep=0)
    world.open()
    world.answer()
    world.answer()
    world.happen()
    world.deliver()
    world.drop()
    world.happen()
    world.open()
    world.answer()
    world.read()
    told = [type(event) for event in world.feeds[0]]
    assert told == [Connected, Gap, RestingOrders, Live, OrderPlaced, Disconnected, Connected, OrderPlaced, Replayed, Live]


# ---- no cursor is past a hole


def next_feed(world: FeedWorld) -> list[str]:
    """Say what the next process is told, which is given what the venue has."""
    world.restart()
    world.open()
    world.answer()
    world.read()
    assert isinstance(world.feeds[-1][-1], Live)
    return [event.message_id for event in world.feeds[-1] if isinstance(event, OrderPlaced)]


def test_a_frame_that_never_came_is_told_by_the_next_process() -> None:
    world = live()
    for _ in range(4):
        world.happen()
    world.deliver()
    world.lose()
    world.deliver()
    world.deliver()
    world.read()
    assert next_feed(world) == ["3-0"]


def test_a_frame_that_comes_late_is_told_by_the_next_process_where_this_one_ends_before() -> None:
    world = live()
    for _ in range(2):
        world.happen()
    world.delay()
    world.deliver()
    world.read()
    assert next_feed(world) == ["2-0"]


def test_a_cursor_stays_short_and_a_list_that_is_due_makes_it_exact() -> None:
    world = live()
    for _ in range(200):
        world.happen()
        world.deliver()
    world.read()
    event = world.feeds[0][-1]
    assert isinstance(event, OrderPlaced)
    assert len(event.cursor) < 1000
    assert world.protocol.next_deadline == 0.0
    world.pass_time()
    world.answer()
    world.happen()
    world.deliver()
    world.read()
    event = world.feeds[0][-1]
    assert isinstance(event, OrderPlaced)
    assert event.cursor == "201-0+202-0"
