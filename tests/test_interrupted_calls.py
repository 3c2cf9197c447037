"""What an interrupted call leaves, over real connections and with real signals."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from accounts import API_KEY, ORDER, OTHER, async_fourcasters_at, object_ids, uuids
from operations import BET
from own_world import Network, Peer, in_own_time
from replies import Closed, Held, Replies, said
from waiting import given_longer

from crossbook import Cancelled, CancelUnknown, InterruptedCall, Interruptions, NoReply, NotCancelled, PlaceUnknown, Retry, ScopeOutcomes
from crossbook.predictstreet import AsyncPredictStreet

IDS = uuids(201)
"""Three requests: a hundred, a hundred, one."""


# ------------------------------------------------------------------------------------------------------ over real connections


async def interrupted(venue: Replies, begin: Callable[[], Any], arrived: int) -> asyncio.CancelledError:
    task = asyncio.create_task(begin())
    await asyncio.to_thread(venue.wait_for, arrived)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        return error
    raise AssertionError("it was not cancelled")


async def test_calls_are_kept_in_order_until_they_are_taken(venue: Replies) -> None:
    venue.always(Held(said({})))
    async with async_fourcasters_at(venue.url) as client:
        await interrupted(venue, lambda: client.cancel_orders([ORDER, "malformed", OTHER]), 1)
        error = await interrupted(venue, lambda: client.place_orders([BET, BET]), 2)
        await interrupted(venue, client.cancel_all_orders, 3)
        await interrupted(venue, client.open_orders, 4)
        await interrupted(venue, lambda: client.cancel_league_orders("NBA"), 5)
        assert len(client.interrupted) == 4
        assert [call.operation for call in client.interrupted] == ["cancelMultiple", "placeOrders", "cancelAllOrders", "cancelAllForLeague"]
        cancels, places, everything, league = client.interrupted.take()
        assert client.interrupted.take() == ()
    assert [type(outcome) for outcome in cancels.outcomes] == [CancelUnknown, NotCancelled, CancelUnknown]
    assert [type(outcome) for outcome in places.outcomes] == [PlaceUnknown, PlaceUnknown]
    assert vars(error)["outcomes"] == places.outcomes
    assert (cancels.error, places.error) == (None, None)
    for scope in (everything, league):
        assert scope.outcomes == ()
        assert isinstance(scope.error, NoReply)
        assert "the call was interrupted when the request was under way" in scope.error.message


async def test_a_wait_between_two_attempts_can_be_interrupted(venue: Replies) -> None:
    venue.always(Closed())
    async with AsyncPredictStreet(api_key=API_KEY, base_url=venue.url, retry=Retry(shortest=60, longest=60)) as client:
        await interrupted(venue, lambda: client.cancel_orders(IDS, deadline=120), 1)
        await asyncio.sleep(0)
        (call,) = client.interrupted.take()
    assert {type(outcome) for outcome in call.outcomes[:100]} == {CancelUnknown}, "the first attempt may have been carried out"
    assert {type(outcome) for outcome in call.outcomes[100:]} == {NotCancelled}
    assert call.error is None, "no error says that nothing was sent, where something may have been"


def test_a_time_limit_of_the_caller_s_keeps_them_too(venue: Replies) -> None:
    venue.always(Held(said({})))

    async def limited(seconds: float) -> list[type[object]]:
        async with async_fourcasters_at(venue.url) as client:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(client.cancel_orders([ORDER]), seconds)
            (call,) = client.interrupted.take()
        return [type(outcome) for outcome in call.outcomes]

    found = given_longer(lambda seconds: asyncio.run(limited(seconds)), lambda found: found == [CancelUnknown], 0.05)
    assert found == [CancelUnknown]


async def test_a_list_that_is_changed_meanwhile_is_the_one_that_was_sent(venue: Replies) -> None:
    venue.always(Held(said({})))
    ids = [*object_ids(3)]
    async with async_fourcasters_at(venue.url) as client:
        task = asyncio.create_task(client.cancel_orders(ids))
        await asyncio.to_thread(venue.wait_for, 1)
        ids.clear()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        (call,) = client.interrupted
    assert [outcome.order_id for outcome in call.outcomes if isinstance(outcome, CancelUnknown)] == [*object_ids(3)]


async def test_nothing_secret_is_kept(venue: Replies) -> None:
    venue.always(Held(said({})))
    async with async_fourcasters_at(venue.url) as client:
        await interrupted(venue, lambda: client.login("somebody", "planted-password"), 1)
        error = await interrupted(venue, lambda: client.cancel_orders([ORDER]), 2)
        (login, _) = client.interrupted
        assert login.error is not None
        shown = [repr(client.interrupted), repr(vars(error)), str(login.error), repr(login.error.__dict__), repr(login)]
        assert (login.error.__traceback__, login.error.__context__) == (None, None)
    assert not any("planted" in text for text in shown)


def test_only_so_many_are_kept_and_the_rest_counted() -> None:
    kept = Interruptions()
    for number in range(10_003):
        call = InterruptedCall(venue="fourcasters", operation=f"{number}", outcomes=(), error=None)
        kept.note(KeyboardInterrupt(), partial(_itself, call))
    kept.note(KeyboardInterrupt(), _nothing)
    assert (len(kept), kept.dropped) == (10_000, 3)
    assert [call.operation for call in kept.take()] == [f"{number}" for number in range(3, 10_003)]
    assert len(kept) == 0


def _itself(call: InterruptedCall) -> InterruptedCall:
    return call


def _nothing() -> None:
    return None


def test_an_interrupt_while_a_call_is_worked_out_loses_nothing() -> None:
    kept, times = Interruptions(), 0

    def work_out() -> InterruptedCall:
        nonlocal times
        times += 1
        if times == 1:
            raise KeyboardInterrupt
        return InterruptedCall(venue="fourcasters", operation="cancel", outcomes=(Cancelled(ORDER),), error=None)

    with pytest.raises(KeyboardInterrupt):
        kept.note(KeyboardInterrupt(), work_out)
    assert [call.outcomes for call in kept.take()] == [(Cancelled(ORDER),)]


def test_a_command_on_the_socket_is_kept_too() -> None:
    async def freeze(peer: Peer) -> None:
        await peer.accept()
        peer.answer(await peer.asked(), data=[])
        await asyncio.Event().wait()

    async def main() -> None:
        network = Network(freeze)
        async with network.socket() as socket:
            await socket.cancel_all_orders()
            task = asyncio.create_task(socket.cancel_orders([ORDER, OTHER]))
            await asyncio.sleep(1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            (call,) = socket.interrupted.take()
            assert [type(outcome) for outcome in call.outcomes] == [CancelUnknown, CancelUnknown]
            assert vars(caught.value)["outcomes"] == call.outcomes
            # Its own deadline is a shorter wait than the usual one.
            began = asyncio.get_running_loop().time()
            assert isinstance(await socket.cancel_order(ORDER, deadline=3), CancelUnknown)
            assert asyncio.get_running_loop().time() - began == pytest.approx(3)
        await network.settled()

    in_own_time(main())


# ------------------------------------------------------------------------------------------------------------- real signals

SYNC = """
    import sys
    from crossbook.fourcasters import Fourcasters

    with Fourcasters(token="token", base_url=sys.argv[1]) as client:
        try:
            client.cancel_orders(["65b036dfb31407c2b6bc1cfe"])
        except KeyboardInterrupt:
            print([type(outcome).__name__ for call in client.interrupted.take() for outcome in call.outcomes])
            print(client.cancel_all_orders(deadline=5))
