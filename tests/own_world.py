"""A world for sockets that a test owns: an event loop whose time costs nothing, and a network of bytes in memory.

Nothing here waits for anything real. Time passes when nothing else is left to do, so an hour takes as long as what happens in it.
"""

from __future__ import annotations

import asyncio
import json
import selectors
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, Final, TypeAlias, TypeVar, cast

import attrs
from socket_server import TOKEN, Asked
from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.server import ServerProtocol

from crossbook import ConnectionChange, Timeouts
from crossbook.fourcasters import OrdersSocket
from crossbook.sockets.world import Address, World

ResultT = TypeVar("ResultT")
URL: Final = "ws://127.0.0.1:4/orders/ws"


class _Jumping(selectors.DefaultSelector):
    """Instead of waiting for a time to come, goes there."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "everybody waits, and nothing will ever happen"
        self.now += max(0.0, timeout)
        return super().select(0)


class _OwnTime(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def in_own_time(main: Coroutine[Any, Any, ResultT]) -> ResultT:
    """Run something in a loop whose time costs nothing. It must leave no task, no timer, and no error that nobody saw."""
    unseen: list[dict[str, Any]] = []
    with asyncio.Runner(loop_factory=_OwnTime) as runner:
        loop = runner.get_loop()
        loop.set_exception_handler(lambda _, context: unseen.append(context))

        async def watched() -> ResultT:
            result = await main
            left = asyncio.all_tasks() - {asyncio.current_task()}
            assert not left, left
            return result

        result = runner.run(watched())
        timers = [handle for handle in cast("Any", loop)._scheduled if not handle.cancelled()]
        assert not timers, timers
    assert not unseen, unseen
    return result


class Wire(asyncio.Transport):
    """One connection in memory, as the client's side writes to it."""

    def __init__(self, protocol: asyncio.Protocol, peer: Peer) -> None:
        super().__init__()
        self._protocol = protocol
        self._peer = peer
        self._loop = asyncio.get_running_loop()
        self._closing = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        assert not self._closing, "nothing is written to a connection that is being closed"
        # As in life, what is written arrives later.
        self._loop.call_soon(self._peer.receive, bytes(data))

    def is_closing(self) -> bool:
        return self._closing

    def close(self) -> None:
        self.abort()

    def abort(self) -> None:
        if not self._closing:
            self._closing = True
            self._loop.call_soon(self._gone, None)

    def deliver(self, data: bytes) -> None:
        if not self._closing:
            self._protocol.data_received(data)

    def hang_up(self) -> None:
        """End the venue's side in form; the client's side follows."""
        if not self._closing:
            self._protocol.eof_received()
            self.abort()

    def break_off(self) -> None:
        """End it as a broken network does."""
        if not self._closing:
            self._closing = True
            self._loop.call_soon(self._gone, ConnectionResetError("reset by peer"))

    def stuff(self) -> None:
        """Let nothing more through."""
        self._protocol.pause_writing()

    def unstuff(self) -> None:
        self._protocol.resume_writing()

    def _gone(self, error: Exception | None) -> None:
        self._peer.gone.set()
        self._protocol.connection_lost(error)


