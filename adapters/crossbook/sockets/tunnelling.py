"""Connects through a proxy: asks it for a tunnel, and hands over when there is one. What is said to it, its caller knows."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Generator
from typing import Protocol, cast


class Proxy(Protocol):
    """A proxy that connects to a venue and passes on what is said."""

    @property
    def host(self) -> str:
        """Name or address of the machine that it runs on."""
        ...

    @property
    def port(self) -> int:
        """TCP port that it listens on."""
        ...

    def tunnel_to(self, host: str, port: int) -> Generator[bytes, bytes, bytes]:
        """Say how it is asked to connect to a `host` and `port`: yields what to send, is given what came, b"" for the end.

        Gives what came after its answer.
        """
        ...


async def dial_through(proxy: Proxy, host: str, port: int, tls: ssl.SSLContext | None, made: Callable[[], asyncio.Protocol]) -> None:
    """Connect to a host and port by way of a proxy, then do as `create_connection` does. Raises OSError; leaves nothing open then."""
    loop = asyncio.get_running_loop()
    try:
        transport, asking = await loop.create_connection(lambda: _Asking(proxy.tunnel_to(host, port)), proxy.host, proxy.port)
    except OSError as error:
        problem = f"could not connect to the proxy {proxy.host}:{proxy.port}: {error}"
    else:
        await _hand_over(transport, asking, made(), host, tls)
        return
    raise ConnectionError(problem)


async def _hand_over(
    transport: asyncio.Transport, asking: _Asking, protocol: asyncio.Protocol, host: str, tls: ssl.SSLContext | None
) -> None:
    try:
        await asking.answered
        spoken = transport if tls is None else await asyncio.get_running_loop().start_tls(transport, protocol, tls, server_hostname=host)
    except BaseException:
        transport.abort()
        raise
    if spoken is None:
        transport.abort()
        raise ConnectionError("the connection was lost while TLS was agreed on")
    if spoken is transport:
        transport.set_protocol(protocol)
    protocol.connection_made(spoken)
    transport.resume_reading()


class _Asking(asyncio.Protocol):
    """Speaks to a proxy until it has answered."""

    def __init__(self, steps: Generator[bytes, bytes, bytes]) -> None:
        self._steps = steps
        self._transport: asyncio.Transport | None = None
        self.answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(next(self._steps))

    def data_received(self, data: bytes) -> None:
        if self.answered.done() or self._transport is None:
            return
        try:
            output = self._steps.send(data)
        except StopIteration as stop:
            # Whoever is at the other end of the tunnel has been asked nothing yet.
            self._end("the proxy said more than was asked for" if stop.value else None)
        except Exception as error:  # noqa: BLE001 - whatever it is, there is no tunnel
            self._end(f"{error}")
        else:
            if output:
                self._transport.write(output)

    def eof_received(self) -> None:
        self.data_received(b"")

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(f"the proxy ended the connection ({exc})" if exc else "the proxy ended the connection")

    def _end(self, problem: str | None) -> None:
        if self.answered.done():
            return
        if problem is not None:
            self.answered.set_exception(ConnectionError(problem))
            self.answered.exception()  # Looked at: whoever wanted to connect may have gone.
        else:
            if self._transport is not None:
                self._transport.pause_reading()  # What comes next is for whoever takes over.
            self.answered.set_result(None)
