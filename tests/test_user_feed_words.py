"""What the messages of the user feed are called here, and what becomes of those that nobody can read. Without a socket."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, assert_never

import msgspec
import pytest
from user_feed_messages import MATCHED, RESTS, live, told
from user_feed_world import placed_text

from crossbook.feeds import Connected, Disconnected, Gap, Live, Lost, Replayed
from crossbook.fourcasters import BetTaken, OrderCancelled, OrderFilled, OrderPlaced, RestingOrders, UnlistedEvent, UserFeedEvent


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


def test_events_are_values() -> None:
    first, second = told(), told()
    assert first == second
    with pytest.raises(AttributeError):
        first.cursor = "0-0"  # type: ignore[misc, union-attr] # pyright: ignore[reportAttributeAccessIssue]
    assert msgspec.structs.replace(first) == first
