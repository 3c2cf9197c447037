"""One websocket connection, from its first byte to its last. Tells its owner what comes, and how it ended, once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Protocol, cast

from websockets.client import ClientProtocol
from websockets.exceptions import InvalidStatus
from websockets.frames import CloseCode, Frame, Opcode
from websockets.http11 import USER_AGENT, Response
from websockets.protocol import State
from websockets.uri import parse_uri

from crossbook.core.checks import is_loopback
from crossbook.core.encoding import retry_after
from crossbook.sockets.endings import CLOSED_HERE, Ending
from crossbook.sockets.tunnelling import Proxy
from crossbook.sockets.world import Address, Trust, today

_LARGEST_MESSAGE = 64 * 2**20
"""Bytes. A cancel of everything answers for every order in one message, and a message refused is an outcome lost."""


class Owner(Protocol):
    """Who is told what happens on a connection. All of it happens in the event loop's thread, one thing after the other."""

    def channel_opened(self, channel: Channel) -> None: ...
    def channel_heard(self, channel: Channel) -> None: ...
    def channel_text(self, channel: Channel, text: str) -> None: ...
    def channel_writable(self, channel: Channel) -> None: ...
    def channel_ended(self, channel: Channel, ending: Ending) -> None: ...


def address_of(url: str, trust: Trust, proxy: Proxy | None) -> Address:
    """Say where a checked URL leads, and what to go through. What is sent to this machine does not leave it."""
    uri = parse_uri(url)
    return Address(uri.host, uri.port, trust if uri.secure else None, None if is_loopback(uri.host) else proxy)


class Channel(asyncio.Protocol):
    """Speaks the websocket protocol over a transport. Nothing waits in here: what is sent is handed over at once."""

    def __init__(self, owner: Owner, *, url: str, headers: Callable[[], Mapping[str, str]], logger: logging.Logger) -> None:
        self._owner = owner
        self._headers = headers
        # Compression is not offered: messages are small, and it would keep what was said together with the token's echo.
        self._websocket = ClientProtocol(parse_uri(url), max_size=_LARGEST_MESSAGE, logger=logger)
        self._transport: asyncio.Transport | None = None
        self._over = False
        self._closing = False
        self._writable = True
        self._parts = bytearray()
        self._parts_are_text = True
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done when the transport is gone, if there ever was one."""

    @property
    def has_transport(self) -> bool:
        """Whether there is, or was, something to cut."""
        return self._transport is not None

    @property
    def can_send(self) -> bool:
        """Whether a message would be taken, and written without piling up."""
        transport = self._transport
        opened = self._websocket.state is State.OPEN and not self._over
        return opened and self._writable and transport is not None and not transport.is_closing()

    def send(self, text: str) -> None:
        """Hand a message over. Only where `can_send`, but several may be handed over then."""
        self._websocket.send_text(text.encode())
        self._write()

    def ping(self) -> None:
        """Ask for a sign of life."""
        if self._websocket.state is State.OPEN:
            self._websocket.send_ping(b"")
            self._write()

    def close(self) -> None:
        """Begin the closing handshake; without a connection that could have one, cut it."""
        if self._websocket.state is not State.OPEN:
            self.end(CLOSED_HERE)
        elif not self._over:
            self._closing = True
            self._websocket.send_close(CloseCode.NORMAL_CLOSURE)
            self._write()

    def abort(self) -> None:
        """Cut the connection. Its owner is not told: it knows."""
        self._over = True
        if self._transport is not None:
            self._transport.abort()

    def fail(self, error: Exception) -> None:
        """End it, because of this error."""
        self.end(Ending(problem=f"{type(error).__name__}: {error}"))

    def end(self, ending: Ending) -> None:
        """Cut the connection and tell its owner, unless it knows already."""
        if not self._over:
            self.abort()
            self._owner.channel_ended(self, ending)

    # What asyncio calls:

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        if self._over:
            self._transport.abort()
            return
        request = self._websocket.connect()
        request.headers.update({"User-Agent": USER_AGENT, **self._headers()})
        self._websocket.send_request(request)
        self._write()

    def data_received(self, data: bytes) -> None:
        if self._over:
            return
        self._owner.channel_heard(self)
        try:
            self._websocket.receive_data(data)
            self._take()
        except Exception as error:  # noqa: BLE001 - a reader that dies silently would leave commands waiting
            self.fail(error)

    def eof_received(self) -> None:
        if self._over:
            return
        try:
            self._websocket.receive_eof()
            self._take()
        except Exception as error:  # noqa: BLE001 - as above
            self.fail(error)

    def connection_lost(self, exc: Exception | None) -> None:
        self.end(Ending(problem="it broke" if exc is None else f"{type(exc).__name__}: {exc}"))
        if not self.gone.done():
            self.gone.set_result(None)

    def pause_writing(self) -> None:
        self._writable = False

    def resume_writing(self) -> None:
        self._writable = True
        if not self._over:
            self._owner.channel_writable(self)

    # And what follows from it:

    def _write(self) -> None:
        transport = self._transport
        for data in self._websocket.data_to_send():
            # Nothing stands for the end of what is sent; the transport is cut then anyway.
            if data and transport is not None and not transport.is_closing():
                transport.write(data)

    def _take(self) -> None:
        self._write()
        for event in self._websocket.events_received():
            if self._over:
                return
            if isinstance(event, Frame):
                self._take_frame(event)
            elif isinstance(event, Response) and self._websocket.handshake_exc is None:
                self._owner.channel_opened(self)
        ending = self._ending()
        if ending is not None:
            self.end(ending)

    def _take_frame(self, frame: Frame) -> None:
        if frame.opcode not in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
            return
        data = frame.data
        if frame.opcode is not Opcode.CONT:
            self._parts_are_text = frame.opcode is Opcode.TEXT
            if not frame.fin:
                self._parts = bytearray(data)
                return
        else:
            self._parts += data
            if not frame.fin:
                return
            data, self._parts = self._parts, bytearray()
        try:
            # Binary messages are not documented anywhere; as text they may at least be looked at.
            text = bytes(data).decode("utf-8", errors="strict" if self._parts_are_text else "replace")
        except UnicodeDecodeError:
            self._websocket.fail(CloseCode.INVALID_DATA, "a text that is not UTF-8")
            self._write()
        else:
            self._owner.channel_text(self, text)

    def _ending(self) -> Ending | None:
        """Say how it ended, if it did."""
        websocket = self._websocket
        if websocket.state is State.OPEN:
            return None
        if websocket.handshake_exc is not None:
            return _refused(websocket.handshake_exc)
        if websocket.close_rcvd is not None:
            code, reason = websocket.close_rcvd.code, websocket.close_rcvd.reason
            given = None if code == CloseCode.NO_STATUS_RCVD else int(code)
            said = ", ".join([*([] if given is None else [f"code {given}"]), *([reason] if reason else [])])
            return Ending(problem=f"the venue closed it ({said or 'without a code'})", code=given)
        if websocket.close_sent is not None and not self._closing:
            return Ending(problem=f"what came breaks the websocket protocol ({websocket.close_sent.reason})")
        if websocket.state is State.CLOSED:
            return Ending(problem="it ended without a closing handshake")
        return None


def _refused(error: Exception) -> Ending:
    if not isinstance(error, InvalidStatus):
        return Ending(problem=f"{type(error).__name__}: {error}")
    response = error.response
    return Ending(
        problem=f"HTTP {response.status_code} to the handshake",
        status=response.status_code,
        body=bytes(response.body or b"").decode("utf-8", errors="replace"),
        retry_after=retry_after(response.headers.get("Retry-After"), today=today),
    )
