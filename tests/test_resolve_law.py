"""The law of resolving at 4casters: what is decided is never wrong, and with patience all of it is decided."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
import resolving_courses
from hypothesis import given, settings
from hypothesis import strategies as st
from resolving_courses import ARRIVALS, COURSES, Course, begun, is_complete, let_happen, nothing_moved
from resolving_world import World, fourcasters_world, only

from crossbook import (
    Cancelled,
    CancelOutcome,
    CancelUnknown,
    NotCancelled,
    NotCancelledReason,
    NotPlaced,
    Placed,
    PlaceOutcome,
    PlaceUnknown,
)
from crossbook.core.attempts import Answered
from crossbook.fourcasters import NewOrder
from crossbook.fourcasters.account import place
from crossbook.fourcasters.orders import cancelling, resolving
from crossbook.sandbox import Sandbox

NOTHING: dict[str, Decimal] = {}
shared = pytest.fixture(scope="module")(resolving_courses.shared)


def cancel_is_true(world: World, outcome: CancelOutcome, *, carried_out: bool, still: bool) -> None:
    venue: Any = world.sandbox.fourcasters
    order = venue.order(outcome.order_id)
    match outcome:
        case Cancelled():
            assert order.state in ("cancelled", "expired")
            assert (outcome.filled, outcome.remaining) == (order.filled.quantize(Decimal("0.01")), order.remaining or None)
        case NotCancelled(reason=NotCancelledReason.STILL_OPEN):
            assert not carried_out
            assert order.state == "open" or not still
        case NotCancelled(reason=reason):
            assert not carried_out
            assert order.state != "open"
            assert reason is not NotCancelledReason.ALREADY_FILLED or order.state == "filled"
        case CancelUnknown():
            pass


def succeeded(answer: Answered | None) -> bool:
    """Say whether a cancel arrived, and was carried out."""
    return answer is not None and answer.status == 200 and json.loads(answer.body)["data"]["success"] is True


@settings(max_examples=60, deadline=None)
@given(st.lists(ARRIVALS, min_size=1, max_size=3), COURSES)
def test_no_cancel_at_4casters_is_told_wrongly(
    shared: Sandbox,
    arrivals: list[float | None],
    course: Course,
) -> None:
    with begun(shared, fourcasters_world) as world:
        venue = shared.fourcasters
        orders = [venue.seed_order(bet=Decimal(100), filled=Decimal(number * 20)) for number in range(len(arrivals))]
        let_happen(world, orders, course.events, venue)
        unknown: list[CancelOutcome] = []
        for order_id, world.arrives in zip(orders, arrivals, strict=True):
            unknown.append(world.run(cancelling.cancel_order(order_id)))
        world.pass_time(world.now + course.waited)
        world.reads_to_fail, began = course.failing, world.now
        outcomes = world.run(resolving.resolve(unknown, world.patience(**course.patience)))
        assert is_complete(outcomes, course.patience)
        assert [outcome.order_id for outcome in outcomes] == orders
        world.finish()
        still = nothing_moved(world, began)
        for outcome, answer in zip(outcomes, world.answers, strict=True):
            cancel_is_true(world, outcome, carried_out=succeeded(answer), still=still)


PLACES = st.tuples(ARRIVALS, st.sampled_from(("limit", "post", "fillAndKill", "fillOrKill")), st.integers(10, 120))


@settings(max_examples=60, deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=3), st.lists(st.integers(10, 80), max_size=2), COURSES)
def test_no_placement_at_4casters_is_told_wrongly(
    shared: Sandbox,
    places: list[tuple[float | None, Any, int]],
    book: list[int],
    course: Course,
) -> None:
    with begun(shared, fourcasters_world) as world:
        venue = shared.fourcasters
        game = venue.add_game(market_types=["moneyline"])
        for stake in book:
            venue.trader("maker").place(game.id, "moneyline", game.home.id, odds=100, bet=stake)
        let_happen(world, [], course.events, venue)
        unknown: list[PlaceOutcome] = []
        for number, (world.arrives, kind, risk) in enumerate(places):
            order = NewOrder(
                game_id=game.id,
                market_type="moneyline",
                side=game.away.id,
                odds=100,
                risk=risk,
                order_type=kind,
                user_reference=f"q{number}",
            )
            unknown.append(only(world.run(place([order]))))
        world.pass_time(world.now + course.waited)
        world.reads_to_fail, began = course.failing, world.now
        outcomes = world.run(resolving.resolve(unknown, world.patience(**course.patience)))
        assert is_complete(outcomes, course.patience)
        answered = [answer is not None for answer in world.answers]
        still = nothing_moved(world, began)
        truth = [own(world, outcome.user_reference) for outcome in outcomes]
        world.finish()
        assert [outcome.user_reference for outcome in outcomes] == [f"q{number}" for number in range(len(places))]
        for number, outcome in enumerate(outcomes):
            resting, stakes = truth[number]
            match outcome:
                case Placed():
                    assert answered[number]
                    assert outcome.fills or outcome.order_id is not None
                    if still:
                        assert resting == ({} if outcome.order_id is None else {outcome.order_id: outcome.resting})
                        assert sum(fill.stake or 0 for fill in outcome.fills) == stakes
                case NotPlaced():
                    assert (resting, stakes) == (NOTHING, Decimal(0))
                    assert own(world, outcome.user_reference) == (NOTHING, Decimal(0)), "and nothing of it comes later"
                case PlaceUnknown():
                    pass


def own(world: World, reference: str | None) -> tuple[dict[str, Decimal], Decimal]:
    """Give what carries a reference: what rests, and what was staked in bets."""
    venue: Any = world.sandbox.fourcasters
    engine = venue._engine
    exchange, account = engine.state.exchange, world.sandbox.fourcasters.trader().account_id
    resting = {order.id: order.remaining for order in exchange.open_orders(account) if order.user_reference == reference}
    stakes = sum((Decimal(str(float(bet.stake))) for bet in exchange.bets_of(account) if bet.user_reference == reference), Decimal(0))
    return resting, stakes
