"""Placing over REST: amounts digit by digit, and one outcome for each order."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import attrs
import msgspec
import pytest
from accounts import GAME, ORDER, OTHER, Clients
from operations import BET
from replies import Replies, said

from crossbook import Fill, NotPlaced, NotPlacedReason, NotSent, Placed, PlaceUnknown, RateLimited
from crossbook.fourcasters import Fourcasters

EMPTY: dict[str, Any] = {}


def test_an_order_is_placed_with_every_digit_and_nothing_that_was_not_said(venue: Replies, fourcasters: Fourcasters) -> None:
    exact = attrs.evolve(BET, risk=Decimal("100.10"), odds=Decimal("1E+2"), user_reference=None)
    full = attrs.evolve(BET, market_type="total", side="over", line=Decimal("220.50"), order_type="post", expires_in_minutes=10, risk=7)
    venue.will(said({"data": {"createdSessions": [{"unmatched": EMPTY}] * 2}}))
    fourcasters.place_orders((exact, full))
    common = {"gameID": GAME}
    assert (venue.last.target, venue.last.headers["content-type"]) == ("/session/v3/place", "application/json")
    sent = json.loads(venue.last.body, parse_float=Decimal, parse_int=Decimal)
    assert sent["orders"][0].pop("userReference").startswith("cb-"), "an order without a name is given one"
    assert sent == {
        "orders": [
            common | {"type": "moneyline", "side": OTHER, "odds": Decimal(100), "bet": Decimal("100.10"), "orderType": "limit"},
            common
            | {"type": "total", "side": "over", "odds": Decimal(-110), "bet": Decimal(7), "number": Decimal("220.50")}
            | {"orderType": "post", "expirationMinutes": Decimal(10), "userReference": "ref-1"},
        ]
    }
    assert b"100.10" in venue.last.body
    assert b"E" not in venue.last.body


def test_each_placed_order_ends_in_one_outcome(venue: Replies, fourcasters: Fourcasters) -> None:
    fill = {
        "amount": 40,
        "odds": -110,
        "risk": 40.364,
        "win": 36,
        "txID": "t1",
        "orderID": OTHER,
        "wagerRequestID": "w1",
        "userReference": "ref-1",
    }
    entries: list[dict[str, Any]] = [
        {"matched": [fill], "unmatched": {"orderID": ORDER, "wagerRequestID": "w1", "offered": 60, "userReference": "ref-1"}},
        {"matched": [fill | {"txID": "t2"}, fill | {"amount": 60, "txID": "t3"}], "unmatched": EMPTY},
        {"error": "post order cannot have matches", "errorType": "rejected_order_type_rules"},
        {"error": "new words", "errorType": "rejected_by_decree"},
        {"error": "and yet", "unmatched": {"orderID": ORDER}},
        EMPTY,
    ]
    venue.will(said({"data": {"createdSessions": entries}}))
    order = attrs.evolve(BET, risk=100)
    outcomes = fourcasters.place_orders([order] * 6)
    done = (Fill(fill_id="t1", stake=Decimal(40), odds=Decimal(-110), risk=Decimal("40.364"), win=Decimal(36)),)
    whole = (msgspec.structs.replace(done[0], fill_id="t2"), msgspec.structs.replace(done[0], fill_id="t3", stake=Decimal(60)))
    assert outcomes[:4] == (
        Placed(order_id=ORDER, resting=Decimal(60), fills=done, wager_request_id="w1", user_reference="ref-1"),
        Placed(order_id=None, resting=Decimal(0), fills=whole, wager_request_id="w1", user_reference="ref-1"),
        NotPlaced(reason=NotPlacedReason.ORDER_TYPE_RULES, venue_text="post order cannot have matches", user_reference="ref-1"),
        NotPlaced(reason=NotPlacedReason.OTHER, venue_text="new words", user_reference="ref-1"),
    )
    assert [type(outcome) for outcome in outcomes[4:]] == [PlaceUnknown, PlaceUnknown]
    assert all(
        isinstance(outcome, PlaceUnknown) and outcome.order == attrs.evolve(order, risk=Decimal(100), odds=Decimal(-110))
        for outcome in outcomes[4:]
    )
    assert [outcome.may_be_open for outcome in outcomes] == [True, False, False, False, True, True]


@pytest.mark.parametrize(
    ("order_type", "entry", "kind"),
    [
        ("fillAndKill", {"matched": [], "unmatched": EMPTY}, NotPlaced),
        ("fillOrKill", {"unmatched": EMPTY}, NotPlaced),
        ("fillOrKill", {"matched": [], "unmatched": {"orderID": ORDER, "offered": 0}}, NotPlaced),
        ("limit", {"matched": [], "unmatched": EMPTY}, PlaceUnknown),
        ("post", {"unmatched": {"orderID": ORDER, "offered": 0}}, PlaceUnknown),
        ("limit", {"unmatched": {"orderID": ORDER}}, Placed),
        ("limit", {"unmatched": {"orderID": "", "offered": 5}}, PlaceUnknown),
        ("limit", {"unmatched": {"orderID": ORDER, "offered": -5}}, PlaceUnknown),
        ("limit", {"matched": [{"amount": "NaN"}], "unmatched": EMPTY}, PlaceUnknown),
        ("limit", {"matched": [{"amount": 5, "risk": -5}], "unmatched": EMPTY}, PlaceUnknown),
    ],
)
def test_what_rests_is_said_only_where_the_reply_says_it(
    order_type: Any, entry: dict[str, Any], kind: type[object], venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(said({"data": {"createdSessions": [entry]}}))
    (outcome,) = fourcasters.place_orders([attrs.evolve(BET, order_type=order_type)])
    assert type(outcome) is kind
    assert outcome.may_be_open is (kind is not NotPlaced)
    if isinstance(outcome, NotPlaced):
        assert outcome.reason is NotPlacedReason.KILLED


def test_orders_of_a_request_that_did_nothing_were_not_placed(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters()
    venue.will(said({"error": "slow down"}, 429))
    with pytest.raises(RateLimited) as refused:
        client.place_orders([BET, BET])
    said_so = NotPlaced(reason=NotPlacedReason.REFUSED, venue_text="slow down", user_reference="ref-1")
    assert refused.value.outcomes == (said_so, said_so)
    client.close()
    with pytest.raises(NotSent) as unsent:
        client.place_orders([BET])
    (outcome,) = unsent.value.outcomes
    assert outcome == NotPlaced(reason=NotPlacedReason.NOT_SENT, user_reference="ref-1")
    assert outcome.may_be_open is False


@pytest.mark.parametrize(
    "entries", [[], [{"unmatched": EMPTY}], [{"unmatched": EMPTY}] * 3, [{"unmatched": {"userReference": "another"}}, {"unmatched": EMPTY}]]
)
def test_a_place_reply_that_does_not_fit_leaves_every_order_unknown(
    entries: list[dict[str, Any]], venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(said({"data": {"createdSessions": entries}}))
    outcomes = fourcasters.place_orders([BET, attrs.evolve(BET, user_reference="ref-2")])
    assert [(type(outcome), outcome.user_reference) for outcome in outcomes] == [(PlaceUnknown, "ref-1"), (PlaceUnknown, "ref-2")]
