"""A task that uses a socket is cancelled at every step of it: nothing is left, and nothing is sent that nobody waits for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import pytest
from ill_venues import ORDER, OTHER, for_ever, half_a_handshake, hang_in_the_handshake
from own_world import URL, Network, Peer, Script, in_own_time
from samples import sample
from socket_server import TOKEN, cancelled

from crossbook import Cancelled, CancelUnknown, CouldNotConnect, CrossbookError
from crossbook.fourcasters import NewOrder, OrdersSocket
from crossbook.sockets.world import Address, World

BET = NewOrder(game_id="66a000000000000000000001", market_type="total", side="over", line=50, odds=-104, risk=100, user_reference="ref-1")


async def well(peer: Peer) -> None:
    await peer.accept()
    while True:
        asked = await peer.asked()
        if asked.message == "placeV3":
            peer.answer(asked, data=[{"orderID": OTHER, "odds": -104, "offered": 100, "userReference": "ref-1"}])
        else:
            peer.answer(asked, data=[cancelled(asked.payload["orderId"])])


async def never_answer(peer: Peer) -> None:
    await peer.accept()
    await for_ever()


async def take_no_leave(peer: Peer) -> None:
    await peer.accept()
    for _ in range(2):
        asked = await peer.asked()
        peer.answer(asked, data=[cancelled(ORDER)])
    peer.deaf = True
    await for_ever()


async def reject(peer: Peer) -> None:
    await peer.reject(503)


async def cut_when_asked(peer: Peer) -> None:
    await peer.accept()
    await peer.asked()
    assert peer.wire is not None
    peer.wire.break_off()


VENUES: dict[str, Script] = {
    "is well": well,
    "hangs in the handshake": hang_in_the_handshake,
    "sends half a handshake": half_a_handshake,
    "never answers": never_answer,
    "does not take leave": take_no_leave,
    "rejects": reject,
    "cuts when asked": cut_when_asked,
}


async def use(socket: OrdersSocket) -> None:
    with suppress(CrossbookError):
        async with socket:
            await socket.place_orders([BET])
            await socket.cancel_order(ORDER)


@pytest.mark.parametrize("reopen", [False, True])
@pytest.mark.parametrize("venue", VENUES)
@pytest.mark.parametrize("times", sample((1, 5), long=(1, 2, 5)))
def test_a_task_that_is_cancelled_at_any_step_leaves_nothing(venue: str, times: int, reopen: bool) -> None:  # noqa: FBT001 - a case
    async def main(step: int) -> bool:
        net = Network(VENUES[venue])
        task = asyncio.create_task(use(net.socket(reopen=reopen)))
        for _ in range(step):
            await asyncio.sleep(0)
        if task.done():
            await net.settled()
            return False
        for _ in range(times):
            task.cancel()
            await asyncio.sleep(0)
        with suppress(asyncio.CancelledError):
            await task
        # Taking leave took its time before. What is left now is gone a step or two later, without any time passing.
        now = asyncio.get_running_loop().time()
        await net.settled()
        assert asyncio.get_running_loop().time() == now
        assert net.open_wires == 0
        return True

    steps = 0
    while in_own_time(main(steps)) and steps < 60:
        steps += 1
    assert steps >= 5, "there are so many steps at least"


@pytest.mark.parametrize("venue", VENUES)
@pytest.mark.parametrize("steps", range(8))
def test_closing_at_any_step_of_opening_leaves_nothing(venue: str, steps: int) -> None:
    async def main() -> None:
        net = Network(VENUES[venue])
        socket = net.socket(reopen=True)
        opening = asyncio.create_task(socket.__aenter__())
        for _ in range(steps):
            await asyncio.sleep(0)
        await socket.aclose()
        assert net.open_wires == 0
        assert not socket.is_open
        with suppress(CrossbookError):
            await opening
        await net.settled()

    in_own_time(main())


@pytest.mark.parametrize("accepts", [False, True])
def test_an_opening_that_is_cancelled_just_when_it_ends_leaves_nothing(accepts: bool) -> None:  # noqa: FBT001 - a case
    opening: list[asyncio.Task[OrdersSocket]] = []

    async def end_and_cancel(peer: Peer) -> None:
        await (peer.accept() if accepts else peer.reject(503))
        opening[0].cancel()
        await for_ever()

    async def main() -> None:
        net = Network(end_and_cancel)
        socket = net.socket()
        opening.append(asyncio.create_task(socket.__aenter__()))
        await asyncio.wait(opening)
        assert opening.pop().cancelled()
        assert not socket.is_open
        assert net.open_wires == 0
        await net.settled()

    in_own_time(main())


def test_a_program_that_ends_without_closing_leaves_nothing() -> None:
    async def main() -> None:
        net = Network(never_answer)
        socket = await net.socket(reopen=True).__aenter__()
        cancelling = asyncio.create_task(socket.cancel_order(ORDER))
        await asyncio.sleep(1)
        # As the end of `asyncio.run` does it.
        holding = [task for task in asyncio.all_tasks() if task.get_name() == "crossbook fourcasters socket"]
        for task in holding:
            task.cancel()
        await asyncio.wait(holding)
        assert net.open_wires == 0
        assert isinstance(await cancelling, CancelUnknown)
        await socket.aclose()
        await net.settled()

    in_own_time(main())


def test_what_comes_while_it_is_being_closed_is_nobodys() -> None:
    leaving = asyncio.Event()

    async def talk_on(peer: Peer) -> None:
        await peer.accept()
        peer.deaf = True
        await leaving.wait()
        peer.say("and another thing")
        peer.say("and one more")

    async def main() -> None:
        net = Network(talk_on)
        async with net.socket() as socket:
            leaving.set()
        assert socket.unsolicited == 0
        assert net.open_wires == 0
        await net.settled()

    in_own_time(main())


def test_a_connection_that_comes_when_nobody_wants_it_any_more_is_cut() -> None:
    async def main() -> None:
        net = Network(well)

        async def stubborn(address: Address, made: Callable[[], asyncio.Protocol]) -> None:
            with suppress(asyncio.CancelledError):
                await for_ever()
            await net.dial(address, made)

        socket = OrdersSocket(token=TOKEN, url=URL, world=World(dial=stubborn))
        with pytest.raises(CouldNotConnect, match="no connection within 5 s"):
            await socket.__aenter__()
        await socket.aclose()
        assert net.open_wires == 0
        await net.settled()
        assert [peer.heard for peer in net.peers] == [b""], "no token is shown to it"

    in_own_time(main())


def test_an_opening_that_was_cancelled_may_be_asked_for_again() -> None:
    async def hang_once(peer: Peer) -> None:
        await (for_ever() if peer.number == 1 else well(peer))

    async def main() -> None:
        net = Network(hang_once)
        socket = net.socket()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(2):
                await socket.__aenter__()
        assert net.open_wires == 0
        async with socket:
            assert isinstance(await socket.cancel_order(ORDER), Cancelled)
        await net.settled()

    in_own_time(main())


def test_what_could_not_be_handed_over_is_not_sent_once_nobody_waits_for_it() -> None:
    received: list[str] = []

    async def listen(peer: Peer) -> None:
        await peer.accept()
        while True:
            asked = await peer.asked()
            received.append(asked.message)
            peer.answer(asked, data=[cancelled(ORDER)])

    async def main() -> None:
        net = Network(listen)
        async with net.socket() as socket:
            wire = net.peers[0].wire
            assert wire is not None
            wire.stuff()
            placing, cancelling = asyncio.create_task(socket.place_orders([BET])), asyncio.create_task(socket.cancel_order(ORDER))
            await asyncio.sleep(1)
            assert received == []
            placing.cancel()
            with suppress(asyncio.CancelledError):
                await placing
            wire.unstuff()
            assert isinstance(await cancelling, Cancelled)
            assert asyncio.get_running_loop().time() == 1, "as soon as it can be"
        await net.settled()

    in_own_time(main())
    assert received == ["cancelById"]


def test_what_could_not_be_handed_over_in_time_was_not_sent() -> None:
    async def main() -> None:
        net = Network(well)
        async with net.socket() as socket:
            wire = net.peers[0].wire
            assert wire is not None
            wire.stuff()
            with pytest.raises(CrossbookError, match="could not be sent in time"):
                await socket.cancel_order(ORDER)
            wire.unstuff()
            assert isinstance(await socket.cancel_order(ORDER), Cancelled)
        await net.settled()

    in_own_time(main())


def test_a_command_whose_caller_has_gone_is_not_another_ones_and_the_socket_goes_on() -> None:
    async def main() -> None:
        net = Network(well)
        async with net.socket() as socket:
            task = asyncio.create_task(socket.place_orders([BET]))
            await asyncio.sleep(0)
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            assert isinstance(await socket.cancel_order(ORDER), Cancelled)
        await net.settled()

    in_own_time(main())


def test_two_that_close_at_once_both_see_it_closed() -> None:
    async def main() -> None:
        net = Network(take_no_leave)
        socket = net.socket()
        async with socket:
            cancelling = asyncio.create_task(socket.cancel_order(ORDER))
            await asyncio.sleep(0)
            net.peers[0].deaf = True
            await asyncio.gather(socket.aclose(), socket.aclose())
            assert asyncio.get_running_loop().time() == pytest.approx(5), "the venue had its time to take leave"
            assert isinstance(await cancelling, CancelUnknown)
            assert net.open_wires == 0
        await net.settled()

    in_own_time(main())
