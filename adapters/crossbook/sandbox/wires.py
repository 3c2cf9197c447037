"""One websocket connection: empties its link onto its transport, in order."""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import web

from crossbook.sandbox.delivery import Delivery, Manner
from crossbook.sandbox.links import Item, Link
from crossbook.sandbox.raw_frames import text_frame

_MOST_BUFFERED: Final = 64 * 1024 * 1024
"""Bytes for a reader that does not read, before it is cut off: no page says what the venues do."""
_PIECES: Final = 8


class Wire:
    """What is put on one connection."""

    def __init__(self, link: Link, socket: web.WebSocketResponse, transport: asyncio.Transport) -> None:
        self._link = link
        self._socket = socket
        self._transport = transport
        self._task: asyncio.Task[None] | None = None
        self._ended = False
        self._is_mid_frame = False
        self._is_closing = False
        self._pongs: list[bytes] = []
        self.muted = False

    def flush(self) -> None:
        """Write what the link holds, up to something that takes its time: the rest goes out after it."""
        if self._link.is_cut:
            self.abort()
        if self._task is not None:
            return
        for raw in self._pongs:
            self._write(raw)
        self._pongs.clear()
        ready: list[bytes] = []
        while self._is_free() and (item := self._link.take()) is not None:
            if isinstance(item, bytes) and not self._link.seconds:
                ready.append(item)
                continue
            self._write(b"".join(ready))
            ready.clear()
            self._act(item)
        self._write(b"".join(ready))

    def pong(self, raw: bytes) -> None:
        """Answer a ping, at once; but not in the middle of a frame that goes out in pieces."""
        if self._is_mid_frame:
            self._pongs.append(raw)
        else:
            self._write(raw)

    def abort(self) -> None:
        """Cut the connection; what is buffered is lost."""
        self._ended = True
        self._transport.abort()

    def end(self) -> None:
        """Let go of what still takes its time."""
        self._ended = True
        if self._task is not None and not self._is_closing:
            self._task.cancel()

    async def finish(self) -> None:
        """Close the connection, once nothing comes any more; a mute one says nothing to that either."""
        if self._task is not None and self._is_closing:
            await self._task
        elif self.muted:
            self.abort()
        else:
            await self._socket.close()

    def _act(self, item: Item) -> None:
        if isinstance(item, bytes):
            self._task = asyncio.create_task(self._dribble(item, self._link.seconds))
            return
        raw = text_frame(item.text) * (2 if item.twice else 1)
        match item.manner:
            case Manner.SEND if item.ticket is None and not (item.seconds or self._link.seconds):
                self._write(raw)
            case Manner.SEND:
                self._task = asyncio.create_task(self._later(item, raw))
            case Manner.CLOSE:
                self._is_closing = True
                self._task = asyncio.create_task(self._close(item))
            case Manner.NOTHING:
                pass
            case Manner.MUTE:
                self.muted = True
            case Manner.RESET | Manner.DROP | Manner.CUT_MIDWAY:
                if item.manner is Manner.CUT_MIDWAY:
                    self._write(raw[: len(raw) // 2])
                self._ended = True
                self._transport.close()

    def _is_free(self) -> bool:
        return not self._ended and self._task is None

    def _write(self, raw: bytes) -> None:
        if self.muted or self._ended or not raw or self._transport.is_closing():
            return
        self._transport.write(raw)
        if self._transport.get_write_buffer_size() > _MOST_BUFFERED:
            self.abort()

    async def _later(self, delivery: Delivery, raw: bytes) -> None:
        if delivery.ticket is not None:
            await asyncio.wrap_future(delivery.ticket)
        await self._dribble(raw, delivery.seconds or self._link.seconds)

    async def _dribble(self, raw: bytes, seconds: float) -> None:
        size = max(1, -(-len(raw) // _PIECES)) if seconds else len(raw)
        self._is_mid_frame = True
        for start in range(0, len(raw), size):
            if start:
                await asyncio.sleep(seconds / _PIECES)
            self._write(raw[start : start + size])
        self._is_mid_frame = False
        self._task = None
        self.flush()

    async def _close(self, delivery: Delivery) -> None:
        if not self.muted:
            await self._socket.close(code=delivery.code, message=delivery.reason.encode())
        self._task = None
        self._ended = True
