"""Placed orders that are looked up, and names that were used before."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import placing_script
import pytest
from placing_script import IOC
from replies import Act, Answer, Closed, said
from traded import Script, order, row

from crossbook import NotPlaced, NotPlacedReason, Placed, PlaceUnknown
from crossbook.predictstreet import PredictStreet

script = pytest.fixture(placing_script.script)
client = pytest.fixture(placing_script.client)


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
