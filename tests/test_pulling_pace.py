"""How long it takes to pull two thousand orders, in simulated time, against what the venues' limits allow; and what a plan believes."""

from __future__ import annotations

import attrs
import pytest
from simulation.limits import most_in_a_window
from simulation.orders import Order
from simulation.pulling import CalmPull
from simulation.scenes_orders import order_id

from crossbook import Pacing, PlaceUnknown
from crossbook.core.pace import Pace, Permit
from crossbook.desk import WholeAccount, WithPrefix
from crossbook.desk.pull_steps import CallsSeen, ListResting, LookAtCalls, Now, PullStep, Resolve, Tell, Wait
from crossbook.desk.pulling import pull
from crossbook.desk.survey import PullTask, Survey
from crossbook.evidence import Evidence, Moment
from crossbook.fourcasters import NewOrder
from crossbook_bindings.predictstreet.rest.buckets import BUCKETS
from crossbook_bindings.predictstreet.rest.effects import CANCEL_BATCH

MANY = 2000
BATCH = 100
MOST = 1.2
"""How much longer than the limits allow at best it may take."""
A_ROUND_TRIP = 0.35
"""Seconds that one exchange of a calm simulation takes at most."""


def orders(at: str) -> list[Order]:
    scope = {"gameID": "66a000000000000000000001", "type": "moneyline", "league": "NBA", "reference": "q-"}
    if at == "predictstreet":
        scope = {"marketId": "M", "side": "buy", "outcome": "0", "price": "0.42", "type": "limit", "timeInForce": "gtc", "name": "q-"}
    return [Order(order_id=order_id(at, number), born=float(number) / MANY, scope=scope) for number in range(MANY)]


def best_time() -> float:
    """Give the seconds after which the last of so many batches may leave, if nothing else takes any time."""
    pace, moment = Pace(BUCKETS, Pacing()), 1000.0
    wish = pace.wish(CANCEL_BATCH.effect)
    for _ in range(MANY // BATCH):
        found = pace.take(wish, moment)
        number = None if isinstance(found, Permit) else found.number
        while not isinstance(found, Permit):
            moment = found.moment
            found = pace.take(wish, moment, number)
    return moment - 1000.0


def test_two_thousand_orders_are_pulled_by_ids_about_as_fast_as_the_limits_allow() -> None:
    world = CalmPull("predictstreet", orders("predictstreet"), WithPrefix("q-"))
    run = world.run()
    assert run.broken == ()
    (result,) = world.story.results
    assert result.is_proven
    assert len(result.cancelled) == MANY
    batches = [exchange for exchange in world.link.exchanges if exchange.path.endswith("cancel-batch")]
    assert len(batches) == MANY // BATCH
    # Two listings stand around the batches, of four pages of 500 and of one: none can be spared.
    looks = [exchange for exchange in world.link.exchanges if exchange.method == "GET"]
    looking = sum((exchange.told or 0.0) - (exchange.left or 0.0) for exchange in looks)
    assert len(looks) == 5
    assert result.seconds <= MOST * (best_time() + looking)
    assert most_in_a_window([exchange.arrived or 0.0 for exchange in batches], 1.0) <= 5


@pytest.mark.parametrize("at", ["fourcasters", "predictstreet"])
def test_a_whole_account_takes_one_cancel_and_one_look(at: str) -> None:
    world = CalmPull(at, orders(at), WholeAccount())
    assert world.run().broken == ()
    (result,) = world.story.results
    assert (result.is_proven, len(result.cancelled)) == (True, MANY)
    assert [exchange.method for exchange in world.link.exchanges] == ["POST", "GET"]
    assert result.seconds <= 2 * A_ROUND_TRIP


def test_two_thousand_orders_at_4casters_take_twenty_batches_that_no_limit_holds_up() -> None:
    world = CalmPull("fourcasters", orders("fourcasters"), WithPrefix("q-"))
    assert world.run().broken == ()
    (result,) = world.story.results
    assert result.is_proven
    assert [exchange.path for exchange in world.link.exchanges] == [
        "/user/getUnmatched",
        *["/session/cancelMultiple"] * (MANY // BATCH),
        "/user/getUnmatched",
    ]
    assert result.seconds <= 22 * A_ROUND_TRIP


def test_a_list_counts_from_when_it_was_asked_for() -> None:
    """One that is answered when the placement can no longer arrive may have been read when it still could."""
    order = NewOrder(game_id="66a000000000000000000001", market_type="moneyline", side="66b000000000000000000001", odds=110, risk=5)
    evidence = Evidence(operation="placeOrders", sent=None, received=None, problem="", left_by=Moment("own", 1000.0))
    unknown = PlaceUnknown(order=attrs.evolve(order, user_reference="q-1"), evidence=evidence)
    task = PullTask(venue="fourcasters", scope=WithPrefix("q-"), under_way=(unknown,), clock="own", deadline=500.0)
    now, listings = 1110.0, list[tuple[float, float]]()
    survey = Survey.begun(task, now)
    steps = pull(task, survey)
    step: PullStep = next(steps)
    try:
        while True:
            match step:
                case Now():
                    step = steps.send(now)
                case Wait(moment=moment):
                    now = moment
                    step = steps.send(None)
                case Tell():
                    step = steps.send(None)
                case LookAtCalls():
                    step = steps.send(CallsSeen())
                case ListResting():
                    listings.append((now, now + 15))
                    now += 15
                    step = steps.send(())
                case Resolve(outcomes=outcomes):
                    step = steps.send(outcomes)
                case _:
                    raise AssertionError(step)
    except StopIteration:
        pass
    assert survey.is_proven
    assert listings[0] == (1110.0, 1125.0)
    assert len(listings) == 2
    assert listings[1][0] >= 1120.0
