"""The network of the asynchronous client: non-blocking sockets that the event loop watches. The shell takes it as a parameter."""

from __future__ import annotations

import asyncio
import os
import random
import socket
from collections.abc import Sequence
from traceback import clear_frames
from typing import Protocol

from crossbook.http import async_resolving
from crossbook.http.network import PIECE
from crossbook.http.resolving import Address


class AsyncChannel(Protocol):
    """A stream of bytes to one address. Cancelled while it waits, it is still its owner's to close."""

    def send_now(self, data: memoryview) -> int:
        """Hand over what is taken at once, and say how many bytes that were. Raises OSError, and then none were."""
        ...

    async def send_rest(self, data: memoryview) -> None:
        """Hand everything over, as it is taken. Raises OSError."""
        ...

    async def receive(self) -> bytes:
        """Wait for bytes; b"" is the end. Raises OSError."""
        ...

    def glance(self) -> bytes | None: ...

    def close(self) -> None: ...


class AsyncNetwork(Protocol):
    """What the shell needs of the world. The time is the event loop's."""

    def luck(self) -> float:
        """Give a number from 0 to 1."""
        ...

    def process(self) -> int: ...

    async def look_up(self, host: str, port: int) -> Sequence[Address]:
        """Find a host's addresses. Raises Fault."""
        ...

    async def connect(self, address: Address) -> AsyncChannel:
        """Connect to one address. Raises OSError; whatever stops it leaves nothing open."""
        ...


class AsyncSocketChannel:
    """A TCP socket in an event loop.

    asyncio gives an error to a future in a callback of its own, whose variables hold that future and stand in the error's traceback: these
    would hold each other, and whatever the call above had in hand, until the garbage collector came.
    """

    __slots__ = ("_loop", "_socket")

    def __init__(self, connected: socket.socket, loop: asyncio.AbstractEventLoop) -> None:
        self._socket = connected
        self._loop = loop

    def send_now(self, data: memoryview) -> int:
        try:
            return self._socket.send(data)
        except BlockingIOError:
            return 0

    async def send_rest(self, data: memoryview) -> None:
        try:
            await self._loop.sock_sendall(self._socket, data)
        except OSError as error:
            clear_frames(error.__traceback__)
            raise

    async def receive(self) -> bytes:
        try:
            return await self._loop.sock_recv(self._socket, PIECE)
        except OSError as error:
            clear_frames(error.__traceback__)
            raise

    def glance(self) -> bytes | None:
        try:
            return self._socket.recv(PIECE)
        except BlockingIOError:
            return None

    def close(self) -> None:
        self._socket.close()


class AsyncSocketNetwork:
    """The system's own network."""

    def luck(self) -> float:
        return random.random()  # noqa: S311 - it spreads repeats over time

    def process(self) -> int:
        return os.getpid()

    async def look_up(self, host: str, port: int) -> Sequence[Address]:
        return await async_resolving.look_up(host, port)

    async def connect(self, address: Address) -> AsyncSocketChannel:
        loop = asyncio.get_running_loop()
        family, where = address
        connecting = socket.socket(family, socket.SOCK_STREAM)
        try:
            connecting.settimeout(0)
            await loop.sock_connect(connecting, where)
            connecting.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except BaseException:
            connecting.close()
            raise
        return AsyncSocketChannel(connecting, loop)
