"""What says two things at once proves neither: entries of a reply, and rows of the lists in which an order is looked for."""

from __future__ import annotations

from typing import Any

import lost_commands_predictstreet
import pytest
from accounts import GAME, ORDER, OTHER
from desks import LOST, Desk
from lost_commands import LATE, found
from lost_commands_predictstreet import ID, UNKNOWN, UNPLACED, page, row
from replies import Answer, Replies, said
from socket_server import told

from crossbook import Cancelled, CancelUnknown, NotCancelled, NotPlaced, Placed, PlaceUnknown, UnreadableReply
from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import PredictStreet

predictstreet = pytest.fixture(lost_commands_predictstreet.predictstreet)
desk = pytest.fixture(lost_commands_predictstreet.desk)


@pytest.mark.parametrize("reason", ["Not your order", "order already  graded", "Failed to process cancelMultiple", "failed to reach"])
def test_a_success_beside_the_words_of_a_failure_is_neither(reason: str, venue: Replies, fourcasters: Fourcasters) -> None:
    entry = {"success": True, "sessionID": ORDER, "reason": reason}
    venue.will(said({"data": entry}), said({"data": [entry, {"success": True, "sessionID": OTHER}]}))
    assert isinstance(fourcasters.cancel_order(ORDER), CancelUnknown)
    assert [type(outcome) for outcome in fourcasters.cancel_orders([ORDER, OTHER])] == [CancelUnknown, Cancelled]


def test_other_words_beside_a_success_say_nothing_against_it(venue: Replies, fourcasters: Fourcasters) -> None:
    # The venue's schema has the member in a success.
    venue.will(said({"data": {"success": True, "sessionID": ORDER, "reason": "<string>"}}))
    assert isinstance(fourcasters.cancel_order(ORDER), Cancelled)


@pytest.mark.parametrize("member", ["error", "reason"])
def test_an_error_that_stands_twice_is_not_taken_back_by_the_second(member: str, venue: Replies, fourcasters: Fourcasters) -> None:
    entry = f'{{"success":true,"sessionID":"{ORDER}","{member}":"order already graded","{member}":null}}'
    venue.will(Answer(body=f'{{"data":[{entry}]}}'.encode(), headers=(("Content-Type", "application/json"),)))
    (outcome,) = fourcasters.cancel_orders([ORDER])
    assert isinstance(outcome, CancelUnknown)


@pytest.mark.parametrize(
    ("market_type", "side", "entry_side"),
    [("total", "over", "under"), ("total", None, OTHER), ("spread", OTHER, ORDER), ("spread", None, "over"), (None, "over", "under")],
)
async def test_a_socket_scope_is_held_to_the_side_that_was_asked_for(market_type: Any, side: str | None, entry_side: str) -> None:
    data = [{"success": True, "orderID": ORDER, "gameID": GAME, "side": entry_side}]
    with pytest.raises(UnreadableReply, match="outside of what was asked: 1") as caught:
        await told({"data": data}, lambda socket: socket.cancel_game_orders(GAME, market_type=market_type, side=side))
    assert [type(outcome) for outcome in caught.value.outcomes] == [Cancelled]


@pytest.mark.parametrize(("market_type", "side", "entry_side"), [("total", "over", "Over"), ("spread", None, OTHER), ("total", "over", "")])
async def test_a_socket_scope_takes_what_is_of_its_side(market_type: Any, side: str | None, entry_side: str) -> None:
    data = [{"success": True, "orderID": ORDER, "gameID": GAME, "side": entry_side}]
    outcomes = await told({"data": data}, lambda socket: socket.cancel_game_orders(GAME, market_type=market_type, side=side))
    assert [type(outcome) for outcome in outcomes] == [Cancelled]


# ------------------------------------------------------------------------------------------------------------ rows of lists


@pytest.mark.parametrize(("first", "second"), [("FILLED", "REJECTED"), ("REJECTED", "FILLED"), ("OPEN", "REJECTED")])
@pytest.mark.parametrize("rung", ["/open", "/history"])
def test_two_rows_that_differ_prove_no_placement(rung: str, first: str, second: str, desk: Desk, predictstreet: PredictStreet) -> None:
    desk.tell(rung, page(row(first), row(second)))
    (outcome,) = predictstreet.resolve([UNPLACED], **LATE)
    assert isinstance(outcome, PlaceUnknown)
    assert "twice, and not as the same" in found(outcome)


def test_a_row_that_comes_again_is_one_row(desk: Desk, predictstreet: PredictStreet) -> None:
    desk.tell("/open", page(row(), row()))
    (outcome,) = predictstreet.resolve([UNPLACED])
    assert isinstance(outcome, Placed)


def test_what_is_over_by_the_list_of_open_orders_is_not_believed(desk: Desk, predictstreet: PredictStreet) -> None:
    desk.tell("/open", page(row("REJECTED", filledQty="0", remainingQty="0")))
    (outcome,) = predictstreet.resolve([UNPLACED], **LATE)
    assert isinstance(outcome, PlaceUnknown)
    assert "in the list of open orders" in found(outcome)
    desk.tell("/open", page())
    desk.tell("/history", page(row("REJECTED", filledQty="0", remainingQty="0")))
    (outcome,) = predictstreet.resolve([UNPLACED], **LATE)
    assert isinstance(outcome, NotPlaced)


@pytest.mark.parametrize(("first", "second"), [("CANCELLED", "FILLED"), ("CANCELLED", "OPEN"), ("EXPIRED", "OPEN")])
def test_two_rows_of_the_history_that_differ_prove_no_cancel(first: str, second: str, desk: Desk, predictstreet: PredictStreet) -> None:
    desk.tell(ID, LOST)
    desk.tell("/history", page(row(first), row(second)))
    (outcome,) = predictstreet.resolve([UNKNOWN], **LATE)
    assert isinstance(outcome, CancelUnknown)
    assert "twice, and not as the same" in found(outcome)
    desk.tell("/history", page(row("CANCELLED"), row("CANCELLED")))
    (outcome,) = predictstreet.resolve([UNKNOWN], **LATE)
    assert isinstance(outcome, Cancelled | NotCancelled)
