"""When absence is believed, and how long is waited for it: by a clock that the test owns."""

from __future__ import annotations

from collections.abc import Generator
from decimal import Decimal

import pytest
from resolving_world import CLOCK, World, fourcasters_world, only

from crossbook import Cancelled, CancelUnknown, Evidence, Moment, NotCancelled, NotCancelledReason, NotPlaced, Placed, PlaceUnknown, Proof
from crossbook.fourcasters import NewOrder
from crossbook.fourcasters.account import place
from crossbook.fourcasters.orders.cancelling import cancel_order
from crossbook.fourcasters.orders.resolving import resolve
from crossbook.sandbox import Sandbox

STILL_OPEN = NotCancelledReason.STILL_OPEN


@pytest.fixture
def world(sandbox: Sandbox) -> Generator[World]:
    made = fourcasters_world(sandbox)
    yield made
    made.close()


def lost_cancel(world: World, *, arrives: float | None) -> CancelUnknown:
    """Cancel an order whose cancel arrives so late, or never, and whose reply is lost."""
    world.arrives = arrives
    outcome = world.run(cancel_order(world.sandbox.fourcasters.seed_order()))
    assert isinstance(outcome, CancelUnknown)
    return outcome


def new_order(world: World, **named: object) -> NewOrder:
    game = world.sandbox.fourcasters.add_game()
    members = {"side": game.away.id, "odds": -110, "risk": Decimal(100), "user_reference": "quote-7"} | named
    return NewOrder(game_id=game.id, market_type="moneyline", **members)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


def lost_place(world: World, *, arrives: float | None) -> PlaceUnknown:
    world.arrives = arrives
    outcome = only(world.run(place([new_order(world)])))
    assert isinstance(outcome, PlaceUnknown)
    return outcome


def test_a_cancel_that_never_arrives_is_decided_two_minutes_after_its_last_byte(world: World) -> None:
    unknown = lost_cancel(world, arrives=None)
    began = world.now
    outcome = only(world.run(resolve([unknown], world.patience(wait=True))))
    assert outcome == NotCancelled(order_id=unknown.order_id, reason=STILL_OPEN, proof=Proof.OPEN_ORDERS)
    assert 119.9 <= world.now - began <= 120.1
    assert world.reads < 40, "it is looked at now and then"


def test_one_that_arrives_at_the_last_moment_is_found(world: World) -> None:
    unknown = lost_cancel(world, arrives=119.9)
    outcome = only(world.run(resolve([unknown], world.patience(wait=True))))
    assert isinstance(outcome, Cancelled)
    assert (outcome.filled, outcome.remaining, outcome.proof) == (Decimal(0), Decimal(100), Proof.LOOK_UP)


def test_one_that_arrives_soon_is_found_soon(world: World) -> None:
    unknown = lost_cancel(world, arrives=10)
    began = world.now
    assert isinstance(only(world.run(resolve([unknown], world.patience(wait=True)))), Cancelled)
    assert world.now - began < 20


def test_without_waiting_nothing_is_waited_for(world: World) -> None:
    unknown = lost_cancel(world, arrives=10)
    began = world.now
    assert isinstance(only(world.run(resolve([unknown], world.patience()))), CancelUnknown)
    assert world.now - began < 1
    world.finish()
    assert isinstance(only(world.run(resolve([unknown], world.patience()))), Cancelled)


@pytest.mark.parametrize("deadline", [0.5, 5, 60, 119])
def test_a_deadline_ends_the_wait(deadline: float, world: World) -> None:
    unknown = lost_cancel(world, arrives=None)
    began = world.now
    outcome = only(world.run(resolve([unknown], world.patience(wait=True, deadline=deadline))))
    assert isinstance(outcome, CancelUnknown)
    assert world.now - began <= deadline + 0.1


def test_time_that_has_passed_already_is_not_waited_for_again(world: World) -> None:
    unknown = lost_cancel(world, arrives=None)
    world.pass_time(world.now + 100)
    began = world.now
    assert isinstance(only(world.run(resolve([unknown], world.patience(wait=True)))), NotCancelled)
    assert 19.9 <= world.now - began <= 20.1
    world.pass_time(world.now + 1000)
    began = world.now
    assert isinstance(only(world.run(resolve([unknown], world.patience()))), NotCancelled)
    assert world.now - began < 1


