"""What a pull does while a venue lags, refuses, is mute, or moves its pages: in a time that the tests own."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal

import attrs
import pytest
from pull_world import BEGINS, TODAY, Listing, Row, World, ids, refused

from crossbook import NoReply, NotCancelled, NotCancelledReason, Placed, RateLimited, ScopeOutcomes
from crossbook.calls_under_way import PlacingCall
from crossbook.desk import InGame, OrdersAppeared, PullWaits, WholeAccount, WithPrefix
from crossbook.desk.pull_steps import CancelOrders, CancelScope, ListResting, PullAnswer
from crossbook.paged import Paged


def test_a_list_that_lags_behind_is_asked_for_again_a_few_times_and_what_is_cancelled_is_not_cancelled_each_time() -> None:
    world, rows = World(WithPrefix("q-")), ids(10)
    world.listing = lambda: rows if world.now < BEGINS + 40 else ()
    assert world.run().is_proven
    assert len(world.asked_for(CancelOrders)) <= 5
    assert len(world.asked_for(ListResting)) <= 14
    assert world.asked_for(CancelOrders)[0] < 1


def test_an_id_that_cannot_be_sent_is_told_of_and_nothing_is_hammered() -> None:
    world = World(WithPrefix("q-"), deadline=30)
    world.listing = lambda: [Row(order_id="no id")]
    world.cancel = lambda order_id: NotCancelled(order_id=order_id, reason=NotCancelledReason.MALFORMED_ID, venue_text=None)
    assert [left.order_id for left in world.run().left] == ["no id"]
    assert len(world.asked) <= 16


def test_credentials_that_are_refused_for_a_while_end_nothing() -> None:
    world = World(WholeAccount(), deadline=45)
    world.scope = lambda _: (refused(), 0.1) if world.now < BEGINS + 10 else (ScopeOutcomes(), 0.1)
    rows = ids(2)
    world.listing = lambda: refused() if world.now < BEGINS + 10 else (() if world.asked_for(CancelOrders) else rows)
    assert world.run().is_proven
    waits = [event for event in world.told if isinstance(event, PullWaits)]
    assert all(event.seconds >= 2 and "HTTP 401" in event.why for event in waits[:3])
    assert len(world.asked_for(ListResting)) <= 8


@pytest.mark.parametrize("deadline", [15.0, 60.0])
def test_a_cancel_of_all_that_is_mute_does_not_hold_up_the_cancels_by_id(deadline: float) -> None:
    world, rows = World(WholeAccount(), deadline=deadline), ids(2)
    world.scope = lambda step: (NoReply("mute", venue="fourcasters", operation="cancelAllOrders"), step.deadline)
    world.listing = lambda: () if world.asked_for(CancelOrders) else rows
    assert world.run().is_proven
    assert world.asked_for(CancelOrders)[0] <= 6


def test_a_cancel_of_all_that_was_refused_is_tried_again_where_nothing_can_be_listed() -> None:
    world, tries = World(WholeAccount()), list[float]()

    def limited(_: CancelScope) -> tuple[PullAnswer, float]:
        tries.append(world.now)
        if len(tries) > 1:
            return ScopeOutcomes(), 0.1
        return RateLimited("HTTP 429", venue="fourcasters", operation="cancelAllOrders"), 0.1

    world.scope = limited
    world.listing = lambda: refused() if len(tries) < 2 else ()
    assert world.run().is_proven
    assert len(tries) == 2


# ---- pages that move


def test_a_list_of_several_pages_proves_something_where_the_next_one_has_all_of_it() -> None:
    world, others = World(WithPrefix("q-")), [attrs.evolve(row, user_reference="z") for row in ids(3)]
    world.listing = lambda: Paged(others, pages=2)
    assert world.run().is_proven
    assert len(world.asked) == 2


def test_one_page_proves_it_alone() -> None:
    world = World(WithPrefix("q-"))
    world.listing = lambda: [attrs.evolve(row, user_reference="z") for row in ids(3)]
    assert world.run().is_proven
    assert len(world.asked) == 1


def test_pages_that_move_while_they_are_read_prove_nothing() -> None:
    world = World(WithPrefix("q-"), deadline=20)
    left = [attrs.evolve(row, user_reference="z") for row in ids(90)]

    def moving() -> Listing:
        left.pop()  # Somebody else's order goes from a page that was read, and what is to be pulled moves to that.
        return Paged(left, pages=2)

    world.listing = moving
    result = world.run()
    assert [reason.why for reason in result.left] == ["the list of resting orders came in several pages, and moved while it was read"]
    assert len(world.asked) <= 20


def test_the_earlier_of_two_lists_that_agree_is_the_proof() -> None:
    """It is the one that is known to be whole: what may still arrive after it was begun is not in it."""
    world = World(WithPrefix("q-"))
    call = PlacingCall([Row(order_id="", user_reference="q-9")])
    world.calls.begin(call)
    others = [attrs.evolve(row, user_reference="z") for row in ids(3)]

    def listing() -> Listing:
        if world.now >= BEGINS + 0.5 and not call.is_over:
            call.end((), is_unknown=True)
            world.calls.over(call)
        return Paged(others, pages=2)

    world.listing = listing
    assert world.run().is_proven
    assert world.asked_for(ListResting)[-2] >= 0.5 + world.task.arrives_within


# ---- what the same client places


@pytest.mark.parametrize("names", ["q-9", None])
def test_nothing_is_proven_while_the_client_places(names: str | None) -> None:
    world = World(WithPrefix("q-"), deadline=8)
    world.calls.begin(PlacingCall([Row(order_id="", user_reference=names)]))
    result = world.run()
    assert next(reason.why for reason in result.left).startswith("a call of this client that places")
    assert not result.is_proven
    assert len(world.asked) <= 6


def test_what_the_client_places_elsewhere_keeps_nothing_from_being_proven() -> None:
    for scope in (WithPrefix("q-"), InGame("66a000000000000000000002")):
        world = World(scope)
        world.calls.begin(PlacingCall([Row(order_id="", user_reference="z-1")]))
        assert world.run().is_proven


@pytest.mark.parametrize("how", ["placed", "unknown"])
def test_a_call_that_ends_meanwhile_is_taken_off_or_waited_for(how: Literal["placed", "unknown"]) -> None:
    world = World(WithPrefix("q-"))
    call = PlacingCall([Row(order_id="", user_reference="q-9")])
    world.calls.begin(call)

    def listing() -> Listing:
        if world.now >= BEGINS + 2 and not call.is_over:
            placed = Placed(order_id="66c0000000000000000000ff", resting=Decimal(5), fills=(), user_reference="q-9")
            call.end((placed,) if how == "placed" else (), is_unknown=how == "unknown")
            world.calls.over(call)
        return ()

    world.listing = listing
    result = world.run()
    assert result.is_proven
    if how == "placed":
        assert [outcome.order_id for outcome in result.cancelled] == ["66c0000000000000000000ff"]
    else:
        assert world.asked_for(ListResting)[-1] >= 2 + world.task.arrives_within


def test_what_the_client_places_while_the_list_is_read_is_looked_for_again() -> None:
    world, calls = World(WithPrefix("q-")), list[PlacingCall]()

    def listing() -> Listing:
        if not calls:
            calls.append(PlacingCall([Row(order_id="", user_reference="q-9")]))
            world.calls.begin(calls[0])
            placed = Placed(order_id="66c0000000000000000000ff", resting=Decimal(5), fills=(), user_reference="q-9")
            calls[0].end((placed,))
            world.calls.over(calls[0])
        return ()

    world.listing = listing
    result = world.run()
    assert (result.is_proven, len(result.cancelled), len(world.asked_for(ListResting))) == (True, 1, 2)


# ---- what is told


def test_an_order_that_is_older_than_the_pull_was_not_placed_meanwhile() -> None:
    world = World(WholeAccount())
    old = Row(order_id="66c000000000000000000001", created_at=datetime(2025, 8, 1, tzinfo=UTC))
    new = Row(order_id="66c000000000000000000002", created_at=TODAY)
    world.listing = lambda: () if world.asked_for(CancelOrders) else [old, new]
    assert world.run().placed_meanwhile == (new,)
    assert [event.orders for event in world.told if isinstance(event, OrdersAppeared)] == [(new,)]