class Peer:
    """The venue's side of one connection."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.websocket = ServerProtocol()
        self.wire: Wire | None = None
        self.gone = asyncio.Event()
        self.heard = b""
        self.pings = 0
        self.deaf = False
        """Whether nothing that comes is looked at: no pong, no reply to a closing."""
        self.handshake: asyncio.Future[Request] = asyncio.get_running_loop().create_future()
        self._asked: asyncio.Queue[Asked] = asyncio.Queue()

    def receive(self, data: bytes) -> None:
        self.heard += data
        if self.deaf or self.gone.is_set():
            return
        self.websocket.receive_data(data)
        for event in self.websocket.events_received():
            if isinstance(event, Request):
                self.handshake.set_result(event)
            elif isinstance(event, Frame) and event.opcode is Opcode.TEXT:
                text = bytes(event.data).decode()
                self._asked.put_nowait(Asked(text, *json.loads(text)))
            elif isinstance(event, Frame) and event.opcode is Opcode.PING:
                self.pings += 1
        if self.handshake.done():
            self.write()

    def write(self) -> None:
        for data in self.websocket.data_to_send():
            if data:
                self.raw(data)
            elif self.wire is not None:
                self.wire.hang_up()

    def raw(self, data: bytes) -> None:
        """Say any bytes at all."""
        assert self.wire is not None
        self.wire.deliver(data)

    async def accept(self) -> Request:
        """Agree to the handshake."""
        request = await self.handshake
        self.websocket.send_response(self.websocket.accept(request))
        self.write()
        return request

    async def reject(self, status: int, **headers: str) -> None:
        """Refuse the handshake."""
        await self.handshake
        response = self.websocket.reject(status, "no")
        for name, value in headers.items():
            response.headers[name.replace("_", "-")] = value
        self.websocket.send_response(response)
        self.write()

    async def asked(self) -> Asked:
        """Wait for the next command."""
        return await self._asked.get()

    def answer(self, asked: Asked, **members: object) -> None:
        """Reply to a command."""
        self.say(json.dumps({"requestID": asked.request_id, **members}))

    def say(self, text: str) -> None:
        self.websocket.send_text(text.encode())
        self.write()

    def close(self, code: int, reason: str = "") -> None:
        self.websocket.send_close(code, reason)
        self.write()


Script: TypeAlias = Callable[[Peer], Awaitable[None]]
"""What the venue does with one connection. What it leaves open stays open."""


@attrs.define
class Network:
    """A network on which one venue can be reached, if its script wants."""

    script: Script
    refuse: Callable[[int], bool] = lambda _: False
    """Whether the attempt of this number finds nobody."""
    hang: Callable[[int], bool] = lambda _: False
    """Whether the attempt of this number gets no answer at all."""
    attempts: list[float] = attrs.field(factory=list[float])
    """When each attempt began."""
    peers: list[Peer] = attrs.field(factory=list[Peer])
    _tasks: list[asyncio.Task[None]] = attrs.field(factory=list[asyncio.Task[None]])

    async def dial(self, _address: Address, made: Callable[[], asyncio.Protocol]) -> None:
        self.attempts.append(asyncio.get_running_loop().time())
        number = len(self.attempts)
        await asyncio.sleep(0)
        if self.refuse(number):
            raise ConnectionRefusedError(111, "nobody listens")
        if self.hang(number):
            await asyncio.Event().wait()
        peer, protocol = Peer(number), made()
        peer.wire = Wire(protocol, peer)
        self.peers.append(peer)
        protocol.connection_made(peer.wire)
        self._tasks.append(asyncio.create_task(self._run(peer)))
        await asyncio.sleep(0)

    async def _run(self, peer: Peer) -> None:
        # A venue whose client has gone has nothing more to do.
        script = asyncio.ensure_future(self.script(peer))
        gone = asyncio.ensure_future(peer.gone.wait())
        try:
            await asyncio.wait((script, gone), return_when=asyncio.FIRST_COMPLETED)
            await gone
        finally:
            for task in (script, gone):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    @property
    def open_wires(self) -> int:
        return sum(not peer.gone.is_set() for peer in self.peers)

    async def settled(self) -> None:
        """Wait until the venue has noticed that its clients have gone, and a step or two more: a newer loop makes fewer of its own."""
        await asyncio.gather(*self._tasks)
        for _ in range(2):
            await asyncio.sleep(0)

    def socket(
        self,
        *,
        reopen: bool = False,
        luck: float = 0.5,
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
        on_change: Callable[[ConnectionChange], None] | None = None,
    ) -> OrdersSocket:
        """Make a socket in this world."""
        world = World(dial=self.dial, luck=lambda: luck)
        return OrdersSocket(token=TOKEN, url=URL, timeouts=timeouts, reopen=reopen, on_change=on_change, world=world)
