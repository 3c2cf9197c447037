"""What PredictStreet's look-ups prove about commands whose reply never came: every rung, and what contradicts it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import attrs
import pytest
from accounts import Clients, uuids
from desks import LOST, Desk
from replies import Act, Answer, Closed, Replies, said
from signed_orders import ACCOUNT, IDENTITY, order, prepared
from traded import account_at

from crossbook import (
    Cancelled,
    CancelUnknown,
    EditUnknown,
    Evidence,
    Fill,
    InvalidRequest,
    NotCancelled,
    NotCancelledReason,
    NotPlaced,
    NotPlacedReason,
    Outcome,
    Placed,
    PlaceUnknown,
    Proof,
    ReadFailed,
    ScopeOutcomes,
)
from crossbook.predictstreet import PredictStreet

ID, OTHER, THIRD = uuids(3)
REASON = NotCancelledReason
NAME, MARKET = "quote-7", "NC26-BIN-83479265"
EVIDENCE = Evidence(operation="cancelBatch", sent="POST /api/orders/cancel-batch", received=None, problem="no complete reply came")
PLACING = Evidence(operation="placeOrder", sent="POST /api/orders/place", received=None, problem="no complete reply came")
ANOTHERS = Evidence(operation="cancelMultiple", sent="", received=None, problem="")
UNKNOWN = CancelUnknown(order_id=ID, evidence=EVIDENCE)
NAMED = attrs.evolve(IDENTITY, client_order_id=NAME)
KILL = PlaceUnknown(order=prepared(order(quantity=100, order_type="market", time_in_force="ioc"), identity=NAMED), evidence=PLACING)
UNPLACED = PlaceUnknown(order=prepared(order(quantity=100), identity=NAMED), evidence=PLACING)
STRANGER = "0x" + "22" * 20
LATE: dict[str, Any] = {"arrives_within": 0.0}


@pytest.fixture
def predictstreet(clients: Clients) -> PredictStreet:
    return clients.predictstreet(user_wallet=ACCOUNT.wallet)


@pytest.fixture
def desk(venue: Replies) -> Desk:
    made = Desk(venue)
    made.tell("/open", page())
    made.tell("/history", page())
    return made


def found(outcome: Outcome) -> str:
    """Give what an unknown outcome says was found."""
    match outcome:
        case CancelUnknown(evidence=evidence) | PlaceUnknown(evidence=evidence):
            assert evidence.found is not None
            return evidence.found
        case _:
            raise AssertionError(f"{outcome} is decided")


def row(status: str | None = "OPEN", order_id: str = ID, **members: Any) -> dict[str, Any]:
    """Write one order: 100 tokens, of which 40 are matched, where its state allows."""
    made = {"id": order_id, "marketId": MARKET, "side": "buy", "outcome": "0", "price": "0.42", "quantity": "100"}
    filled, remaining = {"FILLED": ("100", "0"), "REJECTED": ("0", "0")}.get((status or "").upper(), ("40", "60"))
    made |= {"filledQty": filled, "remainingQty": remaining}
    return made | {"status": status, "clientOrderId": NAME, "timeInForce": "gtc"} | members


def page(*rows: dict[str, Any], following: str | None = None) -> Answer:
    return said({"walletAddress": ACCOUNT.wallet, "orders": [*rows], "nextCursor": following})


def of_another(answer: Answer) -> Answer:
    """List the same for another wallet."""
    return Answer(body=answer.body.replace(ACCOUNT.wallet.encode(), STRANGER.encode()))


def many(count: int) -> list[dict[str, Any]]:
    """Fill a page with orders of other names."""
    return [row(order_id=f"{number:08x}-0d3f-4c57-9a0e-0123456789ab", clientOrderId=f"z{number}") for number in range(count)]


def no_order() -> Answer:
    return said({"code": "order_not_found", "message": "no such order"}, 404)


# ------------------------------------------------------------------------------------------------------------------- cancels


@pytest.mark.parametrize("remaining", ["59.75", "0", None])
def test_a_look_up_proves_a_cancel_at_once_with_its_amounts(remaining: str | None, desk: Desk, predictstreet: PredictStreet) -> None:
    desk.tell(ID, said(row("CANCELLED", filledQty="40.25", remainingQty=remaining)))
    (outcome,) = predictstreet.resolve([UNKNOWN])
    assert outcome == Cancelled(ID, filled=Decimal("40.25"), remaining=Decimal("59.75"), proof=Proof.LOOK_UP)
    assert desk.asked == [ID]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("FILLED", REASON.ALREADY_FILLED),
        ("filled", REASON.ALREADY_FILLED),
        ("EXPIRED", REASON.ALREADY_EXPIRED),
        ("CANCELLED_BY_RESOLVE", REASON.ALREADY_TERMINAL),
        ("REJECTED", REASON.ALREADY_TERMINAL),
        ("SETTLEMENT_FAILED", REASON.ALREADY_TERMINAL),
    ],
)
def test_an_order_that_is_over_is_told_as_what_it_is(
    status: str, reason: NotCancelledReason, desk: Desk, predictstreet: PredictStreet
) -> None:
    desk.tell(ID, said(row(status)))
    (outcome,) = predictstreet.resolve([UNKNOWN])
    assert outcome == NotCancelled(order_id=ID, reason=reason, venue_text=status, proof=Proof.LOOK_UP)
    assert outcome.may_be_open is False


@pytest.mark.parametrize("status", ["OPEN", "PARTIAL", "PENDING"])
def test_an_order_that_rests_is_only_proof_when_the_cancel_can_no_longer_arrive(
    status: str, desk: Desk, predictstreet: PredictStreet
) -> None:
    desk.tell(ID, said(row(status)))
    assert found(predictstreet.resolve([UNKNOWN])[0]) == "it rests, and the cancel may still arrive"
    (outcome,) = predictstreet.resolve([UNKNOWN], **LATE)
    assert outcome == NotCancelled(order_id=ID, reason=REASON.STILL_OPEN, proof=Proof.LOOK_UP)


def test_an_order_that_is_nowhere_is_no_order_when_the_cancel_can_no_longer_arrive(desk: Desk, predictstreet: PredictStreet) -> None:
    desk.tell(ID, no_order())
    assert "may still arrive" in found(predictstreet.resolve([UNKNOWN])[0])
    (outcome,) = predictstreet.resolve([UNKNOWN], **LATE)
    assert outcome == NotCancelled(order_id=ID, reason=REASON.NOT_FOUND, proof=Proof.LOOK_UP)


def test_the_open_orders_and_the_history_are_read_where_a_look_up_fails(desk: Desk, predictstreet: PredictStreet) -> None:
    desk.tell(ID, LOST)
    desk.tell("/open", page(row()))
    (rests,) = predictstreet.resolve([UNKNOWN], **LATE)
    assert rests == NotCancelled(order_id=ID, reason=REASON.STILL_OPEN, proof=Proof.OPEN_ORDERS)
    pages = {None: page(row(order_id=OTHER), following="2"), "2": page(row("CANCELLED"))}
    desk.tell("/open", page())
    desk.tell("/history", lambda query: pages[query.get("cursor")])
    (gone,) = predictstreet.resolve([UNKNOWN])
    assert gone == Cancelled(ID, filled=Decimal(40), remaining=Decimal(60), proof=Proof.HISTORY)


UNDECIDING: list[tuple[str, Act, Act, Act, str]] = [
    ("a state of tomorrow", said(row("PARKED")), page(), page(), "in a state that no page lists, 'PARKED'"),
    ("no state", said(row(None)), page(), page(), "in a state that no page lists"),
    ("another order", said(row("CANCELLED", order_id=OTHER)), page(), page(), "getOrder brought nothing"),
    ("cancelled, with NaN", said(row("CANCELLED", filledQty="NaN")), page(), page(), "no number"),
    ("404 of something in front", Answer(404, b"<html>"), page(), page(), "getOrder brought nothing (HTTP 404)"),
    ("404 in another form", said({"error": {"message": "no"}}, 404), page(), page(), "getOrder brought nothing (HTTP 404)"),
    ("404 without a code", said({"message": "Not Found"}, 404), page(), page(), "getOrder brought nothing (HTTP 404)"),
    ("404, yet it rests", no_order(), page(row()), page(), "the list of open orders holds it"),
    ("404, and no list", no_order(), LOST, page(), "the open orders could not be read"),
    ("404, and an order without an id", no_order(), page(row(order_id=OTHER, id=None)), page(), "the open orders could not be read"),
    ("no look-up, and it is in no list", LOST, page(), page(), "getOrder brought nothing"),
    ("nothing at all", Answer(500), Answer(500), Answer(500), "getOrder brought nothing (HTTP 500)"),
    ("no look-up; the history knows better than the list", LOST, page(), page(row("OPEN", order_id=OTHER)), "getOrder brought nothing"),
]


@pytest.mark.parametrize(("told", "words"), [(case[1:4], case[4]) for case in UNDECIDING], ids=[case[0] for case in UNDECIDING])
def test_what_proves_nothing_leaves_a_cancel_unknown(
    told: tuple[Act, Act, Act], words: str, desk: Desk, predictstreet: PredictStreet
) -> None:
    for rung, act in zip((ID, "/open", "/history"), told, strict=True):
        desk.tell(rung, act)
    assert words in found(predictstreet.resolve([UNKNOWN], **LATE)[0])


def test_a_list_that_was_read_for_another_order_contradicts_a_look_up(desk: Desk, predictstreet: PredictStreet) -> None:
    desk.tell(ID, said(row("CANCELLED")))
    desk.tell(OTHER, LOST)
    desk.tell("/open", page(row()))
    first, _ = predictstreet.resolve([UNKNOWN, CancelUnknown(order_id=OTHER, evidence=EVIDENCE)])
    assert found(first) == "it was found CANCELLED, and the list of open orders holds it"


def test_a_lost_cancel_is_resolved_as_it_was_returned(venue: Replies, desk: Desk, predictstreet: PredictStreet) -> None:
    venue.will(Closed())
    outcomes = predictstreet.cancel_orders([ID, OTHER, "not an id"])
    desk.tell(ID, said(row("CANCELLED")))
    desk.tell(OTHER, said(row("FILLED", order_id=OTHER)))
    resolved = predictstreet.resolve(outcomes)
    assert [type(outcome) for outcome in resolved] == [Cancelled, NotCancelled, NotCancelled]
    assert [outcome.order_id for outcome in resolved] == [ID, OTHER, "not an id"]
    assert resolved[2] is outcomes[2]


CONTRADICTORY: list[dict[str, Any]] = [
    {"status": "FILLED", "filledQty": "40", "remainingQty": "60"},
    {"status": "FILLED", "filledQty": "100", "remainingQty": "60"},
    {"status": "CANCELLED", "filledQty": "101", "remainingQty": "0"},
    {"status": "CANCELLED", "filledQty": "40", "remainingQty": "50"},
    {"status": "CANCELLED", "filledQty": "1e999999999"},
    {"status": "CANCELLED", "filledQty": None, "remainingQty": "1e999999999"},
    {"status": "REJECTED", "filledQty": "40", "remainingQty": "0"},
    {"status": "CANCELLED", "userWallet": STRANGER},
    {"status": "FILLED", "userWallet": STRANGER},
]


@pytest.mark.parametrize("members", CONTRADICTORY, ids=str)
def test_an_order_that_contradicts_itself_or_is_somebody_else_s_decides_no_cancel(
    members: dict[str, Any], desk: Desk, predictstreet: PredictStreet
) -> None:
    desk.tell(ID, said(row(**members)))
    assert found(predictstreet.resolve([UNKNOWN], **LATE)[0])


def test_what_is_to_prove_something_is_asked_on_connections_of_its_own(desk: Desk, venue: Replies, predictstreet: PredictStreet) -> None:
    desk.tell(ID, no_order())
    desk.tell("/open", page(row(order_id=OTHER, clientOrderId="z"), following="2"))
    unknown: list[Outcome] = [UNKNOWN, UNPLACED]
    predictstreet.resolve(unknown, **LATE)
    with pytest.raises(ReadFailed):
        predictstreet.open_orders()
    asked = [request.connection for request in venue.requests]
    assert len(asked) > 5
    assert len(set(asked)) == len(asked), "a list that a server sends twice is not taken for the next one's"


def test_an_order_of_another_vault_decides_no_cancel(desk: Desk, clients: Clients) -> None:
    account = account_at(clients.url)
    client = clients.predictstreet(user_wallet=None, account=account)
    desk.tell(ID, said(row("CANCELLED", userWallet=account.wallet.upper().replace("0X", "0x"), vault=account.vault)))
    assert isinstance(client.resolve([UNKNOWN])[0], Cancelled)
    desk.tell(ID, said(row("CANCELLED", userWallet=account.wallet, vault=STRANGER)))
    assert f"the vault {STRANGER}" in found(client.resolve([UNKNOWN])[0])


def test_orders_that_rest_in_another_wallet_s_list_are_not_this_one_s(desk: Desk, predictstreet: PredictStreet) -> None:
    desk.tell("/open", of_another(page(row())))
    with pytest.raises(ReadFailed, match="another wallet"):
        predictstreet.open_orders()
    desk.tell(ID, LOST)
    assert found(predictstreet.resolve([UNKNOWN], **LATE)[0])


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
