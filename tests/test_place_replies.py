"""What the reply of a placed batch proves, for every odd reply: only what it says of the very order that was sent."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from accounts import QUICK, Clients
from replies import Act, Answer, Closed, Replies, said
from signed_orders import SIGNER
from traded import Script, account_at, order, rejected, row, taken

from crossbook import Fill, Forbidden, NotPlaced, NotPlacedReason, Placed, PlaceOutcome, PlaceUnknown, Refused, Unauthorized
from crossbook.predictstreet import PredictStreet, PreparedOrder

TRADE = {"id": "t1", "price": "0.42", "quantity": "0.5", "fee": "0.004", "side": "buy"}


@pytest.fixture
def script(venue: Replies) -> Script:
    return Script(venue)


@pytest.fixture
def client(script: Script, clients: Clients) -> PredictStreet:
    """A client of the scripted venue, synchronous and asynchronous."""
    assert script.sent == []
    return clients.predictstreet(user_wallet=None, account=account_at(clients.url), signer=SIGNER)


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
IOC = {"time_in_force": "ioc"}
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


# ---- whole requests

UNSURE: list[Act] = [
    Closed(),
    Answer(500),
    Answer(502, b"<html>"),
    said({"code": "busy"}, 503),
    said({"message": "Forbidden"}, 403),
    said({"error": "Forbidden"}, 403),
    Answer(200, b"<html>"),
    said({"a": 1}),
    Answer(418),
]


@pytest.mark.parametrize("act", UNSURE, ids=range(len(UNSURE)))
def test_a_request_of_which_nobody_knows_keeps_the_rest_from_being_sent(act: Act, client: PredictStreet, script: Script) -> None:
    script.will(act)
    outcomes = client.place_orders([order() for _ in range(12)])
    assert [type(outcome) for outcome in outcomes] == [PlaceUnknown] * 10 + [NotPlaced] * 2
    for late in outcomes[10:]:
        assert isinstance(late, NotPlaced)
        assert late.reason is NotPlacedReason.NOT_SENT
        assert "unknown" in (late.problem or "")
    assert len(script.sent) == 1


def test_what_is_looked_up_and_found_lets_the_rest_go_on(client: PredictStreet, script: Script) -> None:
    script.will(Closed())
    script.open = lambda sent: [row(each) for each in sent]
    assert [type(outcome) for outcome in client.place_orders([order() for _ in range(12)])] == [Placed] * 12
    assert [len(batch) for batch in script.sent] == [10, 2]


@pytest.mark.parametrize("act", UNSURE[:4], ids=range(4))
def test_what_is_repeated_is_the_same_bytes(act: Act, script: Script, clients: Clients) -> None:
    client = clients.predictstreet(user_wallet=None, account=account_at(clients.url), signer=SIGNER, retry=QUICK)
    script.will(act, act)
    outcomes = client.place_orders([order(), order(side="sell")])
    assert [type(outcome) for outcome in outcomes] == [Placed, Placed]
    assert len({request.body for request in script.asked("/api/orders/place-batch")}) == 1
    assert len(script.sent) == 3


def test_a_rejection_of_a_repeat_says_nothing_about_the_first_time(script: Script, clients: Clients) -> None:
    client = clients.predictstreet(user_wallet=None, account=account_at(clients.url), signer=SIGNER, retry=QUICK)
    script.will(Closed(), lambda sent: [rejected(sent[0], "insufficient_funds")])
    outcome = client.place_order(order())
    assert isinstance(outcome, PlaceUnknown)
    assert "insufficient_funds" in outcome.evidence.problem
    script.will(Closed(), said({"code": "market_not_open"}, 409))
    assert isinstance(client.place_order(order()), PlaceUnknown)


@pytest.mark.parametrize(("status", "kind"), [(401, Unauthorized), (403, Forbidden)])
def test_a_refusal_that_meets_every_request_is_raised_where_nothing_was_placed(
    status: int, kind: type[Refused], client: PredictStreet, script: Script
) -> None:
    script.will(said({"code": "wallet_banned", "message": "no"}, status))
    with pytest.raises(kind) as caught:
        client.place_orders([order() for _ in range(12)])
    reasons = [outcome.reason for outcome in caught.value.place_outcomes if isinstance(outcome, NotPlaced)]
    assert reasons == [NotPlacedReason.REFUSED] * 10 + [NotPlacedReason.NOT_SENT] * 2
    script.will(lambda sent: list(map(taken, sent)), said({"code": "wallet_banned", "message": "no"}, status))
    outcomes = client.place_orders([order() for _ in range(22)])
    assert [type(outcome) for outcome in outcomes] == [Placed] * 10 + [NotPlaced] * 12, "what was placed is not hidden in an error"


def test_a_body_that_is_refused_keeps_no_other_from_being_sent(client: PredictStreet, script: Script) -> None:
    script.will(said({"code": "validation_failed", "message": "postOnly should not exist"}, 400))
    outcomes = client.place_orders([order(post_only=True) for _ in range(12)])
    assert [type(outcome) for outcome in outcomes] == [NotPlaced] * 10 + [Placed] * 2
    assert isinstance(outcomes[0], NotPlaced)
    assert outcomes[0].venue_text == "validation_failed: postOnly should not exist"


# ---- looked up

FOUND: list[tuple[dict[str, Any], dict[str, Any], object]] = [
    ({}, {}, Decimal(2)),
    ({"status": "PARTIAL", "filledQty": "0.5", "remainingQty": "1.5"}, {}, Decimal("1.5")),
    ({"status": "FILLED", "filledQty": "2", "remainingQty": "0"}, {}, Decimal(0)),
    ({"status": "CANCELLED"}, {}, Decimal(0)),
    ({"status": "CANCELLED_BY_RESOLVE", "filledQty": "0.5", "remainingQty": "1.5"}, {}, Decimal(0)),
    ({"status": "EXPIRED"}, {}, Decimal(0)),
    ({"status": "SETTLEMENT_FAILED", "filledQty": "2", "remainingQty": "0"}, {}, Decimal(0)),
    ({"status": "CANCELLED"}, IOC, NotPlacedReason.KILLED),
    ({"status": "REJECTED"}, {}, NotPlacedReason.OTHER),
]


@pytest.mark.parametrize(("listed", "asked", "expected"), FOUND)
def test_an_order_that_is_found_is_what_it_is_shown_as(
    listed: dict[str, Any], asked: dict[str, Any], expected: object, client: PredictStreet, script: Script
) -> None:
    script.will(Closed())
    script.history = lambda sent: [row(each, **listed) for each in sent]
    outcome = client.place_order(order(**asked))
    if isinstance(expected, Decimal):
        assert isinstance(outcome, Placed)
        assert outcome.resting == expected
        # Of fills that were reverted nothing stands.
        filled = "0" if listed.get("status") == "SETTLEMENT_FAILED" else listed.get("filledQty", "0")
        assert sum((fill.quantity or Decimal(0)) for fill in outcome.fills) == Decimal(filled)
    else:
        assert isinstance(outcome, NotPlaced)
        assert outcome.reason is expected


OTHERS: list[dict[str, Any]] = [
    {"marketId": "OTHER"},
    {"side": "sell"},
    {"outcome": "1"},
    {"price": "0.43"},
    {"price": "sNaN"},
    {"quantity": "3"},
    {"type": "market"},
    {"timeInForce": "ioc"},
    {"vault": "0x" + "33" * 20},
    {"userWallet": "0x" + "33" * 20},
    {"expiry": 7},
    {"status": "OF_TOMORROW"},
    {"id": None},
    {"filledQty": "3"},
]


@pytest.mark.parametrize("changes", OTHERS, ids=lambda changes: next(iter(changes)))
def test_another_order_under_the_same_name_is_no_success(changes: dict[str, Any], client: PredictStreet, script: Script) -> None:
    script.will(Closed())
    script.history = lambda sent: [row(each, **changes) for each in sent]
    outcome = client.place_order(order())
    assert isinstance(outcome, PlaceUnknown)
    assert "looked up" in outcome.evidence.problem


def test_two_orders_of_one_name_prove_nothing(client: PredictStreet, script: Script) -> None:
    script.will(Closed())
    script.open = lambda sent: [row(each, id=order_id) for each in sent for order_id in ("one", "two")]
    outcome = client.place_order(order())
    assert isinstance(outcome, PlaceUnknown)
    assert "one, two" in outcome.evidence.problem


@pytest.mark.parametrize("failing", [Answer(500), said({"orders": 1}), said({"code": "no"}, 403)], ids=range(3))
def test_a_look_up_that_fails_leaves_the_order_unknown(failing: Act, client: PredictStreet, script: Script) -> None:
    script.will(Closed())
    script.open = script.history = failing
    outcome = client.place_order(order())
    assert isinstance(outcome, PlaceUnknown)
    assert "no complete reply came" in outcome.evidence.problem


# ---- a name that was used before


@pytest.mark.parametrize("changes", [*OTHERS[:5], {"clientOrderId": "else"}], ids=lambda changes: next(iter(changes)))
def test_a_replay_of_another_order_is_unknown(changes: dict[str, Any], client: PredictStreet, script: Script) -> None:
    script.history = lambda sent: [row(each, **changes) for each in sent]
    outcome = client.place_order(order(user_reference="mine"))
    assert isinstance(outcome, PlaceUnknown)
    assert "the name was used before" in outcome.evidence.problem
    assert isinstance(client.place_order(order()), Placed), "a name that was drawn is not looked at"
    assert len(script.server.requests) == 5


def test_an_order_of_a_caller_s_name_that_is_over_by_now_does_not_rest(client: PredictStreet, script: Script) -> None:
    script.history = lambda sent: [row(each, status="CANCELLED") for each in sent]
    outcome = client.place_order(order(user_reference="mine"))
    assert isinstance(outcome, Placed)
    assert outcome.resting == 0


def test_several_orders_of_a_caller_s_names_are_looked_at_together(client: PredictStreet, script: Script) -> None:
    script.open = lambda sent: [row(each, **({"price": "0.1"} if each["clientOrderId"] == "b" else {})) for each in sent]
    outcomes = client.place_orders([order(user_reference=name) for name in "abc"])
    assert [type(outcome) for outcome in outcomes] == [Placed, PlaceUnknown, Placed]
    assert len(script.server.requests) == 4


def test_a_look_that_fails_leaves_an_order_of_a_caller_s_name_unknown(client: PredictStreet, script: Script) -> None:
    script.orders = Answer(500)
    outcome = client.place_order(order(user_reference="mine"))
    assert isinstance(outcome, PlaceUnknown)
    assert "older order of the same name could not be seen (getOrder brought nothing (HTTP 500))" in outcome.evidence.problem
    assert isinstance(client.place_order(order()), Placed), "a name that was drawn is nobody else's"
    script.open = Answer(500)
    assert [type(each) for each in client.place_orders([order(user_reference=name) for name in "ab"])] == [PlaceUnknown] * 2
    script.orders = None
    assert [type(each) for each in client.place_orders([order(user_reference=name) for name in "cd"])] == [Placed] * 2


def test_an_order_that_is_older_than_the_one_that_was_sent_is_another_one(client: PredictStreet, script: Script) -> None:
    script.open = lambda sent: [row(each, createdAt="2024-01-01T00:00:00.000Z") for each in sent]
    outcome = client.place_order(order(user_reference="mine"))
    assert isinstance(outcome, PlaceUnknown)
    assert "a creation of 2024-01-01" in outcome.evidence.problem
    for unsaid in (None, "", "yesterday"):
        script.open = lambda sent, unsaid=unsaid: [row(each, createdAt=unsaid) for each in sent]
        assert isinstance(client.place_order(order(user_reference=f"mine {unsaid}")), Placed), "what says nothing contradicts nothing"
