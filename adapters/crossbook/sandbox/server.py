"""The HTTP side of one venue: reads requests, carries deliveries out, and cuts connections where a fault says so."""

from __future__ import annotations

import asyncio

from aiohttp import web

from crossbook.sandbox.delivery import Answer, Delivery, Manner, plain
from crossbook.sandbox.engine import Engine
from crossbook.sandbox.exchange import Arrival, exchange
from crossbook.sandbox.socket_server import SocketServer

# Stalled handlers are cancelled after this; zero would mean to wait for them without limit.
_SHUTDOWN_SECONDS = 0.05


class Server:
    """One venue on one port."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sockets = SocketServer()
        # Cancelling with the client keeps a stalled handler from outliving a request the client gave up on.
        listener = web.Server(self._respond, access_log=None, handler_cancellation=True)
        self._runner = web.ServerRunner(listener, shutdown_timeout=_SHUTDOWN_SECONDS)

    async def open(self, host: str, port: int) -> int:
        """Listen; return the port, which the system chooses when `port` is 0."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        address: tuple[str, int] = self._runner.addresses[0]
        return address[1]

    async def close(self) -> None:
        """Close the port and every connection, open websockets first."""
        self._sockets.drop_all()
        await self._runner.cleanup()

    async def _respond(self, request: web.BaseRequest) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        if request.path == self._engine.socket_path and headers.get("upgrade", "").lower() == "websocket":
            with self._engine.lock:
                opened = self._engine.open_socket(headers)
            if isinstance(opened, Answer):
                return await _deliver(request, plain(opened))
            return await self._sockets.serve(request, opened)
        raw = await request.read()
        arrival = Arrival(
            method=request.method,
            path=request.rel_url.raw_path,
            query_text=request.rel_url.raw_query_string,
            query=dict(request.query),
            headers=headers,
            text=raw.decode("utf-8", errors="replace"),
        )
        return await _deliver(request, exchange(self._engine, arrival))


async def _deliver(request: web.BaseRequest, delivery: Delivery) -> web.StreamResponse:
    if delivery.ticket is not None:
        await asyncio.wrap_future(delivery.ticket)
    if delivery.manner is Manner.CUT_MIDWAY:
        return await _cut_midway(request, delivery)
    if delivery.manner is Manner.DROP:
        _hang_up(request)
    return web.Response(
        status=delivery.status,
        body=delivery.text.encode(),
        content_type=delivery.content_type,
        headers=delivery.headers,
    )


async def _cut_midway(request: web.BaseRequest, delivery: Delivery) -> web.StreamResponse:
    payload = delivery.text.encode()
    response = web.StreamResponse(status=delivery.status, headers=delivery.headers)
    response.content_type = delivery.content_type
    response.content_length = len(payload)
    await response.prepare(request)
    await response.write(payload[: len(payload) // 2])
    _hang_up(request)
    return response


def _hang_up(request: web.BaseRequest) -> None:
    """Cut the connection. `close` sends what is buffered first; the framework then finds nobody to write to and lets go."""
    if request.transport is not None:
        request.transport.close()