"""
ASYNC = """
    import asyncio
    import sys
    from crossbook.fourcasters import AsyncFourcasters

    async def main():
        async with AsyncFourcasters(token="token", base_url=sys.argv[1]) as client:
            try:
                await client.cancel_orders(["65b036dfb31407c2b6bc1cfe"])
            except asyncio.CancelledError:
                print([type(outcome).__name__ for call in client.interrupted.take() for outcome in call.outcomes])
                print(await client.cancel_all_orders(deadline=5))

    asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way there")
@pytest.mark.parametrize("script", [SYNC, ASYNC], ids=["sync", "async"])
def test_everything_can_be_cancelled_after_ctrl_c(script: str, venue: Replies) -> None:
    gone = said({"data": [{"success": True, "sessionID": OTHER}]})
    venue.otherwise = lambda received: gone if received.target.endswith("AllOrders") else Held(said({}))
    command = [sys.executable, "-c", textwrap.dedent(script), venue.url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:  # noqa: S603 - our own
        venue.wait_for(1, seconds=30)
        program.send_signal(signal.SIGINT)
        said_by_it, _ = program.communicate(timeout=60)
    kinds, outcomes = said_by_it.splitlines()
    assert kinds == "['CancelUnknown']"
    assert outcomes == repr(ScopeOutcomes((Cancelled(OTHER),)))
