"""What the reply of a placed batch proves, for every odd reply: only what it says of the very order that was sent."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import placing_script
import pytest
from placing_script import IOC
from traded import Script, order, rejected, taken

from crossbook import Fill, NotPlaced, NotPlacedReason, Placed, PlaceOutcome, PlaceUnknown
from crossbook.predictstreet import PredictStreet, PreparedOrder

TRADE = {"id": "t1", "price": "0.42", "quantity": "0.5", "fee": "0.004", "side": "buy"}
script = pytest.fixture(placing_script.script)
client = pytest.fixture(placing_script.client)


def read(client: PredictStreet, script: Script, entry: Callable[[Any], object], **changes: Any) -> PlaceOutcome:
    script.will(lambda orders: [entry(orders[0])])
    return client.place_order(order(**changes))


def whole(**changes: Any) -> Callable[[Any], object]:
    return lambda sent: taken(sent, **changes)


def expired(**changes: Any) -> Callable[[Any], object]:
    return lambda sent: rejected(sent, "expired") | changes


# ---- what is proven

KILLED = {"status": "CANCELLED", "filledQty": "0", "remainingQty": "2"}
FOK = {"time_in_force": "fok"}


PROVEN: list[tuple[dict[str, Any], dict[str, Any], object]] = [
    ({}, {}, (Decimal(2), ())),
    ({"status": "open"}, {}, (Decimal(2), ())),
    ({"status": "PENDING"}, {}, (Decimal(2), ())),
    ({"status": "PENDING"}, FOK, (Decimal(2), ())),
    ({"filledQty": "0.5", "remainingQty": "1.5", "trades": [TRADE]}, {}, (Decimal("1.5"), ("0.5",))),
    ({"status": "PARTIAL", "filledQty": None, "trades": [TRADE], "remainingQty": None}, {}, (Decimal("1.5"), ("0.5",))),
    ({"status": "PARTIAL", "filledQty": "0.5", "trades": None, "remainingQty": "1.5"}, {}, (Decimal("1.5"), ("0.5",))),
    ({"filledQty": None, "remainingQty": None, "trades": None}, {}, (None, ())),
    ({"status": "FILLED", "filledQty": "2", "remainingQty": "0", "trades": None}, FOK, (Decimal(0), ("2",))),
    ({"status": "FILLED", "filledQty": "2.0", "remainingQty": "0", "trades": [TRADE | {"quantity": "2"}]}, {}, (Decimal(0), ("2",))),
    ({"status": "FILLED", "filledQty": "2", "remainingQty": "0", "trades": [TRADE | {"quantity": "2", "price": "0.4"}]}, {}, (0, ("2",))),
    ({"status": "CANCELLED", "filledQty": "0.5", "remainingQty": "1.5", "trades": [TRADE]}, IOC, (Decimal(0), ("0.5",))),
    ({"status": "CANCELLED", "filledQty": "0.5", "remainingQty": "0", "trades": [TRADE]}, {"order_type": "market"}, (0, ("0.5",))),
    (KILLED, {}, (Decimal(0), ())),
    (KILLED, IOC, NotPlacedReason.KILLED),
    (KILLED, FOK, NotPlacedReason.KILLED),
    (KILLED | {"remainingQty": "0"}, {"order_type": "market"}, NotPlacedReason.KILLED),
    ({"success": None}, {}, (Decimal(2), ())),
    ({"newMember": 1, "trades": []}, {}, (Decimal(2), ())),
]


@pytest.mark.parametrize(("entry", "asked", "expected"), PROVEN)
def test_what_the_venue_says_of_an_order_it_took(
    entry: dict[str, Any], asked: dict[str, Any], expected: Any, client: PredictStreet, script: Script
) -> None:
    outcome = read(client, script, whole(**entry), **asked)
    assert outcome.user_reference == script.sent[0][0]["clientOrderId"]
    if isinstance(expected, tuple):
        assert isinstance(outcome, Placed)
        assert (outcome.resting, tuple(str(fill.quantity) for fill in outcome.fills)) == expected
        assert outcome.order_id == taken(script.sent[0][0])["orderId"]
    else:
        assert isinstance(outcome, NotPlaced)
        assert (outcome.reason, outcome.may_be_open) == (expected, False)
    assert script.asked("/api/orders/open") == [], "what is proven is not looked up"


def test_a_fill_is_told_as_the_venue_tells_it(client: PredictStreet, script: Script) -> None:
    outcome = read(client, script, whole(filledQty="0.5", remainingQty="1.5", trades=[TRADE]))
    assert isinstance(outcome, Placed)
    assert outcome.fills == (Fill(fill_id="t1", price=Decimal("0.42"), quantity=Decimal("0.5"), fee=Decimal("0.004")),)


REASONS = [
    ("insufficient_funds", NotPlacedReason.LIABILITY),
    ("invalid_amounts", NotPlacedReason.VALIDATION),
    ("order_signed_with_floor_notional", NotPlacedReason.VALIDATION),
    ("market_not_open", NotPlacedReason.OTHER),
    ("words_of_tomorrow", NotPlacedReason.OTHER),
]


@pytest.mark.parametrize(("code", "reason"), REASONS)
def test_a_rejection_in_a_200_is_an_order_that_was_not_placed(
    code: str, reason: NotPlacedReason, client: PredictStreet, script: Script
) -> None:
    outcome = read(client, script, lambda sent: rejected(sent, code))
    assert outcome == NotPlaced(reason=reason, venue_text=f"{code}: words", user_reference=script.sent[0][0]["clientOrderId"])


# ---- what proves nothing

WORSE = TRADE | {"price": "0.43"}
DOUBTS: list[tuple[Any, dict[str, Any], str]] = [
    (whole(orderId=""), {}, "no order id"),
    (whole(orderId=None), {}, "no order id"),
    (whole(orderId="two words"), {}, "no order id"),
    (whole(status=None), {}, "no status"),
    (whole(status="SOMETHING"), {}, "SOMETHING"),
    (whole(success=False), {}, "not taken"),
    (whole(code="insufficient_funds"), {}, "why an order is not taken"),
    (whole(remainingQty="5"), {}, "quantity of 5"),
    (whole(filledQty="1", remainingQty="0.5"), {}, "another order's"),
    (whole(filledQty="-1", remainingQty="3"), {}, "-1"),
    (whole(filledQty="NaN"), {}, "NaN"),
    (whole(filledQty="sNaN"), {}, "sNaN"),
    (whole(remainingQty="0"), {}, "another order's"),
    (whole(remainingQty="0", filledQty="2"), {}, "nothing remains"),
    (whole(), FOK, "never rests"),
    (whole(), {"order_type": "market"}, "never rests"),
    (whole(status="FILLED"), {}, "FILLED"),
    (whole(status="FILLED", filledQty="2", remainingQty="2"), {}, "FILLED"),
    (whole(status="FILLED", filledQty=None, remainingQty=None, trades=None), {}, "FILLED"),
    (whole(status="CANCELLED", filledQty=None, trades=None), IOC, "how much was matched"),
    (whole(status="CANCELLED", filledQty="0.5", remainingQty="1", trades=[TRADE]), IOC, "another order's"),
    (whole(status="CANCELLED", filledQty="0.5", remainingQty="1.5", trades=[TRADE]), FOK, "whole or not at all"),
    (whole(filledQty="0.5", remainingQty="1.5", trades=[WORSE]), {}, "worse than 0.42"),
    (whole(filledQty="0.5", remainingQty="1.5", trades=[TRADE | {"side": "sell"}]), {}, "other side"),
    (whole(filledQty="0.5", remainingQty="1.5", trades=[TRADE | {"marketId": "OTHER"}]), {}, "another market"),
    (whole(filledQty="0.5", remainingQty="1.5", trades=[TRADE | {"orderId": "another"}]), {}, "another order"),
    (whole(filledQty="1", remainingQty="1", trades=[TRADE, TRADE]), {}, "twice"),
    (whole(filledQty="1.5", remainingQty="0.5", trades=[TRADE]), {}, "0.5 together"),
    (whole(filledQty=None, remainingQty=None, trades=[TRADE | {"quantity": "3"}]), {}, "3 together"),
    (whole(filledQty="0.5", remainingQty="1.5", trades=[TRADE | {"quantity": "0"}]), {}, "a fill of 0"),
    (whole(filledQty="0.5", remainingQty="1.5", trades=[TRADE | {"quantity": "sNaN"}]), {}, "a fill of"),
    (whole(filledQty="0.5", remainingQty="1.5", trades=[TRADE | {"price": "Infinity"}]), {}, "Infinity"),
    (whole(filledQty="0.5", remainingQty="1.5", trades=[TRADE | {"price": "-0.1"}]), {}, "-0.1"),
    (expired(orderId="7b0e3c52-0d3f-4c57-9a0e-3a5f1d6c2b10"), {}, "both a rejection and an order"),
    (expired(filledQty="1"), {}, "both a rejection and an order"),
    (expired(success=True), {}, "both a rejection and an order"),
    (whole(clientOrderId="another"), {}, "none names this order"),
    (whole(clientOrderId=None), {}, "none names this order"),
]


@pytest.mark.parametrize(("entry", "asked", "problem"), DOUBTS)
def test_what_contradicts_itself_or_the_order_is_unknown_with_evidence(
    entry: Callable[[Any], object], asked: dict[str, Any], problem: str, client: PredictStreet, script: Script
) -> None:
    outcome = read(client, script, entry, **asked)
    assert isinstance(outcome, PlaceUnknown)
    assert problem in outcome.evidence.problem
    assert outcome.evidence.received is not None
    assert outcome.evidence.sent is not None
    assert script.sent[0][0]["clientOrderId"] in outcome.evidence.sent
    assert script.sent[0][0]["signature"] not in outcome.evidence.sent, "whoever has a signature can place the order"
    assert isinstance(outcome.order, PreparedOrder)
    assert len(script.asked("/api/orders/open")) == len(script.asked("/api/orders/history")) == 1, "it was looked up"
    assert len(script.sent) == 1


def test_a_seller_s_fills_must_not_be_below_the_price(client: PredictStreet, script: Script) -> None:
    sold = TRADE | {"side": "sell", "price": "0.41"}
    outcome = read(client, script, whole(filledQty="0.5", remainingQty="1.5", trades=[sold]), side="sell")
    assert isinstance(outcome, PlaceUnknown)
    better = read(client, script, whole(filledQty="0.5", remainingQty="1.5", trades=[sold | {"price": "0.43"}]), side="sell")
    assert isinstance(better, Placed)


# ---- which entry is whose


def five(client: PredictStreet, script: Script, answer: Callable[[list[Any]], object]) -> list[str]:
    """Place five orders, and show of each what it ended in: placed as itself, rejected, or unknown."""
    script.will(answer)
    outcomes = client.place_orders([order(outcome=number % 2) for number in range(5)])
    names = [sent["clientOrderId"] for sent in script.sent[0]]
    assert [outcome.user_reference for outcome in outcomes] == names
    ids = [taken(sent)["orderId"] for sent in script.sent[0]]
    for outcome, order_id in zip(outcomes, ids, strict=True):
        assert not isinstance(outcome, Placed) or outcome.order_id == order_id, "an outcome is about its own order"
    return [type(outcome).__name__ for outcome in outcomes]


def test_entries_prove_the_orders_that_they_name_wherever_they_stand(client: PredictStreet, script: Script) -> None:
    assert five(client, script, lambda sent: [taken(each) for each in reversed(sent)]) == ["Placed"] * 5


def test_a_missing_entry_leaves_its_own_order_unknown(client: PredictStreet, script: Script) -> None:
    assert five(client, script, lambda sent: [taken(each) for each in sent if each is not sent[1]]) == [
        *("Placed", "PlaceUnknown"),
        *["Placed"] * 3,
    ]


def test_a_doubled_entry_counts_once_and_a_contradicting_one_proves_nothing(client: PredictStreet, script: Script) -> None:
    assert five(client, script, lambda sent: [*map(taken, sent), taken(sent[2])]) == ["Placed"] * 5
    script.sent.clear()
    found = five(client, script, lambda sent: [*map(taken, sent), rejected(sent[2], "expired")])
    assert found == ["Placed", "Placed", "PlaceUnknown", "Placed", "Placed"]


def test_entries_of_other_orders_are_passed_over(client: PredictStreet, script: Script) -> None:
    foreign = {"nonce": "1", "quantity": "2", "clientOrderId": "somebody-else"}
    assert five(client, script, lambda sent: [taken(foreign), *map(taken, sent)]) == ["Placed"] * 5


def test_an_unnamed_entry_is_covered_by_its_position_where_everything_named_sits_right(client: PredictStreet, script: Script) -> None:
    def unnamed(sent: list[Any]) -> list[Any]:
        return [taken(each, clientOrderId=None if each is sent[3] else each["clientOrderId"]) for each in sent]

    assert five(client, script, unnamed) == ["Placed"] * 5
    script.sent.clear()
    found = five(client, script, lambda sent: unnamed(sent)[1:])
    assert found == ["PlaceUnknown", "Placed", "Placed", "PlaceUnknown", "Placed"]
    script.sent.clear()
    assert five(client, script, lambda sent: [taken(each, clientOrderId=None) for each in sent]) == ["PlaceUnknown"] * 5


def test_one_order_id_for_two_orders_is_neither_s(client: PredictStreet, script: Script) -> None:
    found = five(
        client,
        script,
        lambda sent: [taken(each, orderId=taken(sent[0])["orderId"] if each is sent[1] else taken(each)["orderId"]) for each in sent],
    )
    assert found == ["PlaceUnknown", "PlaceUnknown", "Placed", "Placed", "Placed"]
