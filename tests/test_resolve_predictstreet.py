"""What PredictStreet's look-ups prove about cancels whose reply never came: every rung, and what contradicts it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import lost_commands_predictstreet
import pytest
from accounts import Clients
from desks import LOST, Desk
from lost_commands import LATE, found
from lost_commands_predictstreet import EVIDENCE, ID, OTHER, REASON, STRANGER, UNKNOWN, UNPLACED, no_order, of_another, page, row
from replies import Act, Answer, Closed, Replies, said
from traded import account_at

from crossbook import Cancelled, CancelUnknown, NotCancelled, NotCancelledReason, Outcome, Proof, ReadFailed
from crossbook.predictstreet import PredictStreet

predictstreet = pytest.fixture(lost_commands_predictstreet.predictstreet)
desk = pytest.fixture(lost_commands_predictstreet.desk)


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
