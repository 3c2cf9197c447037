"""A websocket server on loopback that says what its test tells it to, and remembers what it was told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeAlias, TypeVar

import attrs
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from crossbook.fourcasters import OrdersSocket

TOKEN = "token-of-the-socket-tests"

Refuse: TypeAlias = Callable[[ServerConnection, Request], Response | None]


@attrs.frozen
class Asked:
    """One command as it came in."""

    frame: str
    message: str
    payload: dict[str, Any]

    @property
    def request_id(self) -> str:
        return str(self.payload["requestID"])


@attrs.define
class Visit:
    """One connection, seen from the venue's side."""

    venue: Venue
    connection: ServerConnection

    async def asked(self) -> Asked:
        """Wait for the next command."""
        frame = await self.connection.recv()
        assert isinstance(frame, str), "commands are text frames"
        message, payload = json.loads(frame)
        asked = Asked(frame, message, payload)
        self.venue.asked.append(asked)
        return asked

    async def asked_many(self, count: int) -> list[Asked]:
        """Wait for several commands."""
        return [await self.asked() for _ in range(count)]

    async def answer(self, asked: Asked, **members: object) -> None:
        """Reply to a command: `data=...`, `error=...` or anything else beside its correlation id."""
        await self.say(json.dumps({"requestID": asked.request_id, **members}))

    async def say(self, frame: str | bytes) -> None:
        """Send any frame at all."""
        await self.connection.send(frame)

    def drop(self) -> None:
        """Cut the connection without a word."""
        self.connection.transport.abort()


Script: TypeAlias = Callable[[Visit], Awaitable[None]]


@attrs.define
class Venue:
    """The server: where it listens, and what came in."""

    url: str = ""
    asked: list[Asked] = attrs.field(factory=list[Asked])
    handshakes: list[Request] = attrs.field(factory=list[Request])

    @property
    def frames(self) -> list[Any]:
        """Every frame received so far, as JSON."""
        return [json.loads(asked.frame) for asked in self.asked]


@asynccontextmanager
async def serving(script: Script, *, refuse: Refuse | None = None) -> AsyncGenerator[Venue]:
    """Listen on loopback; run the script for each connection; answer handshakes with `refuse` where it gives a response."""
    venue = Venue()
    faults: list[Exception] = []
    scripts: set[asyncio.Task[None] | None] = set()

    def handshake(connection: ServerConnection, request: Request) -> Response | None:
        venue.handshakes.append(request)
        return None if refuse is None else refuse(connection, request)

    async def visit(connection: ServerConnection) -> None:
        scripts.add(asyncio.current_task())
        # The script ends with the client's connection; anything else that ends it is a fault in the test.
        with suppress(ConnectionClosed):
            try:
                await script(Visit(venue, connection))
            except (AssertionError, LookupError, TypeError, ValueError) as fault:
                faults.append(fault)

    # No closing handshake is waited for: a test that leaves a connection half open should not slow the others down.
    async with serve(visit, "127.0.0.1", 0, process_request=handshake, close_timeout=0.1) as server:
        venue.url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/orders/ws"
        try:
            yield venue
        finally:
            # A script that still waits for its test would keep a failed test from ending.
            for task in scripts:
                if task is not None:
                    task.cancel()
    assert not faults, faults


@asynccontextmanager
async def answering(raw: bytes) -> AsyncGenerator[str]:
    """Listen on loopback, answer every handshake with these bytes, and hang up. Gives the URL."""

    visits: set[asyncio.Task[None]] = set()

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visit = asyncio.current_task()
        assert visit is not None
        visits.add(visit)
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(raw)
            await writer.drain()
        await gone(writer)

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/orders/ws"
        if visits:
            await asyncio.wait(visits)


async def gone(writer: asyncio.StreamWriter) -> None:
    """Close a connection and wait until it is."""
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


async def echo_entries(visit: Visit) -> None:
    """Answer every command for ever, at once: each cancel names the orders it was sent."""
    while True:
        asked = await visit.asked()
        await visit.answer(asked, data=list(entries(asked)))


async def silent(visit: Visit) -> None:
    """Take commands in and never answer."""
    while True:
        await visit.asked()


def entries(asked: Asked) -> Iterator[dict[str, object]]:
    """Give the entries that report every order of a cancel as cancelled."""
    for order_id in [asked.payload["orderId"]] if "orderId" in asked.payload else asked.payload.get("orderIDs", []):
        yield cancelled(order_id)


def cancelled(order_id: str, **members: object) -> dict[str, object]:
    """Write an entry for a cancelled order."""
    return {"success": True, "orderID": order_id, "filled": 0, "offered": 0, "remaining": 100, **members}


def order_ids(count: int) -> list[str]:
    """Give ids that the venue could have made up."""
    return [f"66c{number:021x}" for number in range(count)]


Members: TypeAlias = dict[str, object]
ResultT = TypeVar("ResultT")


def replying(members: Members) -> Script:
    async def reply(visit: Visit) -> None:
        while True:
            await visit.answer(await visit.asked(), **members)

    return reply


async def told(members: Members, call: Callable[[OrdersSocket], Awaitable[ResultT]]) -> ResultT:
    """Make one call to a venue that answers it with these members beside the correlation id."""
    async with serving(replying(members)) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket, asyncio.timeout(5):
        return await call(socket)
