"""A ledger that observes clients knows what they do, and `resolve` asks nobody what a ledger proves."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, cast

import attrs
import ledger_orders
import pytest
from ledger_orders import ORDER, OTHER, VENUE, gone, matched, placed, resting, unknown

from crossbook import Cancelled, CancelUnknown, Edited, Evidence, InvalidRequest, Ledger, Placed, PlaceUnknown, Proof, Timeouts
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.predictstreet import PredictStreet
from crossbook.sandbox import Fault, Sandbox

clock = pytest.fixture(ledger_orders.clock)
ledger = pytest.fixture(ledger_orders.ledger)


# ---- resolving


def test_what_a_ledger_proves_is_an_outcome_and_what_it_does_not_stays_unknown(ledger: Ledger) -> None:
    evidence = Evidence(operation="cancel", sent="...", received=None, problem="nothing came")
    lost = CancelUnknown(order_id=ORDER, evidence=evidence)
    assert ledger.what_became_of(lost) is lost
    ledger.add(placed())
    assert ledger.what_became_of(lost) is lost, "that it rests may change yet"
    ledger.add(gone(40))
    assert ledger.what_became_of(lost) == Cancelled(ORDER, filled=Decimal(40), proof=Proof.LEDGER)
    ledger.add_outcomes(VENUE, [unknown(reference="yours")])
    sent = unknown(reference="yours")
    assert ledger.what_became_of(sent) is sent
    ledger.add(placed(30, 30, OTHER, reference="yours", wager="66e000000000000000000002"))
    assert ledger.what_became_of(sent) is sent, "20 of it were taken, and nobody has told by whom"


def test_resolve_asks_nobody_what_a_ledger_knows(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    order = venue.seed_order()
    ledger = Ledger()
    with Fourcasters(token=venue.token, base_url=venue.url, retry=None, observers=[ledger]) as client:
        venue.fail_next(Fault.REPLY_LOST, "cancel")
        lost = client.cancel_order(order)
        assert isinstance(lost, CancelUnknown)
        ledger.add(gone(0, order))
        before = len(venue.requests)
        (found,) = client.resolve([lost], ledger=ledger)
        assert isinstance(found, Cancelled)
        assert found.proof is Proof.LEDGER
        assert len(venue.requests) == before
        with pytest.raises(InvalidRequest, match=r"expected a crossbook\.Ledger"):
            client.resolve([lost], ledger=cast("Any", "mine"))


# ---- observing clients


def test_a_ledger_that_observes_a_client_knows_what_it_does(sandbox: Sandbox) -> None:
    venue, ledger = sandbox.fourcasters, Ledger()
    order = NewOrder(game_id=venue.add_game().id, market_type="total", side="over", odds=-110, risk=50, line=41)
    with Fourcasters(token=venue.token, base_url=venue.url, observers=[ledger]) as client:
        first, second = client.place_orders([order, attrs.evolve(order, risk=20)])
        assert isinstance(first, Placed)
        assert isinstance(second, Placed)
        assert first.order_id is not None
        assert second.order_id is not None
        assert resting(ledger) == 70
        venue.fill(first.order_id, Decimal(10))
        edited = client.edit_order(second.order_id, attrs.evolve(order, risk=30))
        assert isinstance(edited, Edited)
        client.open_orders()
        assert {each.order_id: each.resting for each in ledger.may_be_open()} == {first.order_id: 40, edited.new.order_id: 30}
        assert (resting(ledger), matched(ledger)) == (Decimal(70), Decimal(10))
        client.cancel_all_orders()
    assert ledger.may_be_open() == ()
    assert matched(ledger) == 10
    assert ledger.contradictions() == ()


@pytest.mark.parametrize("fault", [Fault.REPLY_LOST, Fault.REQUEST_LOST])
def test_a_placement_whose_reply_is_lost_counts_whole_until_the_order_is_found(sandbox: Sandbox, fault: Fault) -> None:
    venue, ledger = sandbox.fourcasters, Ledger()
    order = NewOrder(game_id=venue.add_game().id, market_type="total", side="over", odds=-110, risk=50, line=41)
    with Fourcasters(token=venue.token, base_url=venue.url, timeouts=Timeouts(connect=5, reply=10), observers=[ledger]) as client:
        venue.fail_next(fault, "placeOrders")
        (lost,) = client.place_orders([order])
        assert isinstance(lost, PlaceUnknown)
        assert resting(ledger) == 50
        (found,) = client.resolve([lost], arrives_within=0.0)
        assert resting(ledger) == (50 if isinstance(found, Placed) else 0)
        assert [each.order_id for each in ledger.may_be_open()] == ([found.order_id] if isinstance(found, Placed) else [])


def test_a_moved_order_is_in_the_game_of_the_old_one(sandbox: Sandbox) -> None:
    venue, ledger = sandbox.fourcasters, Ledger()
    order = NewOrder(game_id=venue.add_game().id, market_type="total", side="over", odds=-110, risk=50, line=41)
    with Fourcasters(token=venue.token, base_url=venue.url, observers=[ledger]) as client:
        (was,) = client.place_orders([order])
        for odds in (-112, -114):
            assert isinstance(was, Placed)
            edited = client.edit_order(was.order_id or "", attrs.evolve(order, odds=odds))
            assert isinstance(edited, Edited)
            was = edited.new
            assert [(each.where, each.resting) for each in ledger.exposure()] == [(order.game_id, Decimal(50))]


def test_a_moved_order_is_in_the_game_of_the_old_one_whatever_its_caller_takes_that_for(sandbox: Sandbox) -> None:
    venue, ledger = sandbox.fourcasters, Ledger()
    order = NewOrder(game_id=venue.add_game().id, market_type="total", side="over", odds=-110, risk=50, line=41)
    with Fourcasters(token=venue.token, base_url=venue.url, observers=[ledger], timeouts=Timeouts(connect=5, reply=0.3)) as client:
        (was,) = client.place_orders([order])
        assert isinstance(was, Placed)
        venue.fail_next(Fault.REPLY_LOST, "editOrder")
        elsewhere = attrs.evolve(order, game_id=venue.add_game().id, odds=-112)
        unknown = client.edit_order(was.order_id or "", elsewhere)
        # Who resolves it hands in what was to be placed, in the caller's words.
        assert client.resolve([unknown])[0].may_be_open
    assert {each.where for each in ledger.exposure()} == {order.game_id}


def test_an_intent_counts_before_its_first_byte_leaves(sandbox: Sandbox) -> None:
    venue, ledger = sandbox.fourcasters, Ledger()
    seen: list[Decimal] = []
    order = NewOrder(game_id=venue.add_game().id, market_type="total", side="over", odds=-110, risk=50, line=41)
    with Fourcasters(token=venue.token, base_url=venue.url, observers=[ledger, lambda _: seen.append(resting(ledger))]) as client:
        client.place_orders([order])
        client.place_orders([attrs.evolve(order, side="under", risk=7)])
    assert 50 in seen[: seen.index(Decimal(57))]


def test_the_other_venue_counts_money_for_purchases_and_tokens_for_sales(sandbox: Sandbox) -> None:
    venue, ledger = sandbox.predictstreet, Ledger()
    order = venue.seed_order()
    with PredictStreet(api_key=venue.api_key, base_url=venue.url, observers=[ledger]) as client:
        (shown,) = client.open_orders()
        (total,) = ledger.exposure()
        assert shown.price is not None
        assert shown.remaining is not None
        assert (shown.side or "").lower() == "buy"
        assert total.resting == shown.price * shown.remaining
        assert total.resting_tokens == 0
        client.cancel_order(order)
    assert ledger.may_be_open() == ()
    (known,) = [each for each in [ledger.order("predictstreet", order)] if each is not None]
    assert known.ended == "cancelled"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made
