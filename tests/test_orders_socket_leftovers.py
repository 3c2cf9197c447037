"""What is left of sockets: nothing; where they may be used: in the loop that opened them; what they print: nothing."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

import pytest
from own_world import URL, Network, Peer
from planted import everything_logged
from samples import sample
from socket_server import TOKEN, Visit, cancelled, gone, order_ids, serving, silent

from crossbook import Cancelled, ConnectionLost, CouldNotConnect, InvalidRequest, NotSent, Timeouts
from crossbook.fourcasters import NewOrder, OrdersSocket
from crossbook.sockets.world import World

ORDER: Final = order_ids(1)[0]
BET: Final = NewOrder(game_id="66a000000000000000000001", market_type="total", side="over", line=50, odds=-104, risk=100)


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors as Linux shows them")
async def test_hundreds_of_sockets_leave_no_task_no_descriptor_and_no_connection() -> None:
    left, rounds = 0, sample(3, long=10)

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Do the least that a venue must: a whole server's part in a thousand handshakes would take longer than the test."""
        nonlocal left
        peer = Peer(0)
        peer.websocket.receive_data(await reader.readuntil(b"\r\n\r\n"))
        (request,) = peer.websocket.events_received()
        peer.websocket.send_response(peer.websocket.accept(request))  # type: ignore[arg-type]  # nothing else can have come
        writer.write(b"".join(peer.websocket.data_to_send()))
        with suppress(ConnectionError):
            if next(numbers) % 3:
                peer.websocket.receive_data(await reader.read(100))  # a closing; every third venue does not take leave
                writer.write(b"".join(peer.websocket.data_to_send()))
            else:
                writer.transport.abort()
            await reader.read()
        await gone(writer)
        left += 1

    numbers = count()

    async def open_and_close(url: str) -> None:
        async with OrdersSocket(token=TOKEN, url=url) as socket:
            assert not socket.unsolicited

    before = descriptors()
    async with await asyncio.start_server(accept, "127.0.0.1", 0, backlog=200) as server:
        port = server.sockets[0].getsockname()[1]
        with_server = descriptors()
        for _ in range(rounds):
            await asyncio.gather(*(open_and_close(f"ws://127.0.0.1:{port}/") for _ in range(100)))
        async with asyncio.timeout(30):
            while left < 100 * rounds or descriptors() > with_server:  # noqa: ASYNC110 - descriptors tell nobody
                await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}
    assert descriptors() <= before


