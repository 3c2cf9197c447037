"""`pull_orders` against the sandbox, with clients of both kinds: what it takes off, what it leaves, and what it says of it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any, cast

import pullers
import pytest
import sandboxes
from accounts import GAME
from pullers import ALL, Puller
from waiting import given_longer

from crossbook import InvalidRequest
from crossbook.desk import (
    CancelsAnswered,
    InGame,
    InMarket,
    PullBegan,
    PullEnded,
    PullEvent,
    PullWaits,
    RestingListed,
    VenuePulled,
    WholeAccount,
    WithPrefix,
)
from crossbook.sandbox import Fault, FourcastersSandbox, PredictStreetSandbox, Sandbox

ELSEWHERE = "688c0516fbc14da0c202d427"
puller = pytest.fixture(params=["sync", "async"])(pullers.puller)
fourcasters = pytest.fixture(pullers.fourcasters)
market = pytest.fixture(sandboxes.predictstreet)


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
