"""The asynchronous way to the venue: the same as the synchronous one, in one event loop, where any wait may be cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar, cast

import httpx

from crossbook.http.async_dialling import dial
from crossbook.http.async_network import AsyncChannel, AsyncNetwork
from crossbook.http.log import LOG
from crossbook.http.pool import Line, Pool
from crossbook.http.protocol.messages import Incoming
from crossbook.http.protocol.routes import Opening, Route
from crossbook.http.protocol.steps import Fault, LeaveOver, OutOfTime, Steps
from crossbook.http.settings import Ways
from crossbook.http.terms import Terms, outgoing, response, terms_of

ResultT = TypeVar("ResultT")

_BREATH = 16
"""Pieces that are read without letting others run: what is there already is read without a wait, and deadlines need one."""


class AsyncTransport(httpx.AsyncBaseTransport):
    """Sends requests, each over a connection that is certainly quiet. Belongs to the loop of its first request. Raises Fault or OSError."""

    def __init__(self, ways: Ways, network: AsyncNetwork) -> None:
        self._ways = ways
        self._network = network
        self._pool: Pool[AsyncChannel] = Pool(network.process)
        self._loop: asyncio.AbstractEventLoop | None = None

    def obstacle(self) -> tuple[str, str] | None:
        """Say why nothing can be sent, as what was expected and what was found; None where it can."""
        if self._pool.is_closed:
            return "an open client", "a closed one"
        loop = asyncio.get_running_loop()
        if self._loop is None:
            self._loop = loop
        if self._loop is not loop:
            return "the event loop in which this client was first used", "another one"
        return None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        terms, route = terms_of(request), self._ways.route(request.url)
        loop = asyncio.get_running_loop()
        line = self._pool.take(route, loop.time(), fresh=terms.fresh)
        if line is None:
            line = await self._open(route, terms)
            if loop.time() > terms.leave_until:
                self._pool.keep(line, loop.time())
                raise LeaveOver("connecting took longer than the leave to send it held")
        try:
            incoming = await self._exchange(line, request, route, terms)
        except (Fault, OSError) as error:
            line.close()
            if not isinstance(error, OutOfTime):
                self._pool.broke(line, loop.time())
            raise
        except BaseException:
            line.close()
            raise
        self._pool.give(line, loop.time())
        return response(incoming)

    async def aclose(self) -> None:
        self._pool.close()

    async def _exchange(self, line: Line[AsyncChannel], request: httpx.Request, route: Route, terms: Terms) -> Incoming:
        steps = line.connection.exchange(outgoing(request, route), self._ways.largest_reply)
        limit = asyncio.timeout_at(terms.wait(asyncio.get_running_loop().time(), terms.timeouts.reply))
        try:
            async with limit:
                return await _drive(steps, lambda data: _hand_over(line.channel, terms, data), line.channel.receive)
        except TimeoutError:
            if not limit.expired():
                raise  # The system's own word.
        raise terms.no_reply()

    async def _open(self, route: Route, terms: Terms) -> Line[AsyncChannel]:
        """Connect, as far as the first request. Nothing of it has been sent where this fails."""
        opening = Opening(route, self._ways.trust)
        began = asyncio.get_running_loop().time()
        until = terms.wait(began, terms.timeouts.connect)
        limit = asyncio.timeout_at(until)
        try:
            async with limit:
                line = await self._opened(route, opening, until - began)
        except OSError as error:
            if limit.expired():
                raise terms.not_connected(route, opening.stage) from None
            raise Fault(f"could not connect to {route.hop}: {error}") from None
        LOG.debug("connected to %s", route.hop)
        return line

    async def _opened(self, route: Route, opening: Opening, seconds: float) -> Line[AsyncChannel]:
        addresses = await self._network.look_up(*route.next_hop)
        opening.begins()
        channel = await dial(self._network, addresses, seconds)
        try:
            line = Line(route, channel, await _drive(opening.steps(), lambda data: _send(channel, data), channel.receive))
            line.check()
        except BaseException:
            channel.close()
            raise
        return line


async def _drive(steps: Steps[ResultT], send: Callable[[bytes], Awaitable[None]], receive: Callable[[], Awaitable[bytes]]) -> ResultT:
    """Run the steps over a connection that is waited for."""
    pieces = 0
    try:
        output = next(steps)
        while True:
            if output:
                await send(output)
            output = steps.send(await receive())
            pieces += 1
            if pieces % _BREATH == 0:
                await asyncio.sleep(0)
    except StopIteration as stop:
        return cast("ResultT", stop.value)


async def _send(channel: AsyncChannel, data: bytes) -> None:
    """Send all of something that is not a request."""
    left = memoryview(data)
    left = left[channel.send_now(left) :]
    if left:
        await channel.send_rest(left)


async def _hand_over(channel: AsyncChannel, terms: Terms, data: bytes) -> None:
    """Send all of a request, and keep account of whether any of it may have left."""
    left = memoryview(data)
    before = terms.handed_over
    terms.handed_over = True  # An interrupt may come when the bytes have gone and before the next line.
    try:
        left = left[channel.send_now(left) :]
    except OSError:
        terms.handed_over = before  # It took none.
        raise
    if left:
        await channel.send_rest(left)
    terms.is_written = True