async def test_closing_while_it_is_being_opened_leaves_no_connection() -> None:
    arrived, left = asyncio.Event(), asyncio.Event()

    async def never_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        arrived.set()
        with suppress(ConnectionError):
            await reader.read()
        await gone(writer)
        left.set()

    async with await asyncio.start_server(never_answer, "127.0.0.1", 0) as server, asyncio.timeout(5):
        socket = OrdersSocket(token=TOKEN, url=f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        opening = asyncio.create_task(socket.__aenter__())
        await arrived.wait()
        await socket.aclose()
        with pytest.raises(CouldNotConnect, match="closed by this program"):
            await opening
        await left.wait()
        with pytest.raises(InvalidRequest):
            await socket.__aenter__()
        with pytest.raises(NotSent):
            await socket.cancel_order(ORDER)


def test_another_event_loop_is_told_so_before_anything_is_sent() -> None:
    received: list[str] = []

    async def answering(peer: Peer) -> None:
        await peer.accept()
        while True:
            asked = await peer.asked()
            received.append(asked.message)
            peer.answer(asked, data=[cancelled(ORDER)])

    async def opened(network: Network) -> OrdersSocket:
        return await network.socket().__aenter__()

    with asyncio.Runner() as ours, asyncio.Runner() as another:
        network = Network(answering)
        socket = ours.run(opened(network))
        for call in (
            lambda: socket.cancel_order(ORDER),
            lambda: socket.cancel_orders([ORDER]),
            socket.cancel_all_orders,
            lambda: socket.place_orders([BET]),
            lambda: socket.heartbeat(5),
            socket.__aenter__,
            socket.wait_lost,
            socket.aclose,
        ):
            with pytest.raises(InvalidRequest, match="event loop that opened this socket"):
                another.run(_awaited(call()))
        assert received == []
        assert isinstance(ours.run(_awaited(socket.cancel_order(ORDER))), Cancelled)
        ours.run(socket.aclose())
        ours.run(network.settled())


async def _awaited(awaitable: object) -> object:
    return await awaitable  # type: ignore[misc]  # one of the calls above


async def test_a_lost_connection_can_be_seen_and_waited_for() -> None:
    async def leave(visit: Visit) -> None:
        await visit.asked()
        await visit.connection.close(1001, "maintenance")

    async with serving(leave) as venue, asyncio.timeout(5):
        socket = OrdersSocket(token=TOKEN, url=venue.url)
        assert not socket.is_open
        with pytest.raises(InvalidRequest):
            await socket.wait_lost()
        async with socket:
            assert socket.is_open
            waiting = [asyncio.create_task(socket.wait_lost()) for _ in range(3)]
            await asyncio.sleep(0)
            waiting.pop().cancel()
            await socket.cancel_order(ORDER)
            assert await asyncio.gather(*waiting) == [ConnectionLost(problem="the venue closed it (code 1001, maintenance)", code=1001)] * 2
            assert not socket.is_open


async def test_a_socket_that_is_closed_here_says_so() -> None:
    async with serving(silent) as venue, asyncio.timeout(5):
        async with OrdersSocket(token=TOKEN, url=venue.url) as socket:
            waiting = asyncio.create_task(socket.wait_lost())
            await asyncio.sleep(0)
        assert await waiting == ConnectionLost(problem="closed by this program")


async def test_frames_that_nobody_waits_for_are_counted_and_logged_at_debug_only() -> None:
    async def chatty(visit: Visit) -> None:
        for _ in range(5):
            await visit.say('{"requestID": "nobody", "data": []}')
        asked = await visit.asked()
        await visit.answer(asked, data=[cancelled(ORDER)])
        await silent(visit)

    with everything_logged() as everything:
        everything.addFilter(lambda record: record.name != "websockets.server")
        levels: set[str] = set()

        def note(record: logging.LogRecord) -> bool:
            levels.add(f"{record.name} {record.levelname}")
            return True

        everything.addFilter(note)
        async with serving(chatty) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket:
            await socket.cancel_order(ORDER)
            assert socket.unsolicited == 5
    assert "a frame came that answers no command in flight" in everything.text
    assert {each for each in levels if each.startswith(("crossbook", "websockets"))} == {"crossbook.fourcasters.websocket DEBUG"}


PROGRAM: Final = """
import asyncio
import logging
from socket_server import TOKEN, serving
from crossbook import CrossbookError, Timeouts
from crossbook.fourcasters import OrdersSocket

# The server of the test is not ours.
logging.getLogger("websockets.server").addHandler(logging.NullHandler())

async def rude(visit):
    await visit.say('{"requestID": "nobody", "data": []}')
    await visit.say("not JSON")
    await visit.asked()
    visit.connection.transport.write(b"garbage")

async def main():
    async with serving(rude) as venue:
        async with OrdersSocket(token=TOKEN, url=venue.url, reopen=True, timeouts=Timeouts(reply=0.2)) as socket:
            print(type(await socket.cancel_order("66c000000000000000000001")).__name__)
        try:
            await OrdersSocket(token=TOKEN, url=venue.url.replace("ws:", "wss:")).__aenter__()
        except CrossbookError as error:
            print(type(error).__name__)

asyncio.run(main())
"""


def test_a_program_without_logging_prints_nothing_of_its_own() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, env=environment)  # noqa: S603
    assert (done.stdout.split(), done.stderr) == (["CancelUnknown", "CouldNotConnect"], "")


class OwnClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0
        self.calls: list[OwnTimer] = []

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, callback: object, /) -> OwnTimer:
        timer = OwnTimer(when, callback)
        self.calls.append(timer)
        return timer

    def move(self, seconds: float) -> None:
        self.now += seconds
        for timer in [timer for timer in self.calls if timer.when <= self.now]:
            self.calls.remove(timer)
            timer.call()


class OwnTimer:
    def __init__(self, when: float, callback: object) -> None:
        self.when = when
        self._callback = callback
        self.wanted = True

    def cancel(self) -> None:
        self.wanted = False

    def call(self) -> None:
        if self.wanted:
            self._callback()  # type: ignore[operator]  # takes nothing


async def test_a_clock_that_is_handed_in_is_the_only_one() -> None:
    arrived = asyncio.Event()

    async def answer_nothing(peer: Peer) -> None:
        await peer.accept()
        await peer.asked()
        arrived.set()
        await asyncio.Event().wait()

    clock, network = OwnClock(), Network(answer_nothing)
    world = World(dial=network.dial, clock=lambda: clock, luck=lambda: 0.0, name=lambda: "mine")
    async with OrdersSocket(token=TOKEN, url=URL, timeouts=Timeouts(reply=9), world=world) as socket:
        cancelling = asyncio.create_task(socket.cancel_order(ORDER))
        await arrived.wait()
        clock.move(8.9)
        await asyncio.sleep(0)
        assert not cancelling.done()
        clock.move(0.1)
        outcome = await cancelling
        assert not isinstance(outcome, Cancelled)
    assert not [timer for timer in clock.calls if timer.wanted]
    await network.settled()
