"""Placing on PredictStreet at a sandbox that verifies signatures."""

from __future__ import annotations

import threading
from collections.abc import Generator
from decimal import Decimal
from typing import Any

import pytest
from accounts import QUICK, Clients
from traded import SYMBOL, account_of, order

from crossbook import NotPlaced, NotPlacedReason, Placed, PlaceUnknown, Proof
from crossbook.predictstreet import LocalSigner, PredictStreet, PreparedOrder
from crossbook.sandbox import Fault, PredictStreetSandbox, Sandbox


@pytest.fixture
def market(sandbox: Sandbox) -> PredictStreetSandbox:
    sandbox.predictstreet.signatures = "verify"
    return sandbox.predictstreet


@pytest.fixture(params=["sync", "async"])
def trader(market: PredictStreetSandbox, request: pytest.FixtureRequest) -> Generator[PredictStreet]:
    clients = Clients(market.url, asynchronous=request.param == "async")
    try:
        signer = LocalSigner(market.trader().private_key)
        yield clients.predictstreet(api_key=market.api_key, user_wallet=None, account=account_of(market), signer=signer, retry=QUICK)
    finally:
        clients.close()


def test_orders_are_signed_placed_and_told_in_the_order_given(
    sandbox: Sandbox, market: PredictStreetSandbox, trader: PredictStreet
) -> None:
    orders = [order(price=Decimal(number).scaleb(-2), outcome=number % 2, user_reference=f"quote-{number}") for number in range(1, 24)]
    outcomes = trader.place_orders(orders)
    assert [outcome.user_reference for outcome in outcomes] == [new.user_reference for new in orders]
    for outcome, new in zip(outcomes, orders, strict=True):
        assert isinstance(outcome, Placed)
        assert outcome.resting == 2
        assert outcome.fills == ()
        shown = trader.get_order(str(outcome.order_id))
        assert (shown.price, shown.user_reference) == (new.price, new.user_reference)
    batches = [request for request in market.requests if request.operation == "placeBatch"]
    assert len(batches) == 3
    assert sandbox.violations == ()


def test_what_is_matched_at_once_is_told(market: PredictStreetSandbox, trader: PredictStreet) -> None:
    market.seed_order(wallet=market.other_wallet, side="sell", price=Decimal("0.40"), quantity=Decimal(1))
    outcome = trader.place_order(order())
    assert isinstance(outcome, Placed)
    assert outcome.resting == 1
    assert [(fill.price, fill.quantity) for fill in outcome.fills] == [(Decimal("0.40"), Decimal(1))]
    killed = trader.place_order(order(order_type="market", price=Decimal("0.1")))
    assert isinstance(killed, NotPlaced)
    assert killed.reason is NotPlacedReason.KILLED


def test_an_order_that_the_account_cannot_carry_is_not_placed(market: PredictStreetSandbox, trader: PredictStreet) -> None:
    assert market.open_order_ids() == ()
    rich, poor = trader.place_orders([order(), order(quantity=10**6)])
    assert isinstance(rich, Placed)
    assert isinstance(poor, NotPlaced)
    assert poor.reason is NotPlacedReason.LIABILITY


def test_a_market_that_is_not_open_takes_nothing(market: PredictStreetSandbox, trader: PredictStreet) -> None:
    market.set_market_status(SYMBOL, "PAUSED")
    outcome = trader.place_order(order())
    assert isinstance(outcome, NotPlaced)
    assert "market_not_open" in (outcome.venue_text or "")


def test_a_neg_risk_market_s_orders_are_signed_for_its_exchange(market: PredictStreetSandbox, trader: PredictStreet) -> None:
    market.add_market("NEG", neg_risk=True)
    market.add_market("BIN", neg_risk=False)
    assert [type(each) for each in trader.place_orders([order(market_id="NEG"), order(market_id="BIN")])] == [Placed, Placed]


def test_a_stored_order_is_placed_once_however_often_it_is_handed_in(market: PredictStreetSandbox, trader: PredictStreet) -> None:
    made = PreparedOrder.from_json(trader.prepare_order(order()).to_json())
    assert market.open_order_ids() == ()
    outcomes = [trader.place_order(made) for _ in range(3)]
    first, *others = (outcome for outcome in outcomes if isinstance(outcome, Placed))
    assert [(outcome.proof, outcome.order_id) for outcome in others] == [(Proof.OPEN_ORDERS, first.order_id)] * 2
    assert first.proof is None
    assert len(market.open_order_ids()) == 1
    market.cancel_elsewhere(market.open_order_ids()[0])
    over = trader.place_order(made)
    assert isinstance(over, Placed)
    assert over.resting == 0, "it was placed and is over: it is not placed again"
    assert sum(request.operation == "placeBatch" for request in market.requests) == 1


def test_what_is_unknown_can_be_handed_in_again(market: PredictStreetSandbox, trader: PredictStreet) -> None:
    market.fail_next(Fault.REPLY_LOST, "placeBatch", times=QUICK.attempts)
    market.fail_next(Fault.EMPTY_ERROR, "listOpenOrders", times=QUICK.attempts)
    unknown = trader.place_order(order())
    assert isinstance(unknown, PlaceUnknown)
    assert isinstance(unknown.order, PreparedOrder)
    assert isinstance(trader.place_order(unknown.order), Placed)
    assert len(market.open_order_ids()) == 1


def test_a_name_that_another_order_has_is_not_told_as_success(market: PredictStreetSandbox, trader: PredictStreet) -> None:
    market.reuse_of_client_order_id = "replayed"
    assert isinstance(trader.place_order(order(user_reference="once")), Placed)
    for other in (order(price=Decimal("0.5"), user_reference="once"), order(quantity=3, user_reference="once")):
        outcome = trader.place_order(other)
        assert isinstance(outcome, PlaceUnknown), "the venue told what became of the older order"
    assert len(market.open_order_ids()) == 1


def test_an_order_that_was_refused_as_badly_signed_is_signed_anew_once_for_the_market_as_it_is_now(
    sandbox: Sandbox, market: PredictStreetSandbox, trader: PredictStreet
) -> None:
    market.add_market("FEE", fee_taker_bps=140)
    assert isinstance(trader.place_order(order(market_id="FEE")), Placed)
    # The same market, under another fee.
    sandbox.reset()
    market.signatures = "verify"
    market.add_market("FEE", fee_taker_bps=77)
    outcomes = trader.place_orders([order(market_id="FEE", user_reference=f"n-{number}") for number in range(12)])
    assert [type(outcome) for outcome in outcomes] == [Placed] * 12
    # Ten that were refused, the same ten anew, and the other two right at once.
    assert [request.operation for request in market.requests].count("placeBatch") == 3


def test_threads_may_place_with_one_client(market: PredictStreetSandbox) -> None:
    signer = LocalSigner(market.trader().private_key)
    found: list[Any] = []
    with PredictStreet(api_key=market.api_key, account=account_of(market), signer=signer, pacing=None) as client:
        threads = [threading.Thread(target=lambda: found.extend(client.place_orders([order(), order()]))) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [type(outcome) for outcome in found] == [Placed] * 12
    assert len(market.open_order_ids()) == 12
