"""The HTTP side of one venue: reads requests, carries deliveries out, and cuts connections where a fault says so."""

from __future__ import annotations

import asyncio
import socket
import struct
from concurrent.futures import Future
from http import HTTPStatus

from aiohttp import web

from crossbook.sandbox.delivery import Answer, Delivery, Manner, Outgoing, plain
from crossbook.sandbox.engine import Engine
from crossbook.sandbox.exchange import Head, exchange, refused_unread
from crossbook.sandbox.remote import PREFIX, Remote
from crossbook.sandbox.sessions import Handshake, Turned
from crossbook.sandbox.socket_server import SocketServer

# Stalled handlers are cancelled after this; zero would mean to wait for them without limit.
_SHUTDOWN_SECONDS = 0.05
# SO_LINGER with a time of zero: closing sends a reset.
_RESET = struct.pack("ii", 1, 0)


class Server:
    """One venue on one port."""

    def __init__(self, engine: Engine, remote: Remote) -> None:
        self._engine = engine
        self._remote = remote
        self._sockets = SocketServer(engine)
        self._ticking: asyncio.Task[None] | None = None
        # Cancelling with the client keeps a stalled handler from outliving a request the client gave up on.
        listener = web.Server(self._respond, access_log=None, handler_cancellation=True)
        self._runner = web.ServerRunner(listener, shutdown_timeout=_SHUTDOWN_SECONDS)

    async def open(self, host: str, port: int) -> int:
        """Listen; return the port, which the system chooses when `port` is 0."""
        self._sockets.attach()
        self._ticking = asyncio.create_task(self._sockets.tick())
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        address: tuple[str, int] = self._runner.addresses[0]
        return address[1]

    async def close(self) -> None:
        """Close the port and every connection, open websockets first."""
        if self._ticking is not None:
            self._ticking.cancel()
        self._sockets.drop_all()
        await self._runner.cleanup()

    async def _respond(self, request: web.BaseRequest) -> web.StreamResponse:
        headers = {name.lower(): value for name, value in request.headers.items()}
        if request.path in self._engine.socket_paths and headers.get("upgrade", "").lower() == "websocket":
            return await self._open(request, Handshake(path=request.path, query=dict(request.query), headers=headers))
        head = Head(
            method=request.method,
            path=request.rel_url.raw_path,
            query_text=request.rel_url.raw_query_string,
            query=dict(request.query),
            headers=headers,
            peer=request.remote or "",
        )
        if f"{head.path}/".startswith(PREFIX):
            raw = await request.read()
            return await _deliver(request, plain(self._remote.answer(head.method, head.path, raw.decode("utf-8", errors="replace"))))
        unread = refused_unread(self._engine, head)
        if unread is not None:
            return await _deliver(request, unread)
        text = (await request.read()).decode("utf-8", errors="replace")
        beside = self._engine.beside(head.method, head.path, text)
        return await _deliver(request, exchange(self._engine, head, text) if beside is None else plain(beside))

    async def _open(self, request: web.BaseRequest, handshake: Handshake) -> web.StreamResponse:
        with self._engine.lock:
            self._engine.catch_up()
            opened = self._engine.open_socket(handshake)
        match opened:
            case Answer():
                return await _deliver(request, plain(opened))
            case Turned():
                return await self._sockets.turn_away(request, opened)
            case _:
                return await self._sockets.serve(request, opened)


async def _deliver(request: web.BaseRequest, outgoing: Outgoing) -> web.StreamResponse:
    delivery = await asyncio.wrap_future(outgoing) if isinstance(outgoing, Future) else outgoing
    if delivery.ticket is not None:
        await asyncio.wrap_future(delivery.ticket)
    if delivery.manner is Manner.CUT_MIDWAY:
        return await _cut_midway(request, delivery)
    if delivery.manner in (Manner.DROP, Manner.RESET):
        _hang_up(request, reset=delivery.manner is Manner.RESET)
    if delivery.twice and request.transport is not None:
        request.transport.write(_as_text(delivery))
    return web.Response(
        status=delivery.status,
        body=delivery.text.encode(),
        content_type=delivery.content_type,
        headers=delivery.headers,
    )


def _as_text(delivery: Delivery) -> bytes:
    """Write a whole reply as it goes on the wire, to be sent beside the framework."""
    body = delivery.text.encode()
    headers = {"Content-Type": delivery.content_type, "Content-Length": str(len(body)), **delivery.headers}
    lines = [f"HTTP/1.1 {delivery.status} {HTTPStatus(delivery.status).phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join((*lines, "", "")).encode() + body


async def _cut_midway(request: web.BaseRequest, delivery: Delivery) -> web.StreamResponse:
    payload = delivery.text.encode()
    response = web.StreamResponse(status=delivery.status, headers=delivery.headers)
    response.content_type = delivery.content_type
    response.content_length = len(payload)
    await response.prepare(request)
    await response.write(payload[: len(payload) // 2])
    _hang_up(request)
    return response


def _hang_up(request: web.BaseRequest, *, reset: bool = False) -> None:
    """Cut the connection. `close` sends what is buffered first; the framework then finds nobody to write to and lets go."""
    if request.transport is None:
        return
    if reset:
        request.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        request.transport.abort()
    request.transport.close()
