"""`pull_orders` while something happens: orders that come meanwhile, what may still arrive, and what stops it."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any, cast

import attrs
import pullers
import pytest
from accounts import GAME, OTHER, PATIENT
from pullers import ALL, Puller
from waiting import given_longer

from crossbook import Cancelled, NotCancelled, Placed, PlaceUnknown, Timeouts
from crossbook.desk import (
    CancelsAnswered,
    OrdersAppeared,
    Pull,
    Pulled,
    PullEnded,
    PullEvent,
    PullWaits,
    RestingListed,
    VenuePulled,
    WholeAccount,
    WithPrefix,
    async_pull_orders,
    pull_orders,
)
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, NewOrder
from crossbook.sandbox import Fault, FourcastersSandbox, Sandbox

puller = pytest.fixture(params=["sync", "async"])(pullers.puller)
fourcasters = pytest.fixture(pullers.fourcasters)


# ---- what others do meanwhile


def test_orders_that_are_placed_meanwhile_are_pulled_and_told_of(puller: Puller, fourcasters: FourcastersSandbox) -> None:
    fourcasters.seed_order()
    placed: list[str] = []

    def place(event: PullEvent) -> None:
        puller.events.append(event)
        if isinstance(event, CancelsAnswered) and len(placed) < 2:
            placed.append(fourcasters.seed_order())

    (found,) = puller.pull(ALL, observer=place).venues
    assert found.is_proven
    assert [order.order_id for order in found.placed_meanwhile] == placed
    assert [order.order_id for event in puller.told(OrdersAppeared) for order in event.orders] == placed
    assert fourcasters.open_order_ids() == ()


def test_nothing_is_proven_while_somebody_places_without_end(puller: Puller, fourcasters: FourcastersSandbox) -> None:
    def place(event: PullEvent) -> None:
        if isinstance(event, CancelsAnswered):
            fourcasters.seed_order(user_reference="bot-")

    def pull(seconds: float) -> VenuePulled:
        (found,) = puller.pull(("fourcasters", WithPrefix("bot-")), observer=place, deadline=seconds).venues
        return found

    assert pull(30).is_proven  # Nothing rested, and nobody placed.
    fourcasters.seed_order(user_reference="bot-")
    found = given_longer(pull, lambda found: found.placed_meanwhile, 0.6)
    assert not found.is_proven
    assert found.placed_meanwhile
    assert found.left


# ---- what may still arrive


def lost_placement(fourcasters: FourcastersSandbox, fault: Fault) -> PlaceUnknown:
    game = fourcasters.add_game()
    order = NewOrder(game_id=game.id, market_type="moneyline", side=game.home.id, odds=120, risk=10)
    fourcasters.fail_next(fault, "placeOrders")
    with Fourcasters(token=fourcasters.token, base_url=fourcasters.url, timeouts=PATIENT) as client:
        (outcome,) = client.place_orders([order])
    assert isinstance(outcome, PlaceUnknown)
    return outcome


def test_a_placement_that_may_be_under_way_is_waited_for(puller: Puller, fourcasters: FourcastersSandbox) -> None:
    outcome = lost_placement(fourcasters, Fault.REQUEST_LOST)
    began = time.monotonic()
    (found,) = puller.pull(ALL, under_way=[outcome], arrives_within=1.5).venues
    assert found.is_proven
    assert outcome.evidence.left_by is not None
    assert time.monotonic() >= outcome.evidence.left_by.seconds + 1.5 > began
    assert any("may still arrive" in event.why for event in puller.told(PullWaits))


def test_a_placement_that_may_be_under_way_longer_than_there_is_time_for_is_not_proven(
    puller: Puller, fourcasters: FourcastersSandbox
) -> None:
    outcome = lost_placement(fourcasters, Fault.REQUEST_LOST)
    expected = [(outcome.user_reference, True)]

    def pull(seconds: float) -> list[tuple[str | None, bool]]:
        (found,) = puller.pull(ALL, under_way=[outcome], deadline=seconds).venues
        assert not found.is_proven
        return [(left.user_reference, "may still arrive" in left.why) for left in found.left]

    assert given_longer(pull, lambda found: found == expected, 0.4) == expected


def test_a_placement_that_is_found_is_pulled_at_once(puller: Puller, fourcasters: FourcastersSandbox) -> None:
    outcome = lost_placement(fourcasters, Fault.REPLY_LOST)
    (found,) = puller.pull(("fourcasters", WithPrefix("cb-")), under_way=[outcome]).venues
    assert found.is_proven
    assert found.seconds < 30
    assert [type(each) for each in found.outcomes] == [Cancelled]
    assert found.placed_meanwhile == ()


def test_orders_that_are_told_of_are_cancelled_listed_or_not(puller: Puller) -> None:
    told = Placed(order_id=OTHER, resting=None, fills=(), user_reference="q-1")
    (found,) = puller.pull(("fourcasters", WithPrefix("q-")), under_way=[told]).venues
    assert found.is_proven
    assert [(each.order_id, type(each)) for each in found.outcomes] == [(OTHER, NotCancelled)]
    other = Placed(order_id=OTHER, resting=None, fills=(), user_reference="p-1")
    (found,) = puller.pull(("fourcasters", WithPrefix("q-")), under_way=[other]).venues
    assert found.outcomes == ()


@attrs.frozen(kw_only=True)
class Known:
    """What a ledger says of an order."""

    venue: str = "fourcasters"
    order_id: str | None = None
    user_reference: str | None = "q-1"
    where: str | None = None
    may_be_open: bool = True


def test_what_a_ledger_says_may_be_open_is_taken_for_that(puller: Puller, fourcasters: FourcastersSandbox) -> None:
    order = fourcasters.seed_order(user_reference="q-1")
    known = [Known(order_id=order), Known(order_id="0" * 24, may_be_open=False), Known(venue="predictstreet", order_id="7")]
    (found,) = puller.pull(ALL, under_way=cast("Any", known)).venues
    assert found.is_proven
    assert [each.order_id for each in found.outcomes] == [order]
    placement = cast("Any", [Known(), Known(user_reference="p-1"), Known(may_be_open=False)])

    def pull(seconds: float) -> list[tuple[str | None, bool]]:
        (found,) = puller.pull(("fourcasters", WithPrefix("q-")), under_way=placement, deadline=seconds).venues
        return [(left.user_reference, "may still arrive" in left.why) for left in found.left]

    assert given_longer(pull, lambda found: found == [("q-1", True)], 0.3) == [("q-1", True)]
    (found,) = puller.pull(("fourcasters", WithPrefix("q-")), under_way=placement, arrives_within=0.5).venues
    assert found.is_proven
    assert found.seconds >= 0.5


# ---- what stops it


def test_a_task_that_is_cancelled_leaves_what_is_known(sandbox: Sandbox) -> None:
    fourcasters = sandbox.fourcasters
    orders = {fourcasters.seed_order(user_reference="q-1") for _ in range(2)}
    fourcasters.fail_next(Fault.STALL, "cancelMultiple", transport="rest")

    async def stop() -> None:
        client = AsyncFourcasters(token=fourcasters.token, base_url=fourcasters.url, retry=None)
        async with client:
            listed = asyncio.Event()

            def hear(event: PullEvent) -> None:
                if isinstance(event, RestingListed):
                    listed.set()

            task = asyncio.create_task(async_pull_orders(Pull(client, WithPrefix("q-")), observer=hear))
            await listed.wait()
            while not any(request.operation == "cancelMultiple" for request in fourcasters.requests):
                await asyncio.to_thread(time.sleep, 0.005)
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as raised:
                await task
            pulled: Pulled = cast("Any", raised.value).pulled
            assert not pulled.is_proven
            assert {left.order_id for left in pulled.left if left.order_id} == orders
            (call,) = client.interrupted
            assert {cast("Any", outcome).order_id for outcome in call.outcomes} == orders
            # The next pull takes that up.
            fourcasters.release_stalled()
            assert (await async_pull_orders(Pull(client, WithPrefix("q-")))).is_proven

    asyncio.run(stop())
    assert fourcasters.open_order_ids() == ()


def test_an_interrupt_leaves_what_is_known_of_both_venues(sandbox: Sandbox) -> None:
    puller = Puller(sandbox, asynchronous=False)
    sandbox.fourcasters.seed_order()
    order = sandbox.predictstreet.seed_order()
    sandbox.predictstreet.fail_next(Fault.UNAVAILABLE, "listOpenOrders", times=200)
    before = threading.active_count()

    class Stop(KeyboardInterrupt):
        pass

    def stop(event: PullEvent) -> None:
        puller.events.append(event)
        if puller.told(PullEnded) and isinstance(event, PullWaits):
            raise Stop

    with pytest.raises(Stop) as raised:
        puller.pull(ALL, ("predictstreet", WholeAccount()), observer=stop)
    pulled: Pulled = cast("Any", raised.value).pulled
    assert [each.is_proven for each in pulled.venues] == [True, False]
    assert [outcome.order_id for outcome in pulled.venues[1].cancelled] == [order]
    assert any("could not be read" in left.why for left in pulled.left)
    assert threading.active_count() <= before + 2  # The sandbox's own come and go.
    sandbox.predictstreet.clear_faults()


async def _placing(client: AsyncFourcasters, order: NewOrder) -> tuple[Any, Pulled]:
    placing = asyncio.ensure_future(client.place_orders([order]))
    while not client.under_way:  # noqa: ASYNC110 - a client tells nobody of this
        await asyncio.sleep(0)
    pulled = await async_pull_orders(Pull(client, WholeAccount()), arrives_within=1.0)
    return await placing, pulled


def test_nothing_is_proven_before_what_the_same_client_is_placing_has_come(puller: Puller, fourcasters: FourcastersSandbox) -> None:
    fourcasters.fail_next(Fault.FREEZE, "placeOrders")
    timeouts = Timeouts(connect=5, reply=3)
    order = NewOrder(game_id=GAME, market_type="moneyline", side=OTHER, odds=110, risk=20, user_reference="q-1")
    if puller.asynchronous:

        async def both() -> tuple[Any, Pulled]:
            async with puller.client("fourcasters", timeouts) as client:
                return await _placing(client, order)

        outcomes, pulled = asyncio.run(both())
    else:
        with puller.client("fourcasters", timeouts) as client:
            found = list[Any]()
            placing = threading.Thread(target=lambda: found.append(client.place_orders([order])))
            placing.start()
            while not client.under_way:
                time.sleep(0)
            pulled = pull_orders(Pull(client, WholeAccount()), arrives_within=1.0)
            placing.join()
            (outcomes,) = found
    assert isinstance(outcomes[0], PlaceUnknown)
    assert pulled.is_proven
    assert pulled.venues[0].seconds >= 1.0
