"""What 4casters' look-ups prove about cancels whose reply never came: every rung, and what contradicts it."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Any

import lost_commands
import pytest
from accounts import GAME, ORDER, OTHER, Clients, object_ids, uuids
from desks import LOST, Desk, looked_up, resting, unmatched
from lost_commands import EVIDENCE, LATE, REASON, UNKNOWN, found, said_of
from replies import Act, Answer, Closed, Replies, said

from crossbook import (
    Cancelled,
    CancelOutcome,
    CancelUnknown,
    Evidence,
    InvalidRequest,
    NotCancelled,
    NotCancelledReason,
    Proof,
    ScopeOutcomes,
)
from crossbook.fourcasters import Fourcasters, LeagueCancelAcknowledged

desk = pytest.fixture(lost_commands.desk)


@pytest.mark.parametrize("when", [{}, LATE])
def test_a_look_up_proves_a_cancel_at_once_with_its_amounts(when: dict[str, Any], desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("lookupOrder", looked_up(cancelled=True, matchedRisk="40.25", unmatchedRisk="59.75"))
    (outcome,) = fourcasters.resolve([UNKNOWN], **when)
    assert outcome == Cancelled(ORDER, Decimal("40.25"), Decimal("59.75"), None, GAME, Proof.LOOK_UP)
    assert desk.asked == ["lookupOrder"]


def test_an_order_that_was_filled_meanwhile_was_not_cancelled(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("lookupOrder", looked_up(matchedRisk="100.00", unmatchedRisk="0.00"))
    desk.tell("getUnmatched", resting(unmatched(OTHER)))
    (outcome,) = fourcasters.resolve([UNKNOWN])
    assert outcome == NotCancelled(order_id=ORDER, reason=REASON.ALREADY_FILLED, proof=Proof.LOOK_UP)
    assert outcome.may_be_open is False


def test_less_than_a_cent_that_rests_is_no_filled_order(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("lookupOrder", looked_up(matchedRisk="100.00", unmatchedRisk="0.00"))
    desk.tell("getUnmatched", resting(unmatched(filled=99.996)))
    assert found(fourcasters.resolve([UNKNOWN])[0]) == "it rests, and the cancel may still arrive"


def test_an_order_that_rests_is_only_proof_when_the_cancel_can_no_longer_arrive(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("lookupOrder", looked_up())
    desk.tell("getUnmatched", resting(unmatched()))
    (early,) = fourcasters.resolve([UNKNOWN])
    assert found(early) == "it rests, and the cancel may still arrive"
    (outcome,) = fourcasters.resolve([early], **LATE)
    assert outcome == NotCancelled(order_id=ORDER, reason=REASON.STILL_OPEN, proof=Proof.OPEN_ORDERS)
    assert outcome.may_be_open is True


def test_an_order_that_is_neither_cancelled_nor_resting_is_over_when_the_cancel_can_no_longer_arrive(
    desk: Desk, fourcasters: Fourcasters
) -> None:
    desk.tell("lookupOrder", looked_up())
    desk.tell("getUnmatched", resting())
    assert found(fourcasters.resolve([UNKNOWN])[0]) == "it is not cancelled, and does not rest; the cancel may still arrive"
    (outcome,) = fourcasters.resolve([UNKNOWN], **LATE)
    assert outcome == NotCancelled(order_id=ORDER, reason=REASON.ALREADY_TERMINAL, proof=Proof.ABSENCE)


@pytest.mark.parametrize(
    ("status", "words", "reason"),
    [
        (404, "Invalid order id.", REASON.NOT_FOUND),
        (404, "invalid  Session ID", REASON.NOT_FOUND),
        (404, "order not found", REASON.NOT_FOUND),
        (404, "There is no such order", REASON.NOT_FOUND),
        (403, "Not your order", REASON.NOT_OWNED),
        (403, "unauthorized: order does not belong to user", REASON.NOT_OWNED),
    ],
)
def test_a_look_up_that_finds_no_order_of_the_account_is_proof_late(
    status: int, words: str, reason: NotCancelledReason, desk: Desk, fourcasters: Fourcasters
) -> None:
    desk.tell("lookupOrder", said({"error": words}, status))
    desk.tell("getUnmatched", resting())
    assert "may still arrive" in found(fourcasters.resolve([UNKNOWN])[0])
    (outcome,) = fourcasters.resolve([UNKNOWN], **LATE)
    assert outcome == NotCancelled(order_id=ORDER, reason=reason, proof=Proof.LOOK_UP)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "Cannot GET /session/lookupOrder"),
        (404, "route not found"),
        (404, "Not your order"),
        (404, "order already filled"),
        (404, "failed to look the order up"),
        (404, ""),
        (403, "Account locked"),
        (403, "Your IP address is blocked"),
        (403, "order not found"),
    ],
)
def test_a_look_up_that_is_refused_in_other_words_says_nothing_of_its_order(
    status: int, words: str, desk: Desk, fourcasters: Fourcasters
) -> None:
    desk.tell("lookupOrder", said({"error": words}, status))
    desk.tell("getUnmatched", resting())
    assert found(fourcasters.resolve([UNKNOWN], **LATE)[0]) == f"lookupOrder brought nothing (HTTP {status})"
    desk.tell("getUnmatched", resting(unmatched()))
    (outcome,) = fourcasters.resolve([UNKNOWN], **LATE)
    assert outcome == NotCancelled(order_id=ORDER, reason=REASON.STILL_OPEN, proof=Proof.OPEN_ORDERS), "the list says so alone"


UNDECIDING: list[tuple[str, Act, Act, str]] = [
    ("404 of something in front", Answer(404, b"<html>"), resting(), "lookupOrder brought nothing (HTTP 404)"),
    ("403 of something in front", said({"message": "Forbidden"}, 403), resting(), "lookupOrder brought nothing (HTTP 403)"),
    ("404 that says 503", said({"error": {"message": "Network Error", "code": 503}}, 404), resting(), "brought nothing (HTTP 404)"),
    ("404, yet it rests", said({"error": "order not found"}, 404), resting(unmatched()), "the list of resting orders holds it"),
    ("cancelled, yet nobody says so", looked_up(cancelled=None), resting(unmatched()), "does not say whether it is cancelled"),
    ("another order", looked_up(order_id=OTHER, cancelled=True), resting(), "lookupOrder brought nothing"),
    ("no id", looked_up(order_id="", cancelled=True), resting(), "lookupOrder brought nothing"),
    ("NaN", looked_up(cancelled=True, matchedRisk="NaN"), resting(), "no number"),
    ("less than nothing", looked_up(cancelled=True, unmatchedRisk="-1"), resting(), "less than nothing"),
    ("neither, and no amounts", looked_up(matchedRisk=None), resting(), "not how much of it was matched"),
    ("no look-up, and it is in no list", LOST, resting(), "lookupOrder brought nothing"),
    ("not cancelled, and no list", looked_up(), LOST, "whether it rests could not be read"),
    ("filled, and no list", looked_up(matchedRisk="100.00", unmatchedRisk="0.00"), LOST, "whether it rests could not be read"),
    ("nothing at all", Answer(500), Answer(500), "lookupOrder brought nothing (HTTP 500)"),
    ("no access", said({"error": "token"}, 401), said({"error": "token"}, 401), "lookupOrder brought nothing (HTTP 401)"),
]


@pytest.mark.parametrize(("look_up", "listed", "words"), [case[1:] for case in UNDECIDING], ids=[case[0] for case in UNDECIDING])
def test_what_proves_nothing_leaves_a_cancel_unknown(look_up: Act, listed: Act, words: str, desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("lookupOrder", look_up)
    desk.tell("getUnmatched", listed)
    (outcome,) = fourcasters.resolve([UNKNOWN], **LATE)
    assert words in found(outcome)
    assert isinstance(outcome, CancelUnknown)
    assert (outcome.evidence.problem, outcome.evidence.sent) == (EVIDENCE.problem, EVIDENCE.sent), "what was known is kept"


def test_a_list_that_was_read_for_another_order_contradicts_a_look_up(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("lookupOrder", lambda query: looked_up(order_id=query["orderID"], cancelled=query["orderID"] == ORDER))
    desk.tell("getUnmatched", resting(unmatched(), unmatched(OTHER)))
    first, second = fourcasters.resolve([UNKNOWN, CancelUnknown(order_id=OTHER, evidence=EVIDENCE)], **LATE)
    assert found(first) == "a look-up says that it is cancelled, and the list of resting orders holds it"
    assert second == NotCancelled(order_id=OTHER, reason=REASON.STILL_OPEN, proof=Proof.OPEN_ORDERS)


def test_there_is_one_answer_for_each_outcome_in_order(desk: Desk, fourcasters: Fourcasters) -> None:
    ids = object_ids(3)
    desk.tell("lookupOrder", lambda query: looked_up(order_id=query["orderID"].upper(), cancelled=query["orderID"] != ids[1]))
    desk.tell("getUnmatched", resting(unmatched(ids[1])))
    known = NotCancelled(order_id=OTHER, reason=REASON.TRANSIENT)
    asked: list[CancelOutcome] = [known, *(CancelUnknown(order_id=each, evidence=EVIDENCE) for each in (*ids, ids[0].upper()))]
    outcomes = fourcasters.resolve(asked, **LATE)
    assert outcomes[0] is known
    assert [outcome.order_id for outcome in outcomes] == [OTHER, *ids, ids[0].upper()]
    assert [type(outcome) for outcome in outcomes] == [NotCancelled, Cancelled, NotCancelled, Cancelled, Cancelled]
    assert desk.asked == ["lookupOrder"] * 3 + ["getUnmatched"], "an order that is asked about twice is looked up once"


def test_nothing_unknown_asks_for_nothing(venue: Replies, fourcasters: Fourcasters) -> None:
    known = (Cancelled(ORDER), NotCancelled(order_id=OTHER, reason=REASON.OTHER))
    assert fourcasters.resolve(known) == known
    assert fourcasters.resolve(()) == ()
    assert venue.requests == []


def test_a_lost_cancel_is_resolved_as_it_was_returned(venue: Replies, desk: Desk, fourcasters: Fourcasters) -> None:
    venue.will(Closed())
    outcomes = fourcasters.cancel_orders([ORDER, OTHER])
    assert {type(outcome) for outcome in outcomes} == {CancelUnknown}
    desk.tell("lookupOrder", lambda query: looked_up(order_id=query["orderID"], cancelled=True))
    assert [type(outcome) for outcome in fourcasters.resolve(outcomes)] == [Cancelled, Cancelled]
    assert said_of(fourcasters.resolve(outcomes)[0]) == "cancelled, look_up"


def test_a_scope_s_outcomes_stay_a_scope_s(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("lookupOrder", looked_up(cancelled=True))
    outcomes = fourcasters.resolve(ScopeOutcomes([UNKNOWN, Cancelled(OTHER)], unnamed=3))
    assert isinstance(outcomes, ScopeOutcomes)
    assert (outcomes.unnamed, [type(outcome) for outcome in outcomes]) == (3, [Cancelled, Cancelled])


def test_what_left_is_dated_and_means_something_to_clients_of_this_process_only(venue: Replies, desk: Desk, clients: Clients) -> None:
    venue.will(Closed())
    (outcome,) = clients.fourcasters().cancel_orders([ORDER])
    desk.tell("lookupOrder", looked_up())
    desk.tell("getUnmatched", resting(unmatched()))
    assert isinstance(outcome, CancelUnknown)
    assert outcome.evidence.left_by is not None
    loaded = pickle.loads(pickle.dumps(outcome))  # noqa: S301 - our own
    assert loaded.evidence.left_by == outcome.evidence.left_by
    again = clients.fourcasters()
    (early,) = again.resolve([outcome], arrives_within=3600)
    assert isinstance(early, CancelUnknown)
    foreign = CancelUnknown(order_id=ORDER, evidence=Evidence(operation="cancel", sent="", received=None, problem="", left_by=None))
    (unsure,) = again.resolve([foreign], arrives_within=1, sent_ago=0.5)
    assert isinstance(unsure, CancelUnknown)
    (sure,) = again.resolve([foreign], arrives_within=1, sent_ago=1)
    assert sure == NotCancelled(order_id=ORDER, reason=REASON.STILL_OPEN, proof=Proof.OPEN_ORDERS)


ANOTHERS = Evidence(operation="cancelBatch", sent="", received=None, problem="")
NO_NUMBER = "as a number of seconds, 0 or more, found"
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("one outcome", {"outcomes": UNKNOWN}, "expected a list of outcomes, found CancelUnknown"),
    ("a text", {"outcomes": "cancelled"}, "expected a list of outcomes, found 'cancelled'"),
    ("an id", {"outcomes": [ORDER]}, f"expected of order 0 an outcome, found '{ORDER}'"),
    ("a league", {"outcomes": LeagueCancelAcknowledged(league="NBA")}, "expected a list of outcomes"),
    (
        "another venue's",
        {"outcomes": [CancelUnknown(order_id=uuids(1)[0], evidence=ANOTHERS)]},
        "expected of order 0 an outcome of fourcasters, found 'one of cancelBatch'",
    ),
    (
        "another venue's id",
        {"outcomes": [CancelUnknown(order_id=uuids(1)[0], evidence=EVIDENCE)]},
        "expected of order 0 an order id of 24 hexadecimal digits",
    ),
    ("a negative wait", {"outcomes": [UNKNOWN], "arrives_within": -1}, f"expected arrives_within {NO_NUMBER} -1"),
    ("an endless wait", {"outcomes": [UNKNOWN], "arrives_within": float("inf")}, f"expected arrives_within {NO_NUMBER} inf"),
    ("no number", {"outcomes": [UNKNOWN], "sent_ago": "1"}, f"expected sent_ago {NO_NUMBER} '1'"),
    ("no yes or no", {"outcomes": [UNKNOWN], "wait": 3}, "expected wait as True or False, found 3"),
]


@pytest.mark.parametrize(("given", "words"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_cannot_be_resolved_is_refused_before_anything_is_asked(
    given: dict[str, Any], words: str, venue: Replies, clients: Clients
) -> None:
    client: Any = clients.fourcasters()
    with pytest.raises(InvalidRequest) as caught:
        client.resolve(**given)
    assert words in str(caught.value)
    assert venue.requests == []


def test_a_client_without_a_token_says_so(venue: Replies, clients: Clients) -> None:
    with pytest.raises(InvalidRequest, match="expected a token"):
        clients.fourcasters(token=None).resolve([UNKNOWN])
    assert venue.requests == []
