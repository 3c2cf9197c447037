"""An edit at 4casters has two legs: each ends in what its reply proves, and an edit that destroyed its order never reads as success."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

import attrs
import pytest
from accounts import ORDER, OTHER, fourcasters_at
from edits import FAILED, FILL, GONE, NEW, OLD, RESTS, SIDE, edited
from hypothesis import given, settings
from hypothesis import strategies as st
from replies import Answer, Replies, said

from crossbook import (
    Cancelled,
    CancelledNotReplaced,
    CancelUnknown,
    Edited,
    EditOutcome,
    EditUnknown,
    Fill,
    NotCancelled,
    NotCancelledReason,
    NotEdited,
    NotPlaced,
    NotPlacedReason,
    Placed,
    PlaceUnknown,
)
from crossbook.fourcasters import Fourcasters


def test_an_order_that_was_replaced_rests_under_its_new_id(venue: Replies, fourcasters: Fourcasters) -> None:
    outcome = edited(venue, fourcasters, {"cancelled": GONE, "matched": [], "unmatched": RESTS})
    new = Placed(order_id=OTHER, resting=Decimal(100), fills=(), wager_request_id="w2", user_reference="ref-2")
    assert outcome == Edited(old=OLD, new=new)
    assert outcome.may_be_open
    # Some are written as text by the venue.
    text: dict[str, Any] = {
        "cancelled": GONE | {"filled": "30.00"},
        "matched": [],
        "unmatched": RESTS | {"offered": "100.000000", "odds": "185"},
    }
    assert edited(venue, fourcasters, text) == outcome


def test_fills_of_the_new_order_are_told_with_what_rests(venue: Replies, fourcasters: Fourcasters) -> None:
    outcome = edited(venue, fourcasters, {"cancelled": GONE, "matched": [FILL], "unmatched": RESTS | {"offered": 60}})
    fill = Fill(fill_id="t1", stake=Decimal(40), odds=Decimal(190), risk=Decimal("40.4"), win=Decimal("75.24"))
    assert isinstance(outcome, Edited)
    assert (outcome.new.fills, outcome.new.resting) == ((fill,), Decimal(60))
    everything: dict[str, Any] = {"cancelled": GONE, "matched": [FILL | {"amount": 100}], "unmatched": {}}
    whole = edited(venue, fourcasters, everything)
    assert isinstance(whole, Edited)
    assert not whole.may_be_open


def test_a_venue_that_stopped_after_the_cancel_has_destroyed_the_order(venue: Replies, fourcasters: Fourcasters) -> None:
    outcome = edited(venue, fourcasters, {"cancelled": GONE, "matched": []}, expected_remaining=100)
    assert outcome == CancelledNotReplaced(old=OLD, new=None)
    assert not outcome.may_be_open


def test_an_order_that_could_not_be_cancelled_was_not_edited(venue: Replies, fourcasters: Fourcasters) -> None:
    reason = NotCancelledReason.ALREADY_CANCELLED
    replies: list[dict[str, Any]] = [{}, {"matched": []}, {"matched": [], "unmatched": {}}]
    for data in ({"cancelled": FAILED} | reply for reply in replies):
        outcome = edited(venue, fourcasters, data)
        assert outcome == NotEdited(old=NotCancelled(order_id=ORDER, reason=reason, venue_text="order already cancelled"))
    strange = edited(venue, fourcasters, {"cancelled": FAILED | {"description": "Away Team"}, "matched": []})
    assert isinstance(strange, NotEdited)
    assert strange.may_be_open


def test_a_new_order_of_a_kill_type_may_leave_nothing(venue: Replies, fourcasters: Fourcasters) -> None:
    kill = attrs.evolve(NEW, order_type="fillAndKill")
    nothing: dict[str, Any] = {"cancelled": GONE, "matched": [], "unmatched": {}}
    outcome = edited(venue, fourcasters, nothing, kill)
    assert isinstance(outcome, CancelledNotReplaced)
    assert outcome.new == NotPlaced(reason=NotPlacedReason.KILLED, user_reference="ref-2")
    part = edited(venue, fourcasters, {"cancelled": GONE, "matched": [FILL]}, kill)
    assert isinstance(part, Edited)
    assert not part.may_be_open


PROVEN_OLD: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"matched": None},
    {"matched": [], "unmatched": None},
    {"unmatched": {}},
    {"matched": [], "unmatched": {}},
    {"matched": [FILL]},
    {"matched": [], "unmatched": RESTS | {"orderID": ORDER}},
    {"matched": [], "unmatched": RESTS | {"orderID": ORDER.upper()}},
    {"matched": [], "unmatched": RESTS | {"orderID": ""}},
    {"matched": [], "unmatched": RESTS | {"offered": 101}},
    {"matched": [], "unmatched": RESTS | {"offered": -1}},
    {"matched": [], "unmatched": RESTS | {"offered": 1}},
    {"matched": [FILL | {"amount": 20}, FILL | {"amount": 20}], "unmatched": RESTS | {"offered": 60}},
    {"matched": [], "unmatched": RESTS | {"orderID": "zz"}},
    {"matched": [], "unmatched": RESTS | {"userReference": "ref-1"}},
    {"matched": [FILL | {"userReference": "ref-3"}], "unmatched": RESTS | {"offered": 60}},
    {"matched": [], "unmatched": RESTS | {"odds": 180}},
    {"matched": [], "unmatched": RESTS | {"side": OTHER}},
    {"matched": [], "unmatched": RESTS | {"number": -3.5}},
    {"matched": [], "unmatched": RESTS | {"type": "total"}},
    {"matched": [FILL | {"odds": 184}], "unmatched": RESTS | {"offered": 60}},
    {"matched": [FILL], "unmatched": RESTS},
    {"matched": [FILL], "unmatched": {}},
    {"matched": [], "errorType": "rejected_liability"},
    {"matched": [], "error": "Insufficient balance.", "errorType": "rejected_liability"},
    {"matched": [], "unmatched": RESTS, "error_type": "system_error"},
)


@pytest.mark.parametrize("rest", PROVEN_OLD)
def test_a_new_order_of_which_nothing_is_proven_leaves_the_edit_unknown(
    rest: dict[str, Any], venue: Replies, fourcasters: Fourcasters
) -> None:
    outcome = edited(venue, fourcasters, {"cancelled": GONE} | rest)
    assert isinstance(outcome, EditUnknown)
    assert outcome.old == OLD
    assert isinstance(outcome.new, PlaceUnknown)
    assert outcome.new.order == attrs.evolve(NEW, odds=Decimal(185), risk=Decimal(100))
    assert outcome.new.evidence.operation == "editOrder"
    assert "HTTP 200" in (outcome.new.evidence.received or "")


@pytest.mark.parametrize(
    "cancelled",
    [
        None,
        {},
        GONE | {"orderID": OTHER},
        GONE | {"orderID": None},
        GONE | {"orderID": ""},
        GONE | {"sessionID": OTHER},
        GONE | {"success": None},
        GONE | {"error": "and yet"},
        GONE | {"filled": "NaN"},
        GONE | {"remaining": -1},
        GONE | {"success": False, "description": "Failed to process cancel"},
        FAILED | {"orderID": OTHER},
    ],
)
def test_an_old_order_of_which_nothing_is_proven_leaves_the_edit_unknown(cancelled: Any, venue: Replies, fourcasters: Fourcasters) -> None:
    outcome = edited(venue, fourcasters, {"cancelled": cancelled, "matched": [], "unmatched": RESTS})
    assert isinstance(outcome, EditUnknown)
    assert isinstance(outcome.old, CancelUnknown)
    assert outcome.may_be_open
    # What is known of the new order is told all the same, where the reply is about this edit: references need not be unique.
    told: dict[str, Any] = cancelled or {}
    named: set[Any] = {told.get(name) for name in ("orderID", "sessionID")} - {None, ""}
    assert isinstance(outcome.new, Placed) is (named == {ORDER})


@pytest.mark.parametrize("wrong", [{"gameID": OTHER}, {"side": OTHER}, {"number": 4}, {"number": "NaN"}])
def test_an_old_order_of_another_market_is_told_and_is_no_success(wrong: dict[str, Any], venue: Replies, fourcasters: Fourcasters) -> None:
    bare = {"orderID": OTHER, "offered": 100}
    outcome = edited(venue, fourcasters, {"cancelled": GONE | wrong, "matched": [], "unmatched": bare})
    assert isinstance(outcome, EditUnknown)
    assert isinstance(outcome.old, Cancelled)
    assert isinstance(outcome.new, PlaceUnknown)
    assert "the old order was of another" in outcome.new.evidence.problem


@pytest.mark.parametrize(
    "rest",
    [{"matched": [], "unmatched": RESTS}, {"matched": [FILL]}, {"unmatched": {"offered": 0}}, {"matched": [], "error": "words"}],
)
def test_a_refused_cancel_beside_a_new_order_proves_neither(rest: dict[str, Any], venue: Replies, fourcasters: Fourcasters) -> None:
    outcome = edited(venue, fourcasters, {"cancelled": FAILED} | rest)
    assert isinstance(outcome, EditUnknown)
    assert (type(outcome.old), type(outcome.new)) == (CancelUnknown, PlaceUnknown)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"{}",
        b'{"data":null}',
        b'{"data":{}}',
        b'{"data":{"createdSessions":[]}}',
        b'{"data":{"error":"no","errorType":"system_error"}}',
        json.dumps({"data": {"cancelled": GONE, "matched": [], "unmatched": RESTS}, "error": "and yet"}).encode(),
        json.dumps({"data": {"cancelled": GONE, "matched": []}}).encode().replace(b'"success"', b'"success":false,"success"'),
        json.dumps({"data": {"cancelled": GONE, "matched": []}}).encode()[:-9],
    ],
)
def test_a_reply_that_settles_nothing_leaves_both_legs_unknown(body: bytes, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(Answer(200, body))
    outcome = fourcasters.edit_order(ORDER, NEW)
    assert isinstance(outcome, EditUnknown)
    assert isinstance(outcome.old, CancelUnknown)
    assert isinstance(outcome.new, PlaceUnknown)


def _or(values: dict[str, Any], changes: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw members as they should be, some of them left out or changed."""

    def spoiled(picked: tuple[frozenset[str], dict[str, Any]]) -> dict[str, Any]:
        return {name: value for name, value in (values | picked[1]).items() if name not in picked[0]}

    dropped = st.frozensets(st.sampled_from(sorted(values)), max_size=2)
    return st.tuples(dropped, st.fixed_dictionaries({}, optional=changes)).map(spoiled)


