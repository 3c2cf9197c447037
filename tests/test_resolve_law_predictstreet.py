"""The law of resolving at PredictStreet: what is decided is never wrong, and with patience all of it is decided."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import partial

import attrs
import pytest
import resolving_courses
from hypothesis import given, settings
from hypothesis import strategies as st
from resolving_courses import ARRIVALS, COURSES, Course, begun, is_complete, let_happen, nothing_moved
from resolving_world import CLOCK, predictstreet_world
from signed_orders import ACCOUNT, IDENTITY, MARKET, prepared
from signed_orders import order as new_order

from crossbook import (
    Cancelled,
    CancelOutcome,
    CancelUnknown,
    Evidence,
    Moment,
    NotCancelled,
    NotCancelledReason,
    NotPlaced,
    Placed,
    PlaceOutcome,
    PlaceUnknown,
)
from crossbook.predictstreet import LocalSigner
from crossbook.predictstreet.orders import cancelling as predictstreet_cancelling
from crossbook.predictstreet.orders import resolving as predictstreet_resolving
from crossbook.sandbox import Sandbox

shared = pytest.fixture(scope="module")(resolving_courses.shared)


@settings(max_examples=60, deadline=None)
@given(st.lists(ARRIVALS, min_size=1, max_size=3), COURSES)
def test_no_cancel_at_predictstreet_is_told_wrongly(
    shared: Sandbox,
    arrivals: list[float | None],
    course: Course,
) -> None:
    with begun(shared, predictstreet_world) as world:
        venue = shared.predictstreet
        orders = [venue.seed_order(quantity=Decimal(100), filled=Decimal(number * 20)) for number in range(len(arrivals))]
        let_happen(world, orders, course.events, venue)
        unknown: list[CancelOutcome] = []
        for order_id, world.arrives in zip(orders, arrivals, strict=True):
            unknown.append(world.run(predictstreet_cancelling.cancel_order(order_id)))
        world.pass_time(world.now + course.waited)
        world.reads_to_fail, began = course.failing, world.now
        outcomes = world.run(predictstreet_resolving.resolve(unknown, world.patience(**course.patience)))
        assert is_complete(outcomes, course.patience)
        assert [outcome.order_id for outcome in outcomes] == orders
        world.finish()
        still = nothing_moved(world, began)
        for outcome, answer in zip(outcomes, world.answers, strict=True):
            order = venue.order(outcome.order_id)
            carried_out = answer is not None and json.loads(answer.body)["status"].lower() == "cancelled"
            match outcome:
                case Cancelled():
                    assert order.state == "cancelled"
                    assert (outcome.filled, outcome.remaining) == (order.filled, order.remaining)
                case NotCancelled(reason=NotCancelledReason.STILL_OPEN):
                    assert not carried_out
                    assert order.state == "open" or not still
                case NotCancelled(reason=reason):
                    assert not carried_out
                    assert order.state == {"already_filled": "filled", "already_expired": "expired"}[reason]
                case CancelUnknown():
                    pass


@settings(max_examples=60, deadline=None)
@given(st.lists(ARRIVALS, min_size=1, max_size=3), COURSES)
def test_no_placement_at_predictstreet_is_told_wrongly(
    shared: Sandbox,
    arrivals: list[float | None],
    course: Course,
) -> None:
    with begun(shared, predictstreet_world) as world:
        venue = shared.predictstreet
        let_happen(world, [], course.events, venue)
        landed: dict[str, str] = {}
        signer = LocalSigner(venue.trader().private_key)
        account = attrs.evolve(ACCOUNT, wallet=signer.address, vault=venue.trader().vault)
        market = attrs.evolve(MARKET, symbol="PM-1")

        def land(name: str) -> None:
            landed[name] = venue.seed_order(market_id="PM-1", client_order_id=name)

        unknown: list[PlaceOutcome] = []
        for number, seconds in enumerate(arrivals):
            name = f"q{number}"
            identity = attrs.evolve(IDENTITY, client_order_id=name)
            order = prepared(new_order(market_id="PM-1", quantity=100), account=account, signer=signer, market=market, identity=identity)
            evidence = Evidence(operation="placeOrder", sent="POST", received=None, problem="lost", left_by=Moment(CLOCK, world.now))
            unknown.append(PlaceUnknown(order=order, evidence=evidence))
            if seconds is not None:
                world.at(seconds, partial(land, name))
        world.pass_time(world.now + course.waited)
        world.reads_to_fail, began = course.failing, world.now
        outcomes = world.run(predictstreet_resolving.resolve(unknown, world.patience(**course.patience)))
        assert is_complete(outcomes, course.patience)
        assert [outcome.user_reference for outcome in outcomes] == [f"q{number}" for number in range(len(arrivals))]
        still, remains = nothing_moved(world, began), {name: venue.order(order_id) for name, order_id in landed.items()}
        world.finish()
        for outcome in outcomes:
            name = outcome.user_reference or ""
            match outcome:
                case Placed():
                    assert outcome.order_id == landed[name]
                    if still:
                        assert outcome.resting == (remains[name].remaining if remains[name].state == "open" else 0)
                case NotPlaced():
                    assert name not in landed
                case PlaceUnknown():
                    pass
