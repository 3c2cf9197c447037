"""`pull_orders` against the sandbox, with clients of both kinds: what it takes off, what it leaves, and what it says of it."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack, ExitStack
from typing import Any, cast

import attrs
import pytest
from accounts import GAME, OTHER, PATIENT
from waiting import given_longer

from crossbook import Cancelled, InvalidRequest, NotCancelled, Outcome, Placed, PlaceUnknown, Retry
from crossbook.desk import (
    CancelsAnswered,
    InGame,
    InMarket,
    OrdersAppeared,
    Pull,
    PullBegan,
    Pulled,
    PullEnded,
    PullEvent,
    PullWaits,
    RestingListed,
    Scope,
    VenuePulled,
    WholeAccount,
    WithPrefix,
    async_pull_orders,
    pull_orders,
)
from crossbook.fourcasters import AsyncFourcasters, Fourcasters, NewOrder
from crossbook.predictstreet import AsyncPredictStreet, PredictStreet
from crossbook.sandbox import Fault, FourcastersSandbox, PredictStreetSandbox, Sandbox

ELSEWHERE = "688c0516fbc14da0c202d427"
ONCE = Retry(attempts=2, shortest=0.01, longest=0.02)


class Puller:
    """Pulls with clients of one kind."""

    def __init__(self, sandbox: Sandbox, *, asynchronous: bool) -> None:
        self.sandbox = sandbox
        self.asynchronous = asynchronous
        self.events: list[PullEvent] = []

    def pull(self, *scopes: tuple[str, Scope], under_way: Iterable[Outcome] = (), **named: Any) -> Pulled:
        named.setdefault("observer", self.events.append)
        if self.asynchronous:
            return asyncio.run(self._pull(scopes, under_way, named))
        with ExitStack() as stack:
            clients = [stack.enter_context(self.client(venue)) for venue, _ in scopes]
            pulls = [Pull(client, scope, under_way=under_way) for client, (_, scope) in zip(clients, scopes, strict=True)]
            return pull_orders(*pulls, **named)

    async def _pull(self, scopes: Iterable[tuple[str, Scope]], under_way: Iterable[Outcome], named: Any) -> Pulled:
        async with AsyncExitStack() as stack:
            clients = [await stack.enter_async_context(self.client(venue)) for venue, _ in scopes]
            pulls = [Pull(client, scope, under_way=under_way) for client, (_, scope) in zip(clients, scopes, strict=True)]
            return await async_pull_orders(*pulls, **named)

    def client(self, venue: str) -> Any:
        if venue == "fourcasters":
            at = self.sandbox.fourcasters
            made = AsyncFourcasters if self.asynchronous else Fourcasters
            return made(token=at.token, base_url=at.url, timeouts=PATIENT, retry=ONCE)
        other = self.sandbox.predictstreet
        kind = AsyncPredictStreet if self.asynchronous else PredictStreet
        return kind(api_key=other.api_key, base_url=other.url, timeouts=PATIENT, retry=ONCE)

    def told(self, kind: type[Any]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]


@pytest.fixture(params=["sync", "async"])
def puller(request: pytest.FixtureRequest, sandbox: Sandbox) -> Puller:
    return Puller(sandbox, asynchronous=request.param == "async")


@pytest.fixture
def fourcasters(sandbox: Sandbox) -> FourcastersSandbox:
    return sandbox.fourcasters


@pytest.fixture
def market(sandbox: Sandbox) -> PredictStreetSandbox:
    return sandbox.predictstreet


ALL: tuple[str, Scope] = ("fourcasters", WholeAccount())


# ---- what is pulled, and what is not


def test_both_accounts_are_pulled_at_once_and_proven_empty(
    puller: Puller, fourcasters: FourcastersSandbox, market: PredictStreetSandbox
) -> None:
    orders = [fourcasters.seed_order() for _ in range(3)]
    others = [market.seed_order() for _ in range(2)]
    pulled = puller.pull(ALL, ("predictstreet", WholeAccount()))
    assert (pulled.verdict, pulled.left) == ("nothing rests: proven", ())
    one, other = pulled.venues
    assert sorted(outcome.order_id for outcome in one.cancelled) == sorted(orders)
    assert sorted(outcome.order_id for outcome in other.cancelled) == sorted(others)
    assert (fourcasters.open_order_ids(), market.open_order_ids()) == ((), ())
    assert [event.venue for event in puller.told(PullEnded)] in (["fourcasters", "predictstreet"], ["predictstreet", "fourcasters"])
    assert len(puller.told(PullBegan)) == 2


def test_a_game_is_pulled_and_no_other_order_is_touched(puller: Puller, fourcasters: FourcastersSandbox) -> None:
    inside = [fourcasters.seed_order(game_id=GAME) for _ in range(2)]
    outside = fourcasters.seed_order(game_id=ELSEWHERE)
    pulled = puller.pull(("fourcasters", InGame(GAME)))
    assert pulled.is_proven
    assert sorted(outcome.order_id for outcome in pulled.venues[0].outcomes) == sorted(inside)
    assert fourcasters.open_order_ids() == (outside,)


def test_a_market_is_pulled_and_no_other_order_is_touched(puller: Puller, market: PredictStreetSandbox) -> None:
    inside = market.seed_order(market_id="IN")
    outside = market.seed_order(market_id="OUT")
    pulled = puller.pull(("predictstreet", InMarket("IN")))
    assert pulled.is_proven
    assert [outcome.order_id for outcome in pulled.venues[0].outcomes] == [inside]
    assert market.open_order_ids() == (outside,)


@pytest.mark.parametrize("venue", ["fourcasters", "predictstreet"])
def test_a_prefix_is_pulled_by_ids_and_no_other_order_is_touched(puller: Puller, sandbox: Sandbox, venue: str) -> None:
    desk: Any = getattr(sandbox, venue)
    name = "user_reference" if venue == "fourcasters" else "client_order_id"
    inside = [desk.seed_order(**{name: f"quoter-{number}"}) for number in range(3)]
    outside = [desk.seed_order(**{name: "Quoter-9"}), desk.seed_order(**{name: "my-quoter-"}), desk.seed_order()]
    pulled = puller.pull((venue, WithPrefix("quoter-")))
    assert pulled.is_proven
    assert sorted(outcome.order_id for outcome in pulled.venues[0].cancelled) == sorted(inside)
    assert sorted(desk.open_order_ids()) == sorted(outside)
    # A batch of ids, and the two listings around it.
    assert len(puller.told(CancelsAnswered)) == 1
    assert len(puller.told(RestingListed)) == 2


def test_whose_market_is_written_otherwise_is_left_alone_and_told_of(puller: Puller, market: PredictStreetSandbox) -> None:
    order = market.seed_order(market_id="IN")
    pulled = given_longer(
        lambda seconds: puller.pull(("predictstreet", InMarket("in")), deadline=seconds),
        lambda pulled: any(left.order is not None for left in pulled.left),
        0.2,
    )
    assert not pulled.is_proven
    assert [left.order_id for left in pulled.left if left.order is not None] == [order]
    assert market.open_order_ids() == (order,)


@pytest.mark.parametrize("blank", ["", "  ", None, 7])
@pytest.mark.parametrize("kind", [InGame, InMarket, WithPrefix])
def test_an_empty_scope_is_an_error(kind: Any, blank: Any) -> None:
    with pytest.raises(ValueError, match=re.escape(f"not blank, found {blank!r}")):
        kind(blank)


def test_a_scope_that_is_none_is_an_error_before_anything_is_sent(puller: Puller, fourcasters: FourcastersSandbox) -> None:
    order = fourcasters.seed_order()
    for scope in (None, "", WholeAccount, "everything", InMarket("IN")):
        with pytest.raises(InvalidRequest, match="expected"):
            puller.pull(("fourcasters", cast("Any", scope)))
    for wrong in (
        dict[str, Any](deadline=-1),
        dict[str, Any](deadline=0),
        dict[str, Any](deadline=float("inf")),
        dict[str, Any](arrives_within="long"),
        dict[str, Any](under_way=["order"]),
        dict[str, Any](under_way=5),
    ):
        with pytest.raises(InvalidRequest, match="expected"):
            puller.pull(ALL, **wrong)
    with pytest.raises(InvalidRequest, match=r"expected one Pull\(client, scope\) or several, found nothing"):
        puller.pull()
    with pytest.raises(InvalidRequest, match="a game id of 24 hexadecimal digits"):
        puller.pull(("fourcasters", InGame("no game")))
    assert fourcasters.open_order_ids() == (order,)
    assert fourcasters.requests == ()


# ---- what goes wrong


@pytest.mark.parametrize("fault", [Fault.REPLY_LOST, Fault.REQUEST_LOST, Fault.UNAVAILABLE, Fault.HTML_OK, Fault.RATE_LIMITED])
def test_a_scope_whose_cancel_fails_is_pulled_by_ids(puller: Puller, fourcasters: FourcastersSandbox, fault: Fault) -> None:
    for _ in range(2):
        fourcasters.seed_order()
    fourcasters.fail_next(fault, "cancelAllOrders", retry_after=1)
    (found,) = puller.pull(ALL).venues
    assert found.is_proven
    assert fourcasters.open_order_ids() == ()
    may_have_acted = fault is not Fault.RATE_LIMITED
    assert (100 < found.may_still_cancel_for <= 120) is may_have_acted


def test_cancels_whose_answers_are_lost_are_sent_again_and_looked_up(puller: Puller, market: PredictStreetSandbox) -> None:
    orders = [market.seed_order(client_order_id=f"q-{number}") for number in range(3)]
    market.fail_next(Fault.REPLY_LOST, "cancelBatch", times=2)
    (found,) = puller.pull(("predictstreet", WithPrefix("q-"))).venues
    assert found.is_proven
    assert {outcome.order_id for outcome in found.outcomes} == set(orders)
    assert found.unknown == ()


def test_what_cannot_be_cancelled_is_told_of_with_the_reason(puller: Puller, market: PredictStreetSandbox) -> None:
    stuck, free = market.seed_order(), [""]

    def pull(seconds: float) -> VenuePulled:
        free[0] = market.seed_order()
        (found,) = puller.pull(("predictstreet", WholeAccount()), deadline=seconds, observer=locking(puller, market, stuck)).venues
        return found

    found = given_longer(pull, lambda found: found.left and found.left[0].order_id and "lock_invariant" in found.left[0].why, 1.2)
    assert found.verdict == "not proven"
    assert [(left.order_id, "lock_invariant" in left.why) for left in found.left] == [(stuck, True)]
    assert [outcome.order_id for outcome in found.cancelled] == free
    assert any("not cancelled" in event.why for event in puller.told(PullWaits))


def locking(puller: Puller, market: PredictStreetSandbox, order: str) -> Callable[[PullEvent], None]:
    """Keep an order from being cancelled, again and again."""

    def hear(event: PullEvent) -> None:
        puller.events.append(event)
        if isinstance(event, PullBegan | RestingListed):
            market.lock(order)

    return hear


def test_a_list_that_cannot_be_read_proves_nothing(puller: Puller, fourcasters: FourcastersSandbox) -> None:
    fourcasters.seed_order()
    fourcasters.fail_next(Fault.UNAVAILABLE, "getUnmatched", times=500)

    def pull(seconds: float) -> list[bool]:
        (found,) = puller.pull(ALL, deadline=seconds).venues
        assert not found.is_proven
        return ["the list of resting orders could not be read" in left.why for left in found.left]

    assert given_longer(pull, lambda found: found == [True], 1.0) == [True]
    fourcasters.clear_faults()
    assert fourcasters.open_order_ids() == ()


@pytest.mark.parametrize("failure", [RuntimeError, BrokenPipeError, SystemExit, asyncio.CancelledError, GeneratorExit])
def test_an_observer_that_fails_keeps_nothing_on_the_market(
    puller: Puller, fourcasters: FourcastersSandbox, failure: type[BaseException]
) -> None:
    fourcasters.seed_order()

    def fail(_: PullEvent) -> None:
        raise failure("watching")

    assert puller.pull(ALL, observer=fail).is_proven
    assert fourcasters.open_order_ids() == ()


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
    order = NewOrder(game_id=GAME, market_type="moneyline", side=OTHER, odds=110, risk=20, user_reference="q-1")
    if puller.asynchronous:

        async def both() -> tuple[Any, Pulled]:
            async with puller.client("fourcasters") as client:
                return await _placing(client, order)

        outcomes, pulled = asyncio.run(both())
    else:
        with puller.client("fourcasters") as client:
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