AMOUNTS: Final = st.sampled_from([0, 40, "60.000000", 99.999, 100, 100.02, 1e300, -1, "NaN", None])
IDS: Final = st.sampled_from([ORDER, OTHER, ORDER.upper(), "", None])
CANCELS: Final = _or(GONE, {"success": st.sampled_from([True, False, None]), "orderID": IDS, "filled": AMOUNTS, "gameID": IDS})
ODDS: Final = st.sampled_from([185, 184, 190, -110])
OFFERS: Final = _or(RESTS, {"orderID": IDS, "offered": AMOUNTS, "odds": ODDS, "side": st.sampled_from([SIDE, ORDER])})
FILLS: Final = _or(FILL, {"amount": AMOUNTS, "odds": ODDS, "number": st.sampled_from([3.5, -3.5, None])})
DATA: Final = st.fixed_dictionaries(
    {},
    optional={
        "cancelled": st.one_of(CANCELS, st.none()),
        "matched": st.one_of(st.lists(FILLS, max_size=2), st.none()),
        "unmatched": st.one_of(OFFERS, st.just(dict[str, Any]()), st.none()),
        "error": st.sampled_from(["words", None]),
    },
)


@pytest.fixture(scope="module")
def ask(server: Replies) -> Any:
    with fourcasters_at(server.url) as client:

        def asked(data: Any) -> EditOutcome:
            server.always(said({"data": data}))
            return client.edit_order(ORDER, NEW)

        yield asked


