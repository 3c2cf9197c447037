"""What 4casters' look-ups prove about edits whose reply never came, and about cancels of a scope."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import lost_commands
import pytest
from accounts import GAME, ORDER, OTHER, Clients, object_ids
from desks import LOST, REFERENCE, Desk, bet, buckets, looked_up, matched, resting, unmatched
from lost_commands import LATE, NEW, REASON, UNKNOWN, found, said_of
from replies import Act, Replies, said

from crossbook import (
    Cancelled,
    CancelledNotReplaced,
    CancelUnknown,
    Edited,
    EditUnknown,
    Evidence,
    InvalidRequest,
    NotCancelled,
    NotEdited,
    NotPlacedReason,
    PlaceUnknown,
    Proof,
    ReadFailed,
    ScopeOutcomes,
)
from crossbook.fourcasters import Fourcasters, LeagueCancelAcknowledged

desk = pytest.fixture(lost_commands.desk)


# --------------------------------------------------------------------------------------------------------------------- edits

EDITING = Evidence(operation="editOrder", sent="POST /session/editOrder", received=None, problem="no complete reply came")
OLD = CancelUnknown(order_id=ORDER, evidence=EDITING)
NEXT = PlaceUnknown(order=NEW, evidence=EDITING)
EDIT = EditUnknown(old=OLD, new=NEXT)


def told_of_an_edit(desk: Desk, old: Act, rests: list[dict[str, Any]], bets: list[dict[str, Any]] | None = None) -> None:
    desk.tell("lookupOrder", old)
    desk.tell("getBetByUserReference", buckets(resting=[each for each in rests if each["userReference"] == REFERENCE], bets=bets))
    desk.tell("getUnmatched", resting(*rests))
    desk.tell("getMatchedBets", matched(*(bets or [])))


def test_an_edit_is_what_its_legs_come_to(desk: Desk, fourcasters: Fourcasters) -> None:
    told_of_an_edit(desk, looked_up(cancelled=True), [unmatched(OTHER)])
    (edited,) = fourcasters.resolve([EDIT])
    assert isinstance(edited, Edited)
    assert (edited.old.filled, edited.new.order_id, edited.new.resting) == (Decimal(40), OTHER, Decimal(60))
    told_of_an_edit(desk, looked_up(cancelled=True), [])
    assert isinstance(fourcasters.resolve([EDIT])[0], EditUnknown), "the new order may still come"
    (gone,) = fourcasters.resolve([EDIT], **LATE)
    assert isinstance(gone, CancelledNotReplaced)
    assert gone.new is not None
    assert gone.new.reason is NotPlacedReason.NOT_FOUND
    told_of_an_edit(desk, looked_up(), [unmatched()])
    assert isinstance(fourcasters.resolve([EDIT])[0], EditUnknown)
    (rests,) = fourcasters.resolve([EDIT], **LATE)
    assert rests == NotEdited(old=NotCancelled(order_id=ORDER, reason=REASON.STILL_OPEN, proof=Proof.OPEN_ORDERS))


def test_an_order_that_was_to_be_replaced_is_not_taken_for_its_replacement(desk: Desk, fourcasters: Fourcasters) -> None:
    told_of_an_edit(desk, looked_up(cancelled=True), [], [bet()])
    (outcome,) = fourcasters.resolve([EDIT], **LATE)
    assert isinstance(outcome, EditUnknown)
    assert isinstance(outcome.old, Cancelled)
    assert outcome.new is not None
    assert "may be those of the order that it was to replace" in found(outcome.new)


def test_legs_that_deny_each_other_leave_an_edit_unknown(desk: Desk, fourcasters: Fourcasters) -> None:
    told_of_an_edit(desk, looked_up(), [unmatched(userReference="old"), unmatched(OTHER)])
    (outcome,) = fourcasters.resolve([EDIT], **LATE)
    assert isinstance(outcome, EditUnknown)
    assert isinstance(outcome.old, NotCancelled)
    assert isinstance(outcome.new, PlaceUnknown), "what carries its reference may be another order"
    assert found(outcome.new) == f"an order carries its reference, but {ORDER}, which it was to replace, was not cancelled"
    told_of_an_edit(desk, looked_up(), [unmatched(userReference="old")])
    (later,) = fourcasters.resolve([outcome], **LATE)
    assert later == NotEdited(old=outcome.old), "it can be resolved once more"
    (nothing,) = fourcasters.resolve([EditUnknown(old=Cancelled(ORDER), new=None)], **LATE)
    assert nothing == EditUnknown(old=Cancelled(ORDER), new=None)


FILLED = looked_up(matchedRisk="100.00", unmatchedRisk="0.00")
OLD_RESTS = unmatched(userReference="old")
DENIED = f"its reference, but {ORDER}, which it was to replace, was not cancelled"


@pytest.mark.parametrize(
    ("old", "rests"),
    [(looked_up(), [OLD_RESTS]), (FILLED, []), (said({"error": "order not found"}, 404), [])],
    ids=["rests", "filled", "unknown"],
)
@pytest.mark.parametrize("place", ["bets", "graded"])
def test_bets_of_the_new_order_deny_that_the_old_one_is_left(
    old: Act, rests: list[dict[str, Any]], place: str, desk: Desk, fourcasters: Fourcasters
) -> None:
    told_of_an_edit(desk, old, rests)
    desk.tell("getBetByUserReference", buckets(bets=[bet(100)]) if place == "bets" else buckets(graded=[bet(100)]))
    (outcome,) = fourcasters.resolve([EDIT], **LATE)
    assert isinstance(outcome, EditUnknown)
    assert isinstance(outcome.old, NotCancelled)
    assert outcome.new is not None
    assert found(outcome.new) == f"bets carry {DENIED}"
    assert outcome.may_be_open is True
    desk.tell("getBetByUserReference", LOST)
    assert isinstance(fourcasters.resolve([outcome], **LATE)[0], EditUnknown), "nobody has looked again"
    desk.tell("getBetByUserReference", buckets())
    assert fourcasters.resolve([outcome], **LATE) == (NotEdited(old=outcome.old),)


@pytest.mark.parametrize("odds", [-110, -150])
def test_an_order_of_its_name_denies_that_the_old_one_is_left_whatever_else_it_is(odds: int, desk: Desk, fourcasters: Fourcasters) -> None:
    told_of_an_edit(desk, FILLED, [unmatched(OTHER, odds=odds)])
    (outcome,) = fourcasters.resolve([EDIT], **LATE)
    assert isinstance(outcome, EditUnknown)
    assert outcome.new is not None
    assert found(outcome.new) == f"an order carries {DENIED}"
    desk.tell("getBetByUserReference", LOST)
    (unseen,) = fourcasters.resolve([EDIT], **LATE)
    assert isinstance(unseen, EditUnknown), "the list of resting orders holds it, too"


def test_bets_of_the_old_order_deny_nothing(desk: Desk, fourcasters: Fourcasters) -> None:
    told_of_an_edit(desk, looked_up(), [unmatched()], [bet()])
    (rests,) = fourcasters.resolve([EDIT], **LATE)
    assert isinstance(rests, NotEdited), "it has the same reference, and is matched in part"
    told_of_an_edit(desk, FILLED, [], [bet(100, id=ORDER.upper())])
    (filled,) = fourcasters.resolve([EDIT], **LATE)
    assert filled == NotEdited(old=NotCancelled(order_id=ORDER, reason=REASON.ALREADY_FILLED, proof=Proof.LOOK_UP))
    told_of_an_edit(desk, looked_up(matchedRisk="100.00", unmatchedRisk="0.00", game={"id": OTHER}), [], [bet(100)])
    assert isinstance(fourcasters.resolve([EDIT], **LATE)[0], NotEdited), "a new order would be in the old one's game"
    told_of_an_edit(desk, FILLED, [])
    desk.tell("getBetByUserReference", LOST)
    assert isinstance(fourcasters.resolve([EDIT], **LATE)[0], NotEdited), "what cannot be read denies nothing"


# -------------------------------------------------------------------------------------------------------------------- scopes


def test_a_league_s_cancel_is_resolved_to_the_orders_that_are_known_and_those_that_rest(desk: Desk, fourcasters: Fourcasters) -> None:
    gone, rests, elsewhere = object_ids(3)
    desk.tell("getUnmatched", resting(unmatched(rests), unmatched(elsewhere, game={"id": GAME, "league": "NHL"})))
    desk.tell("lookupOrder", lambda query: looked_up(order_id=query["orderID"], cancelled=query["orderID"] == gone))
    outcomes = fourcasters.resolve_scope(LeagueCancelAcknowledged(league="nba"), [gone], **LATE)
    assert [outcome.order_id for outcome in outcomes] == [gone, rests]
    assert isinstance(outcomes[0], Cancelled)
    assert isinstance(outcomes[1], CancelUnknown), "no document says how long it works in the background"
    desk.tell("getUnmatched", resting())
    assert fourcasters.resolve_scope(LeagueCancelAcknowledged(league="NBA")) == ()
    desk.tell("getUnmatched", LOST)
    with pytest.raises(ReadFailed):
        fourcasters.resolve_scope(LeagueCancelAcknowledged(league="NBA"))


def test_a_report_is_resolved_with_the_orders_that_it_does_not_name(desk: Desk, fourcasters: Fourcasters) -> None:
    gone, rests = object_ids(2)
    desk.tell("getUnmatched", resting(unmatched(rests)))
    desk.tell("lookupOrder", lambda query: looked_up(order_id=query["orderID"], cancelled=query["orderID"] != rests))
    outcomes = fourcasters.resolve_scope(ScopeOutcomes([UNKNOWN, Cancelled(OTHER)], unnamed=3), [OTHER.upper(), gone, rests])
    assert [outcome.order_id for outcome in outcomes] == [ORDER, OTHER, gone, rests]
    assert [said_of(outcome) for outcome in outcomes] == ["cancelled, look_up", "cancelled, None", "cancelled, look_up", "not cancelled, still_open"]  # fmt: skip # noqa: E501
    assert outcomes.unnamed == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"scope": [UNKNOWN]}, "expected the ScopeOutcomes of a cancel, or the LeagueCancelAcknowledged"),
        ({"scope": ScopeOutcomes(), "order_ids": "one id"}, "expected a list of order ids"),
        ({"scope": ScopeOutcomes(), "order_ids": ["x"]}, "expected of order 0 an order id of 24 hexadecimal digits"),
        ({"scope": ScopeOutcomes(), "wait": None}, "expected wait as True or False"),
    ],
)
def test_what_is_no_scope_is_refused(given: dict[str, Any], words: str, venue: Replies, clients: Clients) -> None:
    client: Any = clients.fourcasters()
    with pytest.raises(InvalidRequest) as caught:
        client.resolve_scope(**given)
    assert words in str(caught.value)
    assert venue.requests == []
