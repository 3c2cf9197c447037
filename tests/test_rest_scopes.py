"""Cancels that name no orders: the venue says which orders they were about, or only how many, or nothing at all."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from typing import Any

import pytest
from accounts import GAME, ORDER, OTHER
from operations import Call
from replies import Answer, Closed, Replies, said

from crossbook import (
    Cancelled,
    CancelUnknown,
    NoReply,
    NotCancelled,
    NotCancelledReason,
    OutcomeUnknown,
    Refused,
    ScopeOutcomes,
    UnreadableReply,
    VenueFailed,
)
from crossbook.fourcasters import Fourcasters, LeagueCancelAcknowledged
from crossbook.predictstreet import PredictStreet

BY_REFERENCE = {"gameID": GAME, "userReferences": ["a", "b"]}
SCOPES: dict[str, tuple[str, Any, Call]] = {
    "references": ("/session/cancelByReference", BY_REFERENCE, lambda c: c.cancel_by_reference(GAME, ["a", "b", "a"])),
    "game": ("/session/cancelAllOrdersForGame", {"gameID": GAME}, lambda c: c.cancel_game_orders(GAME)),
    "market type": ("/session/cancelAllOrdersForGame", {"gameID": GAME, "type": "total"}, lambda c: c.cancel_game_orders(GAME, "total")),
    "everything": ("/session/cancelAllOrders", None, lambda c: c.cancel_all_orders()),
}


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_gives_one_outcome_for_each_order_that_the_venue_names(scope: str, venue: Replies, fourcasters: Fourcasters) -> None:
    target, body, call = SCOPES[scope]
    entries = [
        {"success": True, "sessionID": ORDER, "filled": 12.5, "remaining": 87.50, "userReference": "a", "gameID": GAME},
        {"success": False, "sessionID": OTHER, "reason": "order already cancelled"},
    ]
    venue.will(said({"data": entries}), said({"data": []}))

    outcomes = call(fourcasters)

    assert (venue.last.method, venue.last.target) == ("POST", target)
    assert venue.last.body == b"" if body is None else venue.last.json == body
    assert isinstance(outcomes, ScopeOutcomes)
    assert outcomes.unnamed == 0
    assert list(outcomes) == [
        Cancelled(ORDER, Decimal("12.5"), Decimal("87.5"), "a", GAME),
        NotCancelled(order_id=OTHER, reason=NotCancelledReason.ALREADY_CANCELLED, venue_text="order already cancelled"),
    ]
    assert call(fourcasters) == (), "nothing to cancel is an ordinary reply"


@pytest.mark.parametrize("scope", SCOPES)
def test_an_order_that_a_scope_s_reply_contradicts_itself_about_is_unknown(scope: str, venue: Replies, fourcasters: Fourcasters) -> None:
    entries = [{"success": True, "sessionID": ORDER}, {"success": True, "sessionID": OTHER}, {"success": False, "sessionID": ORDER.upper()}]
    venue.will(said({"data": [*entries, {"success": True, "sessionID": ORDER}]}))
    outcomes = SCOPES[scope][2](fourcasters)
    assert [type(outcome) for outcome in outcomes] == [CancelUnknown, Cancelled]
    assert [outcome.order_id.lower() for outcome in outcomes] == [ORDER, OTHER]


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_whose_reply_has_an_entry_without_a_name_raises_with_the_others(
    scope: str, venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(said({"data": [{"success": True, "sessionID": ORDER}, {"success": False, "reason": "Not your order"}]}))
    with pytest.raises(UnreadableReply) as caught:
        SCOPES[scope][2](fourcasters)
    assert caught.value.outcomes == (Cancelled(ORDER),)


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize(
    ("act", "kind"),
    [(Closed(), NoReply), (Answer(503, b""), VenueFailed), (Answer(200, b"<html>"), UnreadableReply), (Answer(408), VenueFailed)],
)
def test_a_scope_that_ends_unknown_raises(
    scope: str, act: Any, kind: type[OutcomeUnknown], venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(act)
    with pytest.raises(kind) as caught:
        SCOPES[scope][2](fourcasters)
    assert caught.value.outcomes == ()


def test_a_league_is_only_acknowledged(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": {"ordersReceived": True}}))
    acknowledged = fourcasters.cancel_league_orders("NBA")
    assert acknowledged == LeagueCancelAcknowledged(league="NBA")
    assert acknowledged.may_be_open is True
    assert (venue.last.target, venue.last.json) == ("/session/cancelAllForLeague", {"league": "NBA"})


@pytest.mark.parametrize("data", [{}, {"ordersReceived": False}, {"ordersReceived": None}, {"ordersReceived": "yes"}])
def test_a_league_that_is_not_acknowledged_is_unknown(data: dict[str, object], venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": data}))
    with pytest.raises(UnreadableReply):
        fourcasters.cancel_league_orders("NBA")


def test_the_new_form_of_cancel_all_names_its_orders(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.will(said({"cancelled": ["a", "b", "b"], "notCancelled": {"c": "lock_invariant", "d": "unknown"}, "marketId": "M"}))
    outcomes = predictstreet.cancel_market_orders("M")
    assert venue.last.json == {"marketId": "M"}
    assert list(outcomes) == [
        Cancelled("a"),
        Cancelled("b"),
        NotCancelled(order_id="c", reason=NotCancelledReason.LOCK_INVARIANT, venue_text="lock_invariant"),
        NotCancelled(order_id="d", reason=NotCancelledReason.TRANSIENT, venue_text="unknown"),
    ]
    assert [outcome.may_be_open for outcome in outcomes] == [False, False, True, True]
    assert outcomes.unnamed == 0


def test_the_old_form_of_cancel_all_only_counts(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.will(said({"cancelled": 17}))
    outcomes = predictstreet.cancel_all_orders()
    assert venue.last.json == {}
    assert (tuple(outcomes), outcomes.unnamed) == ((), 17)
    assert repr(outcomes) == "ScopeOutcomes((), unnamed=17)"
    for copied in (pickle.loads(pickle.dumps(outcomes)), copy.deepcopy(outcomes)):  # noqa: S301 - our own bytes
        assert (type(copied), copied, copied.unnamed) == (ScopeOutcomes, outcomes, 17)


def test_an_order_named_in_both_halves_of_cancel_all_is_unknown(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.will(said({"cancelled": ["a", "b"], "notCancelled": {"a": "already_terminal"}}))
    assert [type(outcome) for outcome in predictstreet.cancel_all_orders()] == [CancelUnknown, Cancelled]


def test_filters_of_a_market_cancel_are_sent_as_given_and_outcome_zero_is_one(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.always(said({"cancelled": [], "notCancelled": {}}))
    predictstreet.cancel_market_orders("UAE-CUP-FINAL-20260425", "sell", 0)
    assert venue.last.json == {"marketId": "UAE-CUP-FINAL-20260425", "side": "sell", "outcome": 0}
    predictstreet.cancel_market_orders("UAE-CUP-FINAL-20260425", outcome=1)
    assert venue.last.json == {"marketId": "UAE-CUP-FINAL-20260425", "outcome": 1}


def test_a_reply_about_another_market_proves_nothing(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.always(said({"cancelled": 3, "marketId": "ANOTHER"}))
    with pytest.raises(UnreadableReply):
        predictstreet.cancel_market_orders("M")
    with pytest.raises(UnreadableReply):
        predictstreet.cancel_all_orders()


def test_a_refused_scope_raises_with_the_venue_s_words(venue: Replies, fourcasters: Fourcasters, predictstreet: PredictStreet) -> None:
    venue.will(said({"error": "type is not one of the allowed values"}, 400))
    with pytest.raises(Refused) as caught:
        fourcasters.cancel_game_orders(GAME)
    assert (caught.value.status, caught.value.venue_text) == (400, "type is not one of the allowed values")
    venue.will(said({"code": "api_key_scope_missing", "message": "no", "requiredScope": "orders:write", "have": []}, 403))
    with pytest.raises(Refused) as caught:
        predictstreet.cancel_all_orders()
    assert caught.value.venue_text == "api_key_scope_missing: no"