@settings(max_examples=400, deadline=None)
@given(data=DATA)
def test_success_is_said_only_of_a_reply_that_shows_both_legs(data: dict[str, Any], ask: Callable[[Any], EditOutcome]) -> None:
    outcome = ask(data)
    old: dict[str, Any] = data.get("cancelled") or {}
    new: dict[str, Any] = data.get("unmatched") or {}
    names_old = old.get("success") is True and str(old.get("orderID") or "").lower() == ORDER
    told: list[dict[str, Any]] = [*(data.get("matched") or []), new]
    # A fill may name the side and the line of the order that it was made with: only of what rests they must be those of the order.
    fits = new.get("side", SIDE) == SIDE and all(part.get("odds", 185) in (185, 190) for part in told)
    amounts = [Decimal(str(value)) for part in told for key in ("amount", "offered") if (value := part.get(key)) is not None]
    within = all(amount.is_finite() and amount >= 0 for amount in amounts) and sum(amounts) <= Decimal("100.03")
    stopped = data.get("matched") == [] and "unmatched" not in data
    match outcome:
        case Edited():
            assert (names_old, fits, within, data.get("error")) == (True, True, True, None)
            assert outcome.new.order_id is None or outcome.new.order_id.lower() != ORDER
            assert outcome.new.order_id is not None or data.get("matched")
        case CancelledNotReplaced():
            assert (names_old, stopped, data.get("error")) == (True, True, None)
        case NotEdited():
            assert (old.get("success"), bool(data.get("matched")), bool(new.get("orderID"))) == (False, False, False)
        case EditUnknown():
            assert outcome.may_be_open
