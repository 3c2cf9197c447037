"""The law of resolving: against both venues of the sandbox, what is decided is never wrong, and with patience all of it is decided.

Commands whose reply is lost arrive at once, late or never; meanwhile orders are matched, cancelled elsewhere or expire, and reads fail.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from functools import partial
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolving_world import CLOCK, World, fourcasters_world, only, predictstreet_world
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
from crossbook.core.attempts import Answered
from crossbook.fourcasters import NewOrder
from crossbook.fourcasters.account import place
from crossbook.fourcasters.orders import cancelling, resolving
from crossbook.predictstreet import LocalSigner
from crossbook.predictstreet.orders import cancelling as predictstreet_cancelling
from crossbook.predictstreet.orders import resolving as predictstreet_resolving
from crossbook.sandbox import Sandbox

ARRIVALS = st.none() | st.floats(0, 119, allow_nan=False) | st.sampled_from((0.0, 0.02, 0.03, 0.04))
ACTS = st.sampled_from(("fill some", "fill all", "cancel", "expire"))
EVENTS = st.lists(st.tuples(st.integers(0, 3), st.floats(0, 140, allow_nan=False), ACTS), max_size=6)
PATIENCE = st.fixed_dictionaries({"wait": st.booleans(), "deadline": st.sampled_from((30.0, 100.0, 1000.0))})
WAITED = st.sampled_from((0.0, 60.0, 119.0, 121.0))
FAILING = st.integers(0, 4)


@attrs.frozen
class Course:
    """What goes on beside the commands, and how it is resolved."""

    events: list[tuple[int, float, str]]
    patience: dict[str, Any]
    waited: float
    """Seconds between the commands and the first look."""
    failing: int
    """How many of the first reads bring nothing."""


NOTHING: dict[str, Decimal] = {}
COURSES = st.builds(Course, EVENTS, PATIENCE, WAITED, FAILING)


@pytest.fixture(scope="module")
def shared() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@contextmanager
def begun(sandbox: Sandbox, make: Callable[..., World]) -> Generator[World]:
    sandbox.reset()
    world = make(sandbox)
    try:
        yield world
    finally:
        world.close()


def let_happen(world: World, orders: list[str], events: list[tuple[int, float, str]], venue: Any) -> None:
    """Let things happen to orders that are there, whoever placed them."""
    for which, seconds, act in events:
        world.at(seconds, partial(_happen, orders, which, act, venue))


def _happen(orders: list[str], which: int, act: str, venue: Any) -> None:
    known = list(dict.fromkeys([*orders, *venue.open_order_ids()]))
    if not known:
        return
    order_id = known[which % len(known)]
    with suppress(ValueError, KeyError):  # It is over, or is not there yet.
        remaining = Decimal(venue.order(order_id).remaining)
        match act:
            case "fill some":
                venue.fill(order_id, (remaining / 3).quantize(Decimal("0.01")))
            case "fill all":
                venue.fill(order_id, remaining)
            case "cancel":
                venue.cancel_elsewhere(order_id)
            case _:
                venue.expire(order_id)


def is_complete(outcomes: tuple[CancelOutcome | PlaceOutcome, ...], patience: dict[str, Any]) -> bool:
    """Say whether all of it is decided that had to be."""
    if not (patience["wait"] and patience["deadline"] > 200):
        return True
    return not any(isinstance(outcome, CancelUnknown | PlaceUnknown) for outcome in outcomes)


def nothing_moved(world: World, began: float) -> bool:
    """Say whether everything is as it was when the first look began: then what was seen is what is there now."""
    return world.happened <= began


# ----------------------------------------------------------------------------------------------------------------- 4casters


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


# ------------------------------------------------------------------------------------------------------------- PredictStreet


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
