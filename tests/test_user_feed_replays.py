"""What the user feed makes of replays, gaps and messages that come late. Without a socket."""

from __future__ import annotations

import json
from typing import Any

import pytest
from user_feed_messages import MATCHED, RESTS, live
from user_feed_world import EVERY, FeedWorld, placed_text, reply

from crossbook import Unauthorized
from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost, Replayed
from crossbook.fourcasters import OrderPlaced, RestingOrders, UnlistedEvent
from crossbook.fourcasters.feeds.listing import ReplayReply


@pytest.mark.parametrize(
    "answer",
    [
        reply("success"),
        reply("cache_expired"),
        reply("pending", messages=[placed_text("5-0")]),
        reply("success", messages=[placed_text("5-1"), placed_text("5-0")]),
        reply("success", messages=[placed_text("five")]),
    ],
)
def test_a_replay_that_cannot_be_relied_on_is_none(answer: Any) -> None:
    world = FeedWorld()
    world.open()
    world.protocol.receive_replay(world.asks.pop().number, answer)
    world.settle()
    assert not world.is_open
    world.read()
    assert [type(event) for event in world.feeds[0]] == [Connected, Disconnected]


def test_ids_are_compared_as_numbers() -> None:
    world = live()
    for message_id in ("9-9", "9-10", "10-2", "9-10"):
        world.hear(placed_text(message_id))
    world.read()
    assert [(event.message_id, event.cursor) for event in world.feeds[0] if isinstance(event, OrderPlaced)] == [
        ("9-9", "0-0+9-9"),
        ("9-10", "0-0+9-9+9-10"),
        ("10-2", "0-0+9-9+9-10+10-2"),
    ]


def test_a_message_that_comes_late_is_told_and_the_cursor_names_it() -> None:
    world = live()
    world.hear(placed_text("5-0"))
    world.hear(placed_text("4-0"))
    world.read()
    assert [(event.message_id, event.cursor) for event in world.feeds[0] if isinstance(event, OrderPlaced)] == [
        ("5-0", "0-0+5-0"),
        ("4-0", "0-0+5-0+4-0"),
    ]


def test_an_answer_to_an_earlier_connection_counts_for_nothing() -> None:
    world = FeedWorld()
    world.happen()
    world.open()
    (first,) = world.asks
    world.drop()
    world.open()
    world.protocol.receive_replay(first.number, reply("success", messages=[]))
    world.read()
    assert not world.protocol.is_live
    assert not [event for event in world.feeds[0] if isinstance(event, Replayed)]


@pytest.mark.parametrize("reopened", [False, True])
@pytest.mark.parametrize("parts", range(1, 9))
def test_a_connection_that_is_lost_within_a_replay_has_the_rest_told_by_the_next(parts: int, reopened: bool) -> None:  # noqa: FBT001 - a case
    world = FeedWorld()
    for _ in range(9):
        world.happen()
    world.open()
    world.answer_in_parts()
    for _ in range(parts - 1):
        world.go_on()
    told = len(world.log) if world.protocol.is_live else None
    world.drop()
    if reopened:
        world.open()
    world.go_on(to_the_end=True)
    assert not world.protocol.is_live
    world.read()
    assert [type(event) for event in world.feeds[0] if isinstance(event, Live | Replayed)] == ([Replayed, Live] if told else [])
    world.open()
    world.answer()
    world.read()
    assert [event.message_id for event in world.feeds[0] if isinstance(event, OrderPlaced)] == [f"{number}-0" for number in range(2, 11)]
    assert world.protocol.is_live


def test_what_happens_before_the_venue_has_taken_note_of_a_connection_is_found_soon() -> None:
    world = live()
    world.happen()
    world.lose()
    assert world.protocol.next_deadline == 2.0
    world.protocol.receive_time(2.0)
    world.settle()
    world.answer()
    world.read()
    assert [type(event) for event in world.feeds[0]] == [OrderPlaced]
    assert world.protocol.next_deadline == 2.0 + EVERY
    assert world.protocol.is_live


def test_a_check_of_an_account_that_was_quiet_for_long_is_no_gap() -> None:
    world = live()
    world.happen()
    world.deliver()
    world.happen()
    world.deliver()
    world.forget(keep=0)
    for _ in range(3):
        world.pass_time()
        world.answer()
    world.read()
    assert [type(event) for event in world.feeds[0]] == [OrderPlaced, OrderPlaced]
    assert world.protocol.is_live


def test_credentials_that_are_refused_end_the_feed() -> None:
    world = FeedWorld(start=(7, 7))
    world.open()
    world.protocol.receive_failure(world.asks.pop().number, Unauthorized("no", venue="fourcasters", operation="replayUserMessages"))
    world.read()
    lost = world.feeds[0][-1]
    assert isinstance(lost, Lost)
    assert lost.cursor == "7-7"
    assert world.protocol.is_over


