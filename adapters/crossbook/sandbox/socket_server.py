"""The websocket side of a venue."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future

from aiohttp import WSMsgType, web

from crossbook.sandbox.delivery import Delivery, Manner, Outgoing
from crossbook.sandbox.engine import FrameHandler


class SocketServer:
    """Serves websockets and remembers the open ones, to be able to drop them."""

    def __init__(self) -> None:
        self._open: set[asyncio.Transport] = set()

    def drop_all(self) -> None:
        """Cut every open websocket without a closing handshake: nobody may be there to answer it."""
        for transport in tuple(self._open):
            transport.abort()

    async def serve(self, request: web.BaseRequest, handle: FrameHandler) -> web.WebSocketResponse:
        """Answer frames until the connection ends."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        transport = request.transport
        if transport is None:
            return socket
        self._open.add(transport)
        held: set[asyncio.Task[None]] = set()
        try:
            async for message in socket:
                # A frame that is not text cannot be a message; the handler answers an empty text as unreadable.
                outgoing = handle(message.data if message.type is WSMsgType.TEXT else "")
                if isinstance(outgoing, Delivery) and outgoing.ticket is None:
                    await _send(socket, transport, outgoing)
                else:  # a reply that is held back holds no other reply up: this socket promises no order
                    task = asyncio.create_task(_later(socket, transport, outgoing))
                    held.add(task)
                    task.add_done_callback(held.discard)
        finally:
            self._open.discard(transport)
            for task in held:
                task.cancel()
        return socket


async def _later(socket: web.WebSocketResponse, transport: asyncio.Transport, outgoing: Outgoing) -> None:
    delivery = await asyncio.wrap_future(outgoing) if isinstance(outgoing, Future) else outgoing
    if delivery.ticket is not None:
        await asyncio.wrap_future(delivery.ticket)
    if not socket.closed:
        await _send(socket, transport, delivery)


async def _send(socket: web.WebSocketResponse, transport: asyncio.Transport, delivery: Delivery) -> None:
    if delivery.manner is not Manner.SEND:
        transport.close()
        return
    for _ in range(2 if delivery.twice else 1):
        await socket.send_str(delivery.text)
