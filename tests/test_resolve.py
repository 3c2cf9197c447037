"""What 4casters' look-ups prove about commands whose reply never came: every rung, and what contradicts it."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, assert_never

import attrs
import pytest
from accounts import GAME, ORDER, OTHER, Clients, object_ids, uuids
from desks import AWAY, LOST, REFERENCE, Desk, bet, buckets, looked_up, matched, resting, unmatched
from replies import Act, Answer, Closed, Replies, said

from crossbook import (
    Cancelled,
    CancelledNotReplaced,
    CancelOutcome,
    CancelUnknown,
    Edited,
    EditUnknown,
    Evidence,
    Fill,
    InvalidRequest,
    NotCancelled,
    NotCancelledReason,
    NotEdited,
    NotPlaced,
    NotPlacedReason,
    Outcome,
    Placed,
    PlaceUnknown,
    Proof,
    ReadFailed,
    ScopeOutcomes,
)
from crossbook.fourcasters import Fourcasters, LeagueCancelAcknowledged, NewOrder

REASON = NotCancelledReason
EVIDENCE = Evidence(operation="cancel", sent="POST /session/cancel", received=None, problem="no complete reply came")
UNKNOWN = CancelUnknown(order_id=ORDER, evidence=EVIDENCE)
PLACING = Evidence(operation="placeOrders", sent="POST /session/v3/place", received=None, problem="no complete reply came")
NEW = NewOrder(game_id=GAME, market_type="moneyline", side=AWAY, odds=-110, risk=100, user_reference=REFERENCE)
UNPLACED = PlaceUnknown(order=NEW, evidence=PLACING)
LATE: dict[str, Any] = {"arrives_within": 0.0}
"""So late that nothing can arrive any more."""


@pytest.fixture
def desk(venue: Replies) -> Desk:
    return Desk(venue)


def found(outcome: Outcome) -> str:
    """Give what an unknown outcome says was found."""
    match outcome:
        case CancelUnknown(evidence=evidence) | PlaceUnknown(evidence=evidence):
            assert evidence.found is not None
            return evidence.found
        case _:
            raise AssertionError(f"{outcome} is decided")


# ------------------------------------------------------------------------------------------------------------------- cancels


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


@pytest.mark.parametrize(("status", "reason"), [(404, REASON.NOT_FOUND), (403, REASON.NOT_OWNED)])
def test_a_look_up_that_finds_no_order_of_the_account_is_proof_late(
    status: int, reason: NotCancelledReason, desk: Desk, fourcasters: Fourcasters
) -> None:
    desk.tell("lookupOrder", said({"error": "no such order"}, status))
    desk.tell("getUnmatched", resting())
    assert "may still arrive" in found(fourcasters.resolve([UNKNOWN])[0])
    (outcome,) = fourcasters.resolve([UNKNOWN], **LATE)
    assert outcome == NotCancelled(order_id=ORDER, reason=reason, proof=Proof.LOOK_UP)


UNDECIDING: list[tuple[str, Act, Act, str]] = [
    ("404 of something in front", Answer(404, b"<html>"), resting(), "lookupOrder brought nothing (HTTP 404)"),
    ("403 of something in front", said({"message": "Forbidden"}, 403), resting(), "lookupOrder brought nothing (HTTP 403)"),
    ("404 that says 503", said({"error": {"message": "Network Error", "code": 503}}, 404), resting(), "brought nothing (HTTP 404)"),
    ("404, yet it rests", said({"error": "no"}, 404), resting(unmatched()), "the list of resting orders holds it"),
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


def said_of(outcome: CancelOutcome) -> str:
    """Read an outcome as programs do."""
    match outcome:
        case Cancelled(proof=proof):
            return f"cancelled, {proof}"
        case NotCancelled(reason=reason):
            return f"not cancelled, {reason}"
        case CancelUnknown():
            return "unknown"
        case _:
            assert_never(outcome)


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


# -------------------------------------------------------------------------------------------------------------------- places


def test_a_resting_order_of_its_reference_proves_a_placement(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", buckets(resting=[unmatched(bet=60, offered=60, filled="12.5")], bets=[bet()]))
    (outcome,) = fourcasters.resolve([UNPLACED])
    fill = Fill(fill_id="66d000000000000000000001", stake=Decimal(40), odds=Decimal(-110), risk=Decimal("40.36"), win=Decimal("36.00"))
    assert outcome == Placed(
        order_id=ORDER,
        resting=Decimal("47.5"),
        fills=(fill,),
        wager_request_id="66e000000000000000000001",
        user_reference=REFERENCE,
        proof=Proof.LOOK_UP,
    )
    assert desk.asked == ["getBetByUserReference"]


def test_bets_of_all_of_it_prove_a_placement_of_which_nothing_rests(desk: Desk, fourcasters: Fourcasters) -> None:
    graded = {key: value for key, value in bet(60, txID="2").items() if key != "userReference"}
    desk.tell("getBetByUserReference", buckets(bets=[bet()], graded=[graded]))
    desk.tell("getUnmatched", resting())
    (outcome,) = fourcasters.resolve([UNPLACED])
    assert isinstance(outcome, Placed)
    assert (outcome.order_id, outcome.resting, outcome.proof) == (None, Decimal(0), Proof.BETS)
    assert sum(fill.stake or 0 for fill in outcome.fills) == 100
    assert outcome.may_be_open is False


def test_a_bet_that_is_graded_meanwhile_counts_once(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", buckets(bets=[bet(100)], graded=[bet(100)]))
    desk.tell("getUnmatched", resting())
    (outcome,) = fourcasters.resolve([UNPLACED])
    assert isinstance(outcome, Placed)
    assert len(outcome.fills) == 1


def test_whether_a_remainder_rests_is_certain_only_late(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", buckets(bets=[bet()]))
    desk.tell("getUnmatched", resting())
    desk.tell("getMatchedBets", matched(bet()))
    assert "not certain yet" in found(fourcasters.resolve([UNPLACED])[0])
    (outcome,) = fourcasters.resolve([UNPLACED], **LATE)
    assert isinstance(outcome, Placed)
    assert outcome.resting == 0
    kill = PlaceUnknown(order=NewOrder(game_id=GAME, market_type="moneyline", side=AWAY, odds=-110, risk=100, order_type="fillAndKill", user_reference=REFERENCE), evidence=PLACING)  # fmt: skip # noqa: E501
    assert isinstance(fourcasters.resolve([kill])[0], Placed), "of a kill type nothing ever rests"


def test_a_placement_that_is_nowhere_never_was_when_it_can_no_longer_arrive(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", buckets())
    desk.tell("getUnmatched", resting(unmatched(OTHER, userReference="another"), unmatched(OTHER, game={"id": OTHER})))
    desk.tell("getMatchedBets", matched(bet(userReference="another"), bet(game=None)))
    assert found(fourcasters.resolve([UNPLACED])[0]) == "nothing carries its reference, but the place may still arrive"
    (outcome,) = fourcasters.resolve([UNPLACED], **LATE)
    assert outcome == NotPlaced(reason=NotPlacedReason.NOT_FOUND, user_reference=REFERENCE, proof=Proof.ABSENCE)
    assert outcome.may_be_open is False
    assert desk.asked[-3:] == ["getBetByUserReference", "getUnmatched", "getMatchedBets"]


UNPLACEABLE: list[tuple[str, Act, str]] = [
    ("two that rest", buckets(resting=[unmatched(bet=50), unmatched(OTHER, bet=50)]), "found more than once: 2 orders that rest"),
    ("more than was sent", buckets(resting=[unmatched()], bets=[bet(1)]), "found more than once: 101 USD carry it, and 100 were sent"),
    ("another side", buckets(resting=[unmatched(participantID=OTHER)]), "on another order than the one that was sent"),
    ("another market", buckets(bets=[bet(type="total")]), "on another order than the one that was sent"),
    ("other odds", buckets(resting=[unmatched(odds=120)]), "with other odds than the one that was sent"),
    ("NaN", buckets(bets=[bet("NaN")]), "no number"),
    ("another reference", buckets(resting=[unmatched(userReference="another")]), "getBetByUserReference brought nothing"),
    ("no reply", LOST, "getBetByUserReference brought nothing"),
    ("408", said({"error": "userReference and gameID are required"}, 408), "getBetByUserReference brought nothing (HTTP 408)"),
]


@pytest.mark.parametrize(("by_name", "words"), [case[1:] for case in UNPLACEABLE], ids=[case[0] for case in UNPLACEABLE])
def test_what_proves_nothing_leaves_a_placement_unknown(by_name: Act, words: str, desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", by_name)
    desk.tell("getUnmatched", resting())
    desk.tell("getMatchedBets", matched())
    assert words in found(fourcasters.resolve([UNPLACED], **LATE)[0])


@pytest.mark.parametrize(
    ("listed", "bets", "words"),
    [
        (resting(unmatched()), matched(), "a list holds its reference"),
        (resting(), matched(bet()), "a list holds its reference"),
        (LOST, matched(), "getUnmatched brought nothing"),
        (resting(), LOST, "getMatchedBets brought nothing"),
    ],
)
def test_absence_is_proof_only_if_every_place_was_looked_at_and_agrees(
    listed: Act, bets: Act, words: str, desk: Desk, fourcasters: Fourcasters
) -> None:
    desk.tell("getBetByUserReference", buckets())
    desk.tell("getUnmatched", listed)
    desk.tell("getMatchedBets", bets)
    assert words in found(fourcasters.resolve([UNPLACED], **LATE)[0])


AGES_AGO = "2024-01-01T00:00:00.000Z"


@pytest.mark.parametrize("dated", [(("Date", "Fri, 27 Nov 2026 13:30:00 GMT"),), ()], ids=["by its Date", "by this machine's clock"])
@pytest.mark.parametrize(
    "old", [{"resting": [unmatched(createdAt=AGES_AGO)]}, {"bets": [bet(createdAt=AGES_AGO)]}], ids=["rests", "matched"]
)
def test_what_is_older_than_a_placement_is_another_one(
    old: dict[str, Any], dated: tuple[tuple[str, str], ...], clients: Clients, desk: Desk
) -> None:
    client = clients.fourcasters()
    (unknown,) = client.place_orders([NEW])
    assert isinstance(unknown, PlaceUnknown)
    desk.tell("getUnmatched", resting())
    desk.tell("getMatchedBets", matched())
    desk.tell("getBetByUserReference", attrs.evolve(buckets(**old), headers=dated))
    assert "created before it was sent" in found(client.resolve([unknown], **LATE)[0])
    now = "2026-11-27T13:29:59.000Z" if dated else datetime.now(UTC).isoformat()
    for told in (now, "yesterday", None):
        young = {name: [each | {"createdAt": told} for each in rows] for name, rows in old.items()}
        desk.tell("getBetByUserReference", attrs.evolve(buckets(**young), headers=dated))
        assert isinstance(client.resolve([unknown], **LATE)[0], Placed)


def test_when_a_command_of_another_process_left_nobody_knows(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", buckets(resting=[unmatched(createdAt=AGES_AGO)]))
    assert isinstance(fourcasters.resolve([UNPLACED])[0], Placed)


def test_what_is_to_prove_something_is_asked_on_connections_of_its_own(desk: Desk, venue: Replies, fourcasters: Fourcasters) -> None:
    desk.tell("lookupOrder", Answer(500))
    desk.tell("getBetByUserReference", buckets())
    desk.tell("getUnmatched", resting())
    desk.tell("getMatchedBets", matched())
    unknown: list[Outcome] = [UNKNOWN, UNPLACED]
    fourcasters.resolve(unknown, **LATE)
    fourcasters.open_orders()
    asked = [request.connection for request in venue.requests]
    assert len(asked) > 4
    assert len(set(asked)) == len(asked), "a list that a server sends twice is not taken for the next one's"


def test_what_arrives_between_two_looks_is_looked_up_again(desk: Desk, fourcasters: Fourcasters) -> None:
    looks = [buckets(), buckets(resting=[unmatched(bet=60, offered=60, filled=0)], bets=[bet()])]
    desk.tell("getBetByUserReference", lambda _: looks.pop(0))
    desk.tell("getUnmatched", resting(unmatched(bet=60, offered=60, filled=0)))
    (outcome,) = fourcasters.resolve([UNPLACED])
    assert isinstance(outcome, Placed)
    assert (outcome.resting, len(outcome.fills)) == (Decimal(60), 1), "with the fills that the first look could not see"


def test_two_unknown_placements_of_one_reference_are_not_told_apart(desk: Desk, fourcasters: Fourcasters) -> None:
    desk.tell("getBetByUserReference", buckets(resting=[unmatched()]))
    desk.tell("getUnmatched", resting(unmatched()))
    desk.tell("getMatchedBets", matched())
    another = PlaceUnknown(order=NEW, evidence=PLACING)
    known = Placed(order_id=OTHER, resting=None, fills=(), wager_request_id=None, user_reference=REFERENCE)
    for other in (another, known):
        assert "not the only placement here that has its reference" in found(fourcasters.resolve([UNPLACED, other], **LATE)[0])
    once = fourcasters.resolve([UNPLACED, UNPLACED], **LATE)
    assert [type(outcome) for outcome in once] == [Placed, Placed], "one outcome that is handed in twice is one placement"


def test_an_order_is_named_before_it_leaves(venue: Replies, desk: Desk, fourcasters: Fourcasters) -> None:
    venue.will(Closed())
    unnamed = NewOrder(game_id=GAME, market_type="moneyline", side=AWAY, odds=-110, risk=100)
    outcomes = fourcasters.place_orders([unnamed, unnamed, NEW])
    sent = [order["userReference"] for order in venue.last.json["orders"]]
    assert len(set(sent)) == 3
    assert sent[2] == REFERENCE
    assert [outcome.user_reference for outcome in outcomes] == sent
    desk.tell("getBetByUserReference", lambda query: buckets(resting=[unmatched(userReference=query["userReference"])]))
    assert [outcome.user_reference for outcome in fourcasters.resolve(outcomes)] == sent


def test_a_placement_without_a_reference_stays_unknown(fourcasters: Fourcasters) -> None:
    unnamed = NewOrder(game_id=GAME, market_type="moneyline", side=AWAY, odds=-110, risk=100)
    (outcome,) = fourcasters.resolve([PlaceUnknown(order=unnamed, evidence=PLACING)])
    assert found(outcome) == "it has no reference to be looked up by"


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