@pytest.mark.parametrize("left_by", [None, Moment("a process before this one", 0.0), Moment("a computer that runs longer", 1e9)])
def test_of_another_process_s_outcome_time_counts_from_now(left_by: Moment | None, world: World) -> None:
    order_id = world.sandbox.fourcasters.seed_order()
    evidence = Evidence(operation="cancel", sent="POST", received=None, problem="lost", left_by=left_by)
    unknown = CancelUnknown(order_id=order_id, evidence=evidence)
    began = world.now
    assert isinstance(only(world.run(resolve([unknown], world.patience()))), CancelUnknown)
    assert isinstance(only(world.run(resolve([unknown], world.patience(wait=True)))), NotCancelled)
    assert 119.9 <= world.now - began <= 120.1


def test_a_caller_may_say_how_long_ago_another_process_had_sent_everything(world: World) -> None:
    evidence = Evidence(operation="cancel", sent="POST", received=None, problem="lost", left_by=Moment("before", 5.0))
    unknown = CancelUnknown(order_id=world.sandbox.fourcasters.seed_order(), evidence=evidence)
    began = world.now
    assert isinstance(only(world.run(resolve([unknown], world.patience(wait=True, sent_ago=90)))), NotCancelled)
    assert 29.9 <= world.now - began <= 30.1
    dated = lost_cancel(world, arrives=None)
    assert isinstance(only(world.run(resolve([dated], world.patience(sent_ago=1e6)))), CancelUnknown), "what is dated is known better"


def test_a_moment_that_has_not_come_yet_is_not_believed(world: World) -> None:
    evidence = Evidence(operation="cancel", sent="POST", received=None, problem="lost", left_by=Moment(CLOCK, world.now + 1e6))
    unknown = CancelUnknown(order_id=world.sandbox.fourcasters.seed_order(), evidence=evidence)
    assert isinstance(only(world.run(resolve([unknown], world.patience(wait=True)))), NotCancelled)


def test_how_long_a_command_may_be_on_its_way_can_be_adjusted(world: World) -> None:
    unknown = lost_cancel(world, arrives=None)
    began = world.now
    assert isinstance(only(world.run(resolve([unknown], world.patience(wait=True, arrives_within=7)))), NotCancelled)
    assert 6.9 <= world.now - began <= 7.1


def test_a_placement_is_waited_for_alike(world: World) -> None:
    late = lost_place(world, arrives=90)
    outcome = only(world.run(resolve([late], world.patience(wait=True))))
    assert isinstance(outcome, Placed)
    assert outcome.order_id in world.sandbox.fourcasters.open_order_ids()
    never = lost_place(world, arrives=None)
    began = world.now
    assert isinstance(only(world.run(resolve([never], world.patience(wait=True)))), NotPlaced)
    assert 119.9 <= world.now - began <= 120.1


def test_what_could_not_be_read_is_read_again_while_there_is_time(world: World) -> None:
    unknown = lost_cancel(world, arrives=None)
    world.pass_time(world.now + 200)
    world.reads_to_fail = 5
    assert isinstance(only(world.run(resolve([unknown], world.patience(wait=True, deadline=60)))), NotCancelled)
    world.reads_to_fail = 10_000
    began = world.now
    failed = only(world.run(resolve([unknown], world.patience(wait=True, deadline=60))))
    assert isinstance(failed, CancelUnknown)
    assert failed.evidence.found == "lookupOrder brought nothing (no reply)"
    assert world.now - began <= 60


def test_several_are_waited_for_as_long_as_the_youngest_needs(world: World) -> None:
    first = lost_cancel(world, arrives=None)
    world.pass_time(world.now + 60)
    second = lost_cancel(world, arrives=None)
    began = world.now
    outcomes = world.run(resolve([first, second], world.patience(wait=True)))
    assert [type(outcome) for outcome in outcomes] == [NotCancelled, NotCancelled]
    assert 119.9 <= world.now - began <= 120.1
