"""The websocket side of a venue: reads frames, and puts on the wire what links hold."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from aiohttp import WSMsgType, web

from crossbook.sandbox.engine import Engine
from crossbook.sandbox.links import Link
from crossbook.sandbox.raw_frames import pong_frame
from crossbook.sandbox.sessions import Session, Turned
from crossbook.sandbox.wires import Wire

_TICK_SECONDS = 0.02


class SocketServer:
    """Serves the websockets of a venue."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._wires: dict[Link, Wire] = {}

    def attach(self) -> None:
        """Let what links hold be put on the wire by the loop that runs."""
        loop = asyncio.get_running_loop()

        def wake() -> None:
            with suppress(RuntimeError):  # the loop has been closed: nobody is there to be told
                loop.call_soon_threadsafe(self.flush)

        self._engine.links.attach(wake)

    def flush(self) -> None:
        """Put on the wire what waits."""
        for link in self._engine.links.work():
            wire = self._wires.get(link)
            if wire is not None:
                wire.flush()

    async def tick(self) -> None:
        """Let what falls due be told to those who listen, although nobody asks for it."""
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            if len(self._engine.links):
                with self._engine.lock, self._engine.answerable("the clock"):
                    self._engine.catch_up()

    def drop_all(self) -> None:
        """Cut every open websocket without a closing handshake: nobody may be there to answer it."""
        for wire in tuple(self._wires.values()):
            wire.abort()

    async def turn_away(self, request: web.BaseRequest, turned: Turned) -> web.WebSocketResponse:
        """Open a websocket and close it at once."""
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        await socket.close(code=turned.code, message=turned.reason.encode())
        return socket

    async def serve(self, request: web.BaseRequest, session: Session) -> web.WebSocketResponse:
        """Hand frames to a session until the connection ends."""
        engine = self._engine
        link = Link(request.path, session.account, engine.links)
        # Before the handshake is answered, so that whoever is connected misses nothing that happens from then on.
        with engine.lock:
            engine.links.add(link)
            session.opened(link)
        try:
            return await self._converse(request, session, link)
        finally:
            with engine.lock:
                engine.links.discard(link)
                session.closed()

    async def _converse(self, request: web.BaseRequest, session: Session, link: Link) -> web.WebSocketResponse:
        # Whether the venues compress is undocumented. Here nothing is: a frame is encoded once for all who get it.
        socket = web.WebSocketResponse(autoping=False, autoclose=False, compress=False)
        await socket.prepare(request)
        transport = request.transport
        if transport is None:
            return socket
        wire = self._wires[link] = Wire(link, socket, transport)
        wire.flush()
        try:
            async for message in socket:
                match message.type:
                    case WSMsgType.PING:
                        wire.pong(pong_frame(message.data))
                    case WSMsgType.PONG:
                        pass
                    case kind:
                        with self._engine.lock, self._engine.answerable(f"a frame of {request.path}"):
                            session.receive(message.data if kind is WSMsgType.TEXT else "")
        finally:
            del self._wires[link]
            wire.end()
        await wire.finish()
        return socket
