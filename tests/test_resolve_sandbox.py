"""Resolving over real connections: the sandbox loses a request before it acts, a reply after it has, or acts when nobody waits any more."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from accounts import PATIENT, Clients
from waiting import until

from crossbook import (
    Cancelled,
    CancelUnknown,
    NotCancelled,
    NotCancelledReason,
    NotPlaced,
    Outcome,
    Placed,
    PlaceUnknown,
    Timeouts,
)
from crossbook.fourcasters import Fourcasters, NewOrder
from crossbook.predictstreet import PredictStreet
from crossbook.sandbox import Fault, Sandbox

LATE: dict[str, Any] = {"arrives_within": 0.0}


@pytest.fixture(params=["sync", "async"])
def callers(request: pytest.FixtureRequest) -> Iterator[Clients]:
    made = Clients("", asynchronous=request.param == "async")
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def fourcasters(sandbox: Sandbox, callers: Clients) -> Fourcasters:
    return callers.fourcasters(token=sandbox.fourcasters.token, base_url=sandbox.fourcasters.url)


@pytest.fixture
def impatient(sandbox: Sandbox, callers: Clients) -> Fourcasters:
    """A client that gives its replies up soon."""
    return callers.fourcasters(
        token=sandbox.fourcasters.token, base_url=sandbox.fourcasters.url, timeouts=Timeouts(connect=PATIENT.connect, reply=0.3)
    )


@pytest.fixture
def predictstreet(sandbox: Sandbox, callers: Clients) -> PredictStreet:
    venue = sandbox.predictstreet
    return callers.predictstreet(api_key=venue.api_key, user_wallet=None, base_url=venue.url)


def kinds(outcomes: tuple[Outcome, ...]) -> list[type[Outcome]]:
    return [type(outcome) for outcome in outcomes]


@pytest.mark.parametrize(
    ("fault", "acted"),
    [
        (Fault.REQUEST_LOST, False),
        (Fault.UNAVAILABLE, False),
        (Fault.REPLY_LOST, True),
        (Fault.UNAVAILABLE_AFTER_COMMIT, True),
        (Fault.CUT_MID_REPLY, True),
        (Fault.SHORT, True),
    ],
)
def test_what_became_of_cancels_is_found(
    fault: Fault, *, acted: bool, sandbox: Sandbox, fourcasters: Fourcasters, predictstreet: PredictStreet
) -> None:
    ours = [sandbox.fourcasters.seed_order(bet=Decimal(100), filled=Decimal(number)) for number in range(0, 75, 25)]
    sandbox.fourcasters.fail_next(fault, "cancelMultiple", transport="rest")
    outcomes = fourcasters.cancel_orders(ours)
    assert CancelUnknown in kinds(outcomes)
    resolved = fourcasters.resolve(outcomes, **LATE)
    assert [outcome.order_id for outcome in resolved] == ours
    if acted:
        amounts = [(outcome.filled, outcome.remaining) for outcome in resolved if isinstance(outcome, Cancelled)]
        assert amounts == [(Decimal(0), Decimal(100)), (Decimal(25), Decimal(75)), (Decimal(50), Decimal(50))]
    else:
        assert {outcome.reason for outcome in resolved if isinstance(outcome, NotCancelled)} == {NotCancelledReason.STILL_OPEN}
        assert kinds(resolved) == [NotCancelled] * 3
        assert sandbox.fourcasters.open_order_ids() == tuple(ours)
    if fault is Fault.SHORT:
        return
    theirs = [sandbox.predictstreet.seed_order(quantity=Decimal(100), filled=Decimal(number)) for number in range(0, 75, 25)]
    sandbox.predictstreet.fail_next(fault, "cancelBatch")
    lost = predictstreet.cancel_orders(theirs)
    assert kinds(lost) == [CancelUnknown] * 3
    assert kinds(predictstreet.resolve(lost, **LATE)) == [Cancelled if acted else NotCancelled] * 3


@pytest.mark.parametrize(("fault", "acted"), [(Fault.REQUEST_LOST, False), (Fault.REPLY_LOST, True), (Fault.TRUNCATED, True)])
def test_what_became_of_placements_is_found(fault: Fault, *, acted: bool, sandbox: Sandbox, fourcasters: Fourcasters) -> None:
    game = sandbox.fourcasters.add_game(market_types=["moneyline", "total"])
    sandbox.fourcasters.trader("maker").place(game.id, "moneyline", game.home.id, odds=100, bet=60)
    takes = NewOrder(game_id=game.id, market_type="moneyline", side=game.away.id, odds=100, risk=100)
    rests = NewOrder(game_id=game.id, market_type="total", side="over", line=Decimal("209.5"), odds=-110, risk=50)
    sandbox.fourcasters.fail_next(fault, "placeOrders")
    outcomes = fourcasters.place_orders([takes, rests])
    assert kinds(outcomes) == [PlaceUnknown] * 2
    assert len({outcome.user_reference for outcome in outcomes} | {None}) == 3, "each has a name of its own"
    resolved = fourcasters.resolve(outcomes, **LATE)
    if not acted:
        assert kinds(resolved) == [NotPlaced] * 2
        return
    first, second = resolved
    assert isinstance(first, Placed)
    assert isinstance(second, Placed)
    assert (first.resting, second.resting) == (Decimal(40), Decimal(50))
    assert [[fill.stake for fill in each.fills] for each in (first, second)] == [[Decimal(60)], []]
    assert {first.order_id, second.order_id} == {*sandbox.fourcasters.open_order_ids()}


def test_a_cancel_that_arrives_after_its_reply_was_given_up_is_not_thought_lost(
    sandbox: Sandbox, fourcasters: Fourcasters, impatient: Fourcasters
) -> None:
    order_id = sandbox.fourcasters.seed_order()
    sandbox.fourcasters.fail_next(Fault.FREEZE, "cancel")
    unknown = impatient.cancel_order(order_id)
    until(lambda: sandbox.fourcasters.requests)
    assert isinstance(unknown, CancelUnknown)
    (early,) = fourcasters.resolve([unknown])
    assert isinstance(early, CancelUnknown)
    assert early.evidence.found == "it rests, and the cancel may still arrive"
    assert sandbox.fourcasters.thaw() == 1
    (outcome,) = fourcasters.resolve([early])
    assert isinstance(outcome, Cancelled)


def test_a_placement_that_arrives_after_its_reply_was_given_up_is_not_thought_lost(
    sandbox: Sandbox, fourcasters: Fourcasters, impatient: Fourcasters
) -> None:
    game = sandbox.fourcasters.add_game()
    sandbox.fourcasters.fail_next(Fault.FREEZE, "placeOrders")
    order = NewOrder(game_id=game.id, market_type="moneyline", side=game.away.id, odds=120, risk=25)
    (unknown,) = impatient.place_orders([order])
    until(lambda: sandbox.fourcasters.requests)
    (early,) = fourcasters.resolve([unknown])
    assert isinstance(early, PlaceUnknown)
    sandbox.fourcasters.thaw()
    (outcome,) = fourcasters.resolve([early])
    assert isinstance(outcome, Placed)
    assert (outcome.order_id,) == sandbox.fourcasters.open_order_ids()


def test_waiting_ends_when_the_truth_is_seen(sandbox: Sandbox, fourcasters: Fourcasters) -> None:
    order_id = sandbox.fourcasters.seed_order()
    sandbox.fourcasters.fail_next(Fault.REQUEST_LOST, "cancel")
    unknown = fourcasters.cancel_order(order_id)
    (outcome,) = fourcasters.resolve([unknown], wait=True, arrives_within=0.5)
    assert isinstance(outcome, NotCancelled)
    assert outcome.reason is NotCancelledReason.STILL_OPEN


def test_a_league_s_cancel_is_followed(sandbox: Sandbox, fourcasters: Fourcasters) -> None:
    first, second = (sandbox.fourcasters.seed_order(league="NBA") for _ in range(2))
    other = sandbox.fourcasters.seed_order(league="NHL")
    acknowledged = fourcasters.cancel_league_orders("NBA")
    assert kinds(fourcasters.resolve_scope(acknowledged)) == [CancelUnknown] * 2
    sandbox.fourcasters.complete_league_cancels()
    assert kinds(fourcasters.resolve_scope(acknowledged, [first, second], wait=True)) == [Cancelled] * 2
    assert fourcasters.resolve_scope(acknowledged) == ()
    assert sandbox.fourcasters.open_order_ids() == (other,)


def test_orders_that_are_only_counted_are_found(sandbox: Sandbox, predictstreet: PredictStreet) -> None:
    orders = [sandbox.predictstreet.seed_order() for _ in range(3)]
    sandbox.predictstreet.reply_generation = "old"
    scope = predictstreet.cancel_all_orders()
    assert (len(scope), scope.unnamed) == (0, 3)
    resolved = predictstreet.resolve_scope(scope, orders)
    assert kinds(resolved) == [Cancelled] * 3
    assert resolved.unnamed == 0
