"""The network of the synchronous client: sockets with a deadline over each wait. The shell takes it as a parameter."""

from __future__ import annotations

import os
import random
import select
import socket
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

from crossbook.http import resolving
from crossbook.http.protocol.steps import OutOfTime
from crossbook.http.resolving import Address

PIECE = 65536
"""Bytes that are read at once."""


class Channel(Protocol):
    """A stream of bytes to one address."""

    def fileno(self) -> int: ...

    def failure(self) -> OSError | None:
        """Say why connecting has failed, or None where it has not. Asked once, when the network says that it has settled."""
        ...

    def send(self, data: memoryview, until: float) -> int:
        """Hand bytes over and say how many were taken. Raises OutOfTime or OSError, and then none were."""
        ...

    def receive(self, until: float) -> bytes:
        """Wait for bytes; b"" is the end. Raises OutOfTime or OSError."""
        ...

    def glance(self) -> bytes | None: ...

    def close(self) -> None: ...


class Network(Protocol):
    """What the shell needs of the world. Times are seconds of `now`."""

    def now(self) -> float: ...

    def pause_until(self, moment: float) -> None:
        """Wait until it is so late."""

    def luck(self) -> float:
        """Give a number from 0 to 1."""
        ...

    def process(self) -> int: ...

    def look_up(self, host: str, port: int, until: float) -> Sequence[Address]:
        """Find a host's addresses. Raises OutOfTime or Fault."""
        ...

    def begin(self, address: Address) -> Channel:
        """Begin to connect, without waiting. Raises OSError."""
        ...

    def settled(self, channels: Sequence[Channel], until: float) -> Channel | None:
        """Wait until one of them is connected or has failed; None where the time comes first."""
        ...


class SocketChannel:
    """A TCP socket."""

    __slots__ = ("_socket",)

    def __init__(self, connecting: socket.socket) -> None:
        self._socket = connecting

    def fileno(self) -> int:
        return self._socket.fileno()

    def failure(self) -> OSError | None:
        number = self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if number:
            return OSError(number, os.strerror(number))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return None

    def send(self, data: memoryview, until: float) -> int:
        self._wait_until(until)
        try:
            return self._socket.send(data)
        except TimeoutError as error:
            if error.errno is not None:  # The system's own word, not our time.
                raise
        raise OutOfTime("nothing more could be sent")

    def receive(self, until: float) -> bytes:
        self._wait_until(until)
        try:
            return self._socket.recv(PIECE)
        except TimeoutError as error:
            if error.errno is not None:
                raise
        raise OutOfTime("nothing more came")

    def glance(self) -> bytes | None:
        self._socket.settimeout(0)
        try:
            return self._socket.recv(PIECE)
        except BlockingIOError:
            return None

    def close(self) -> None:
        self._socket.close()

    def _wait_until(self, until: float) -> None:
        left = until - time.monotonic()
        if left <= 0:
            raise OutOfTime("no time was left")
        self._socket.settimeout(left)


class SocketNetwork:
    """The system's own network."""

    def now(self) -> float:
        return time.monotonic()

    def pause_until(self, moment: float) -> None:
        time.sleep(max(moment - time.monotonic(), 0.0))

    def luck(self) -> float:
        return random.random()  # noqa: S311 - it spreads repeats over time

    def process(self) -> int:
        return os.getpid()

    def look_up(self, host: str, port: int, until: float) -> Sequence[Address]:
        return resolving.look_up(host, port, until - time.monotonic())

    def begin(self, address: Address) -> SocketChannel:
        family, where = address
        connecting = socket.socket(family, socket.SOCK_STREAM)
        try:
            connecting.settimeout(0)
            # "In progress" is what is expected; on loopback it may be connected, or refused, at once.
            with suppress(BlockingIOError):
                connecting.connect(where)
        except BaseException:
            connecting.close()
            raise
        return SocketChannel(connecting)

    def settled(self, channels: Sequence[Channel], until: float) -> Channel | None:
        left = max(until - time.monotonic(), 0.0)
        if hasattr(select, "poll"):
            return _polled(channels, left)
        _, ready, failed = select.select([], channels, channels, left)
        return next(iter([*ready, *failed]), None)


def _polled(channels: Sequence[Channel], seconds: float) -> Channel | None:
    """Wait as `select` does; unlike it, for sockets of any number."""
    poll = select.poll()
    for channel in channels:
        poll.register(channel.fileno(), select.POLLOUT)
    ready = dict(poll.poll(seconds * 1000))
    return next((channel for channel in channels if channel.fileno() in ready), None)
