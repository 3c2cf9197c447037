"""The websocket side of a venue."""

from __future__ import annotations

import asyncio

from aiohttp import WSMsgType, web

from crossbook.sandbox.delivery import Delivery, Manner
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
        stalled: set[asyncio.Task[None]] = set()
        try:
            async for message in socket:
                # A frame that is not text cannot be a message; the handler answers an empty text as unreadable.
                frame: str = message.data if message.type is WSMsgType.TEXT else ""
                delivery = handle(frame)
                if delivery.manner is Manner.DROP:
                    transport.close()
                    break
                if delivery.ticket is None:
                    await socket.send_str(delivery.text)
                else:  # a reply that stalls holds no other reply up: this socket promises no order
                    task = asyncio.create_task(_later(socket, delivery))
                    stalled.add(task)
                    task.add_done_callback(stalled.discard)
        finally:
            self._open.discard(transport)
            for task in stalled:
                task.cancel()
        return socket


async def _later(socket: web.WebSocketResponse, delivery: Delivery) -> None:
    if delivery.ticket is not None:
        await asyncio.wrap_future(delivery.ticket)
    if not socket.closed:
        await socket.send_str(delivery.text)
