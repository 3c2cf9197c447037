"""Replies about orders outside of what was asked."""

from __future__ import annotations

import pytest
from accounts import GAME, ORDER, OTHER
from replies import Answer, Replies, said

from crossbook import Cancelled, CancelUnknown, NotCancelled, NotCancelledReason, UnreadableReply
from crossbook.fourcasters import Fourcasters

SUCCESS: dict[str, object] = {"success": True, "sessionID": ORDER}


def test_entries_of_another_reference_are_told_and_are_no_success(venue: Replies, fourcasters: Fourcasters) -> None:
    ours = SUCCESS | {"gameID": GAME, "userReference": "mine"}
    venue.will(
        said({"data": [ours, {"success": True, "sessionID": OTHER, "userReference": "theirs"}]}),
        said({"data": [ours, {"success": True, "sessionID": OTHER, "userReference": ""}]}),
        said({"data": [ours]}),
    )
    with pytest.raises(UnreadableReply, match="outside of what was asked: 1") as unreadable:
        fourcasters.cancel_by_reference(GAME, ["mine", "ours"])
    assert [outcome.order_id for outcome in unreadable.value.cancel_outcomes] == [ORDER, OTHER]
    assert len(fourcasters.cancel_by_reference(GAME, ["mine", "ours"])) == 2
    assert len(fourcasters.cancel_game_orders(GAME)) == 1, "who asks for a game is told of any reference in it"


def test_entries_of_another_game_are_told_and_are_no_success(venue: Replies, fourcasters: Fourcasters) -> None:
    ours = SUCCESS | {"gameID": GAME}
    venue.will(
        said({"data": [ours, {"success": True, "sessionID": OTHER, "gameID": OTHER}]}),
        said({"data": [ours | {"gameID": GAME.upper()}]}),
    )
    with pytest.raises(UnreadableReply, match="outside of what was asked: 1") as unreadable:
        fourcasters.cancel_game_orders(GAME)
    assert [outcome.order_id for outcome in unreadable.value.cancel_outcomes] == [ORDER, OTHER]
    assert [type(outcome) for outcome in fourcasters.cancel_game_orders(GAME)] == [Cancelled]


def test_evidence_of_an_order_that_may_be_gone_does_not_say_that_nothing_was_done(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(Answer(400, b"<html>"))
    outcome = fourcasters.cancel_order(ORDER)
    assert isinstance(outcome, CancelUnknown)
    assert "nothing was done" not in outcome.evidence.problem
    assert "not of the form" in outcome.evidence.problem
    venue.will(said({"error": "Not your order"}, 403))
    expected = NotCancelled(order_id=ORDER, reason=NotCancelledReason.NOT_OWNED, venue_text="Not your order")
    assert fourcasters.cancel_order(ORDER) == expected
