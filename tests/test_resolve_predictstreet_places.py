"""What PredictStreet's look-ups prove about placements whose reply never came, and about cancels of a scope."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import lost_commands_predictstreet
import pytest
from accounts import Clients
from desks import LOST, Desk
from lost_commands import LATE, found
from lost_commands_predictstreet import (
    EVIDENCE,
    ID,
    MARKET,
    NAME,
    NAMED,
    OTHER,
    PLACING,
    REASON,
    STRANGER,
    UNKNOWN,
    UNPLACED,
    no_order,
    of_another,
    page,
    row,
)
from replies import Act, Answer, Replies, said
from signed_orders import ACCOUNT, order, prepared

from crossbook import (
    Cancelled,
    CancelUnknown,
    EditUnknown,
    Evidence,
    Fill,
    InvalidRequest,
    NotCancelled,
    NotPlaced,
    NotPlacedReason,
    Outcome,
    Placed,
    PlaceUnknown,
    Proof,
    ScopeOutcomes,
)
from crossbook.predictstreet import PredictStreet

ANOTHERS = Evidence(operation="cancelMultiple", sent="", received=None, problem="")
KILL = PlaceUnknown(order=prepared(order(quantity=100, order_type="market", time_in_force="ioc"), identity=NAMED), evidence=PLACING)
predictstreet = pytest.fixture(lost_commands_predictstreet.predictstreet)
desk = pytest.fixture(lost_commands_predictstreet.desk)


def many(count: int) -> list[dict[str, Any]]:
    """Fill a page with orders of other names."""
    return [row(order_id=f"{number:08x}-0d3f-4c57-9a0e-0123456789ab", clientOrderId=f"z{number}") for number in range(count)]


# -------------------------------------------------------------------------------------------------------------------- places


@pytest.mark.parametrize("rung", ["/open", "/history"])
def test_an_order_of_its_client_order_id_proves_a_placement(rung: str, desk: Desk, predictstreet: PredictStreet) -> None:
    pages = {None: page(row(order_id=OTHER, clientOrderId="another"), following="2"), "2": page(row())}
    desk.tell(rung, lambda query: pages[query.get("cursor")])
    (outcome,) = predictstreet.resolve([UNPLACED])
    proof = Proof.OPEN_ORDERS if rung == "/open" else Proof.HISTORY
    fills = (Fill(fill_id=None, quantity=Decimal(40)),)
    assert outcome == Placed(order_id=ID, resting=Decimal(60), fills=fills, user_reference=NAME, proof=proof)


@pytest.mark.parametrize("filled", ["0", "40", "100"])
def test_fills_that_were_all_reverted_are_told_as_none(filled: str, desk: Desk, predictstreet: PredictStreet) -> None:
    desk.tell("/history", page(row("SETTLEMENT_FAILED", filledQty=filled, remainingQty="0")))
    (outcome,) = predictstreet.resolve([UNPLACED])
    assert outcome == Placed(order_id=ID, resting=Decimal(0), fills=(), user_reference=NAME, proof=Proof.HISTORY)
    desk.tell("/history", page(row("SETTLEMENT_FAILED", timeInForce="ioc", filledQty=filled, remainingQty="0")))
    (killed,) = predictstreet.resolve([KILL])
    assert isinstance(killed, NotPlaced)
    assert (killed.reason, killed.venue_text) == (NotPlacedReason.KILLED, "SETTLEMENT_FAILED")


@pytest.mark.parametrize("status", ["FILLED", "CANCELLED", "EXPIRED", "CANCELLED_BY_RESOLVE", "SETTLEMENT_FAILED"])
def test_an_order_that_is_over_was_placed_and_rests_no_more(status: str, desk: Desk, predictstreet: PredictStreet) -> None:
    desk.tell("/history", page(row(status, filledQty="100", remainingQty="0") if status == "FILLED" else row(status)))
    (outcome,) = predictstreet.resolve([UNPLACED])
    assert isinstance(outcome, Placed)
    assert (outcome.order_id, outcome.resting) == (ID, Decimal(0))


def test_one_that_was_rejected_or_killed_was_not_placed(desk: Desk, predictstreet: PredictStreet) -> None:
    desk.tell("/history", page(row("REJECTED", filledQty="0")))
    (rejected,) = predictstreet.resolve([UNPLACED])
    assert rejected == NotPlaced(reason=NotPlacedReason.OTHER, venue_text="REJECTED", user_reference=NAME, proof=Proof.HISTORY)
    desk.tell("/history", page(row("CANCELLED", timeInForce="ioc", filledQty="0", remainingQty="0")))
    (killed,) = predictstreet.resolve([KILL])
    assert isinstance(killed, NotPlaced)
    assert killed.reason is NotPlacedReason.KILLED
    desk.tell("/history", page(row("CANCELLED", timeInForce="ioc", filledQty="1", remainingQty="0")))
    assert isinstance(predictstreet.resolve([KILL])[0], Placed)


def test_a_prepared_order_is_found_like_the_order_that_it_was_made_of(desk: Desk, predictstreet: PredictStreet) -> None:
    signed = prepared()
    desk.tell("/open", page(row(clientOrderId=signed.client_order_id, quantity="2", filledQty="0", remainingQty="2")))
    (outcome,) = predictstreet.resolve([PlaceUnknown(order=signed, evidence=PLACING)])
    assert isinstance(outcome, Placed)
    assert outcome.user_reference == signed.client_order_id


def test_a_placement_that_is_nowhere_never_was_when_it_can_no_longer_arrive(
    venue: Replies, desk: Desk, predictstreet: PredictStreet
) -> None:
    desk.tell("/history", page(row(clientOrderId="another")))
    assert "may still arrive" in found(predictstreet.resolve([UNPLACED])[0])
    (outcome,) = predictstreet.resolve([UNPLACED], **LATE)
    assert outcome == NotPlaced(reason=NotPlacedReason.NOT_FOUND, user_reference=NAME, proof=Proof.ABSENCE)
    assert f"marketId={MARKET}" in venue.last.target


def test_a_client_of_another_wallet_decides_nothing_of_a_placement(desk: Desk, clients: Clients) -> None:
    desk.tell("/open", of_another(page()))
    desk.tell("/history", of_another(page()))
    for listed in (page(), page(row(userWallet=STRANGER))):
        desk.tell("/open", said({**json.loads(listed.body), "walletAddress": STRANGER}))
        outcome = clients.predictstreet(user_wallet=STRANGER).resolve([UNPLACED], **LATE)[0]
        assert "another wallet" in found(outcome)


UNPLACEABLE: list[tuple[str, Act, Act, str]] = [
    ("twice", page(row(), row(order_id=OTHER)), page(), "found more than once: 2 orders carry it"),
    ("another price", page(row(price="0.43")), page(), "on another order, with"),
    ("another side", page(row(side="SELL")), page(), "on another order, with"),
    ("another market", page(row(marketId="PM-2")), page(), "on another order, with"),
    ("rejected, and matched", page(row("REJECTED", filledQty="40")), page(), "both rejected and matched"),
    ("a state of tomorrow", page(row("PARKED")), page(), "no document lists the status"),
    ("NaN", page(row(remainingQty="NaN")), page(), "a quantity of NaN"),
    ("killed, with what matched untold", page(), page(row("CANCELLED", filledQty=None)), "not how much was matched"),
    ("no list", LOST, page(), "listOpenOrders brought nothing"),
    ("no history", page(), Answer(500), "listOrderHistory brought nothing (HTTP 500)"),
    ("a row that cannot be read", page(), said({"walletAddress": ACCOUNT.wallet, "orders": [7], "nextCursor": None}), "not all could"),
    ("a row without names", page(), page({"id": ID}), "an order that may be this one tells none"),
    ("a list that goes round", page(following="2"), page(), "listOpenOrders brought nothing"),
    ("another wallet's open orders", of_another(page()), page(), "listOpenOrders brought nothing (HTTP 200)"),
    ("another wallet's history", page(), of_another(page()), "listOrderHistory brought nothing (HTTP 200)"),
    ("a full page of open orders and no cursor", page(*many(500)), page(), "not all could"),
    ("a full page of the history and no cursor", page(), page(*many(200)), "not all could"),
    ("one that is older than its placement", page(row(createdAt="2024-01-01T00:00:00.000Z")), page(), "a creation of 2024-01-01"),
    ("another vault's", page(row(vault=STRANGER)), page(), f"vault {STRANGER}"),
    ("a history without end", page(), page(following="2"), "listOrderHistory brought nothing"),
]


@pytest.mark.parametrize(("listed", "past", "words"), [case[1:] for case in UNPLACEABLE], ids=[case[0] for case in UNPLACEABLE])
def test_what_proves_nothing_leaves_a_placement_unknown(
    listed: Act, past: Act, words: str, desk: Desk, predictstreet: PredictStreet
) -> None:
    desk.tell("/open", listed)
    desk.tell("/history", past)
    assert words in found(predictstreet.resolve([UNPLACED], **LATE)[0])


def test_an_open_order_that_cannot_be_read_is_read_again_while_there_is_time(desk: Desk, predictstreet: PredictStreet) -> None:
    desk.tell(ID, no_order())
    pages = [page(row(order_id=OTHER, id=None)), page(row(order_id=OTHER))]
    desk.tell("/open", lambda _: pages.pop(0) if len(pages) > 1 else pages[0])
    (outcome,) = predictstreet.resolve([UNKNOWN], wait=True, **LATE)
    assert outcome == NotCancelled(order_id=ID, reason=REASON.NOT_FOUND, proof=Proof.LOOK_UP)


def test_a_history_that_is_too_long_to_be_read_proves_no_absence(desk: Desk, predictstreet: PredictStreet) -> None:
    desk.tell("/history", lambda query: page(following=str(int(query.get("cursor", "0")) + 1)))
    assert "not all could" in found(predictstreet.resolve([UNPLACED], **LATE)[0])
    assert desk.asked.count("history") == 50


# -------------------------------------------------------------------------------------------------------------------- scopes


def test_what_is_only_counted_is_resolved_to_orders_that_the_caller_knows(venue: Replies, desk: Desk, predictstreet: PredictStreet) -> None:
    venue.will(said({"cancelled": 2}))
    scope = predictstreet.cancel_all_orders()
    assert (scope, scope.unnamed) == ((), 2)
    desk.tell(ID, said(row("CANCELLED")))
    desk.tell(OTHER, said(row("OPEN", order_id=OTHER)))
    outcomes = predictstreet.resolve_scope(scope, [ID, OTHER, ID.upper()])
    assert outcomes[0] == Cancelled(ID, filled=Decimal(40), remaining=Decimal(60), proof=Proof.LOOK_UP)
    assert outcomes[1:] == (NotCancelled(order_id=OTHER, reason=REASON.STILL_OPEN, proof=Proof.LOOK_UP),)
    assert outcomes.unnamed == 1
    assert predictstreet.resolve_scope(ScopeOutcomes([Cancelled(ID)]), [ID]) == (Cancelled(ID),)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (EditUnknown(old=UNKNOWN, new=None), "nothing is edited here"),
        (CancelUnknown(order_id="a b", evidence=EVIDENCE), "an order id (text without spaces)"),
        (
            CancelUnknown(order_id="65b036dfb31407c2b6bc1cfe", evidence=ANOTHERS),
            "an outcome of predictstreet, found 'one of cancelMultiple'",
        ),
    ],
)
def test_what_is_not_of_this_venue_is_refused_before_anything_is_asked(
    outcome: Outcome, words: str, venue: Replies, clients: Clients
) -> None:
    with pytest.raises(InvalidRequest) as caught:
        clients.predictstreet().resolve([outcome])
    assert words in str(caught.value)
    client: Any = clients.predictstreet()
    with pytest.raises(InvalidRequest, match="expected the ScopeOutcomes of a cancel"):
        client.resolve_scope([outcome])
    assert venue.requests == []