def test_a_place_that_the_venue_refuses_to_replay_from_three_times_is_a_gap() -> None:
    world = FeedWorld(start=(7, 7))
    for _ in range(3):
        world.open()
        world.fail(refused=True)
    assert world.is_open
    world.answer()
    world.read()
    gap, resting, last = world.feeds[0][-3:]
    assert isinstance(gap, Gap)
    assert gap.since == "7-7"
    assert isinstance(resting, RestingOrders)
    assert isinstance(last, Live)


# ---- one odd message hides nothing

ODD = placed_text("5-0", unmatched=RESTS | {"offered": None})


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ([placed_text("4-0"), ODD, placed_text("6-0")], ["4-0", "5-0", "6-0"]),
        ([placed_text("4-0"), placed_text("4-0"), placed_text("6-0")], ["4-0", "6-0"]),
        ([placed_text("0-0"), placed_text("6-0")], ["6-0"]),
        ([placed_text("4-0"), placed_text("4-0", origin="wager", unmatched=None, matched=MATCHED)], ["4-0", None]),
    ],
)
def test_a_replay_with_an_odd_message_tells_all_others_and_is_live(texts: list[str], told: list[str | None]) -> None:
    world = FeedWorld()
    world.open()
    world.protocol.receive_replay(world.asks.pop().number, reply("success", messages=texts))
    world.settle()
    world.read()
    events = world.feeds[0]
    assert [event.message_id for event in events if isinstance(event, OrderPlaced | UnlistedEvent)] == told
    assert [type(event) for event in (events[0], *events[-2:])] in ([Connected, Replayed, Live], [Connected, UnlistedEvent, Live])
    assert world.protocol.is_live


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (reply("success", messages=[placed_text("4-0"), placed_text("six"), placed_text("7-0")]), ["4-0", "7-0", None]),
        (reply("success", messages=[placed_text("7-0"), placed_text("4-0")]), ["4-0", "7-0"]),
        (reply("success"), []),
        (reply("SUCCESS", messages=[placed_text("4-0")]), []),
    ],
)
def test_a_replay_that_is_never_to_be_relied_on_is_a_gap_with_what_can_be_read_of_it(answer: ReplayReply, told: list[str | None]) -> None:
    world = FeedWorld()
    for attempt in range(3):
        assert attempt == 0 or not world.is_open
        world.open()
        world.protocol.receive_replay(world.asks.pop().number, answer)
        world.settle()
    world.answer()
    world.read()
    events = world.feeds[0][world.feeds[0].index(next(event for event in world.feeds[0] if isinstance(event, Gap))) :]
    assert [event.message_id for event in events if isinstance(event, OrderPlaced | UnlistedEvent)] == told
    assert isinstance(events[-2], RestingOrders)
    assert isinstance(events[-1], Live)
    # What has no place comes with each list, and is told once.
    world.pass_time()
    world.protocol.receive_replay(world.asks.pop().number, answer)
    world.read()
    assert world.feeds[0][-1] == events[-1]


@pytest.mark.parametrize("name", ["availableMessages", "messages"])
def test_a_venue_that_has_only_older_messages_than_the_cursor_counts_anew(name: str) -> None:
    world = FeedWorld(start=(1000, 0))
    world.open()
    world.protocol.receive_replay(world.asks.pop().number, reply("cache_expired", **{name: [placed_text("900-0")]}))
    world.settle()
    world.answer()
    world.hear(placed_text("901-0"))
    world.read()
    assert [type(event) for event in world.feeds[0]] == [Connected, Gap, RestingOrders, Live, OrderPlaced]
    placed = world.feeds[0][-1]
    assert isinstance(placed, OrderPlaced)
    assert placed.cursor == "900-0+901-0"


@pytest.mark.parametrize("text", [placed_text("3-0"), placed_text("7-0", unmatched=RESTS | {"orderID": "66c00000000000000000000f"})])
def test_a_message_under_a_name_that_it_cannot_have_is_told_behind_a_gap(text: str) -> None:
    world = FeedWorld(start=(5, 0))
    world.open()
    world.answer()
    world.hear(placed_text("7-0"))
    world.hear(placed_text("7-0"))
    world.read()
    world.feeds[0].clear()
    world.hear(text)
    assert not world.protocol.is_live
    world.answer()
    world.hear(text)
    world.read()
    gap, event, *rest = world.feeds[0]
    assert isinstance(gap, Gap)
    assert isinstance(event, OrderPlaced | UnlistedEvent)
    assert event.message_id == json.loads(text)["messageID"]
    assert [type(each) for each in rest] == [RestingOrders, Live]
