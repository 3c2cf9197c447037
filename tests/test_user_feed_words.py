"""What the messages of the user feed are called here, and what becomes of those that nobody can read. Without a socket."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, assert_never

import msgspec
import pytest
from user_feed_world import EVERY, FeedWorld, placed_text, reply

from crossbook import Unauthorized
from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost, Replayed
from crossbook.fourcasters import (
    BetTaken,
    OrderCancelled,
    OrderFilled,
    OrderPlaced,
    RestingOrders,
    UnlistedEvent,
    UserFeedEvent,
)
from crossbook.fourcasters.feeds.listing import ReplayReply

RESTS = json.loads(placed_text("1-0"))["unmatched"]
MATCHED = {
    "txID": "66d000000000000000000002",
    "amount": 50,
    "risk": 50.25,
    "win": 55,
    "odds": 110,
    "orderID": "66c000000000000000000009",
    "wagerRequestID": "66e000000000000000000001",
    "type": "total",
    "side": "over",
    "number": 8.5,
    "userReference": None,
}


def live() -> FeedWorld:
    world = FeedWorld()
    world.open()
    world.answer()
    world.read()
    assert [type(event) for event in world.feeds[0]] == [Connected, Replayed, Live]
    world.feeds[0].clear()
    return world


def told(**changed: Any) -> UserFeedEvent:
    """Say what a live feed makes of one message."""
    world = live()
    world.hear(placed_text("7-3", **changed))
    world.read()
    (event,) = world.feeds[0]
    return event


def named(event: UserFeedEvent) -> str:
    """Handle every event there is: the type checkers prove that none is left out."""
    match event:
        case OrderPlaced(order_id=order_id, remaining=remaining):
            return f"{order_id} rests with {remaining}"
        case OrderFilled(order_id=order_id, stake=stake, is_over=is_over):
            return f"{order_id} filled by {stake}{', whole' if is_over else ''}"
        case BetTaken(fill_id=fill_id, stake=stake):
            return f"{fill_id} taken for {stake}"
        case OrderCancelled(order_id=order_id, filled=filled):
            return f"{order_id} gone, {filled} filled"
        case UnlistedEvent(message_id=message_id):
            return f"{message_id} is not known"
        case RestingOrders(orders=orders):
            return f"{len(orders)} rest"
        case Connected() | Disconnected() | Gap() | Replayed() | Live() | Lost():
            return type(event).__name__
        case _:
            assert_never(event)


def test_an_order_that_rests() -> None:
    event = told(unmatched=RESTS | {"userReference": "mine"})
    assert isinstance(event, OrderPlaced)
    assert named(event) == "66c000000000000000000001 rests with 250"
    assert (event.message_id, event.cursor, event.user_reference, event.odds) == ("7-3", "0-0+7-3", "mine", Decimal(-105))
    assert (event.risk, event.league, event.line) == (Decimal(250), "NBA", None)
    assert event.happened_at is not None
    assert event.venue_event.unmatched is not None


def test_a_fill_of_a_resting_order_counts_what_this_event_matched() -> None:
    event = told(unmatched=RESTS | {"filled": 50, "remaining": 100, "number": 8.5}, matched=MATCHED)
    assert isinstance(event, OrderFilled)
    assert (event.stake, event.risk, event.win, event.remaining, event.is_over) == (
        Decimal(50),
        Decimal("50.25"),
        Decimal(55),
        Decimal(100),
        False,
    )
    assert (event.order_id, event.fill_id, event.line) == (RESTS["orderID"], MATCHED["txID"], Decimal("8.5"))
    assert named(told(unmatched=RESTS | {"filled": 250, "remaining": 0}, matched=MATCHED)).endswith("filled by 50, whole")


def test_a_fill_of_an_order_that_took_names_the_other_sides_order_as_such() -> None:
    event = told(unmatched=None, matched=MATCHED, origin="wager")
    assert isinstance(event, BetTaken)
    assert (event.hit_order_id, event.wager_request_id) == (MATCHED["orderID"], MATCHED["wagerRequestID"])
    assert not hasattr(event, "order_id")


def test_an_order_that_is_off_the_market() -> None:
    event = told(unmatched=RESTS | {"filled": 150, "offered": 0, "remaining": 0})
    assert isinstance(event, OrderCancelled)
    assert (event.order_id, event.filled) == (RESTS["orderID"], Decimal(150))


@pytest.mark.parametrize(
    "changed",
    [
        {"unmatched": None},
        {"unmatched": RESTS | {"offered": 0, "remaining": 0}, "matched": MATCHED},
        {"unmatched": RESTS | {"filled": 50, "remaining": 200}},
        {"unmatched": RESTS | {"offered": "NaN"}},
        {"unmatched": RESTS | {"remaining": -1}},
        {"unmatched": None, "matched": MATCHED | {"risk": "Infinity"}},
        {"unmatched": None, "settled": {"result": "won"}},
    ],
)
def test_what_no_page_describes_is_told_as_it_came(changed: dict[str, Any]) -> None:
    event = told(**changed)
    assert isinstance(event, UnlistedEvent)
    assert (event.message_id, event.cursor) == ("7-3", "0-0+7-3")
    assert named(event) == "7-3 is not known"


def test_words_of_tomorrow_are_read() -> None:
    event = told(unmatched=RESTS | {"type": "corners", "weight": [1]}, origin="mirror", tomorrow={})
    assert isinstance(event, OrderPlaced)
    assert event.market_type == "corners"


def test_a_message_without_any_documented_member_is_told_as_text() -> None:
    world = live()
    world.hear('{"hello": "trader"}')
    world.read()
    (event,) = world.feeds[0]
    assert event == UnlistedEvent(message_id=None, cursor="0-0", venue_event='{"hello": "trader"}')


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '"7-3"',
        placed_text("7-3")[:90],
        placed_text("7"),
        placed_text("7-x"),
        placed_text("-1-0"),
        placed_text("9" * 30 + "-0"),
    ],
)
def test_a_frame_that_cannot_be_read_ends_the_connection_and_what_it_said_is_replayed(text: str) -> None:
    world = live()
    world.happen()
    world.wire[0] = text
    world.deliver()
    assert not world.is_open
    world.open()
    world.answer()
    world.read()
    assert [type(event) for event in world.feeds[0]] == [Disconnected, Connected, OrderPlaced, Replayed, Live]


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


def test_events_are_values() -> None:
    first, second = told(), told()
    assert first == second
    with pytest.raises(AttributeError):
        first.cursor = "0-0"  # type: ignore[misc, union-attr] # pyright: ignore[reportAttributeAccessIssue]
    assert msgspec.structs.replace(first) == first


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
