"""An HTTP server on loopback that answers as its test tells it to, well or badly, and remembers what it was asked.

It knows nothing of the project: it reads HTTP/1.1 from real sockets in threads of its own, so both clients can be driven
against it, and so can any way in which a venue or a gateway can fail to answer.
"""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from types import TracebackType
from typing import Any, Self, TypeAlias

import attrs


@attrs.frozen
class Received:
    """One request as it came in."""

    method: str
    target: str
    headers: Mapping[str, str]
    """Names in lower case; what was said twice is joined by commas."""
    body: bytes
    connection: int
    """Which connection it came on, counted from 1."""

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@attrs.frozen
class Answer:
    """A whole reply."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()

    def head(self) -> bytes:
        try:
            phrase = HTTPStatus(self.status).phrase
        except ValueError:
            phrase = "Undocumented"
        lines = [f"HTTP/1.1 {self.status} {phrase}", f"Content-Length: {len(self.body)}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


@attrs.frozen
class Followed:
    """A whole reply, and more bytes in one piece with it. The connection stays open."""

    answer: Answer
    more: bytes


@attrs.frozen
class Endless:
    """The beginning of a reply, and then the same bytes again and again, as fast as they are taken."""

    head: bytes
    more: bytes


@attrs.frozen
class Closed:
    """No reply: the connection is closed once the request has been read."""


@attrs.frozen
class Cut:
    """The beginning of a reply, and then the connection is closed."""

    answer: Answer
    kept: int
    """How many bytes of the body still go out; -1 cuts the headers."""


@attrs.frozen
class Raw:
    """Bytes that need not be HTTP, and then the connection is closed."""

    said: bytes


@attrs.frozen
class Held:
    """A reply that goes out only when the server is released."""

    answer: Answer


@attrs.frozen
class Dripped:
    """A reply that goes out byte by byte, each long before a client that waits for the next one would give up."""

    answer: Answer
    seconds: float
    """Between two bytes."""
    head: bool = False
    """Whether the headers drip too."""


Act: TypeAlias = Answer | Followed | Endless | Closed | Cut | Raw | Held | Dripped
Rule: TypeAlias = Callable[[Received], Act]


def said(value: object, status: int = 200, **headers: str) -> Answer:
    """Write a reply whose body is JSON. Underscores in header names become dashes."""
    named = tuple((name.replace("_", "-"), text) for name, text in headers.items())
    return Answer(status, json.dumps(value).encode(), (("Content-Type", "application/json"), *named))


class Replies:
    """The server. `will` scripts the next replies; when they are used up, `otherwise` decides."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.requests: list[Received] = []
        self.faults: list[BaseException] = []
        """What went wrong in the server itself; a fixture looks at it."""
        self.otherwise: Rule = _unscripted
        self._script: deque[Act] = deque()
        self._arrived = threading.Condition()
        self._release = threading.Event()
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._connections = 0
        self._dripped = 0
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}" if tls is None else f"https://localhost:{self.port}"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._closing.set()
        self._release.set()
        self.stop_listening()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=30)
            assert not thread.is_alive(), "a thread of the scripted server is stuck"

    def will(self, *acts: Act) -> None:
        """Script the next replies, in order."""
        self._script.extend(acts)

    def forget(self) -> None:
        """Drop what is left of the script."""
        self._script.clear()

    def always(self, act: Act) -> None:
        """Give the same reply to whatever the script leaves over."""
        self.otherwise = lambda _: act

    def release(self) -> None:
        """Let replies that are held go out."""
        self._release.set()

    def stop_listening(self) -> None:
        """Refuse connections from now on."""
        # A listener that another thread waits on is not woken by close alone.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def wait_for(self, count: int, *, seconds: float = 30) -> None:
        """Wait until so many requests have come in."""
        with self._arrived:
            arrived = self._arrived.wait_for(lambda: len(self.requests) >= count, seconds)
        assert arrived, f"{count} requests were expected, {len(self.requests)} came in"

    def wait_until_closed(self, *, seconds: float = 30) -> None:
        """Wait until no connection is open any more."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: not self._open, seconds), "a connection is still open"

    def wait_until_dripped(self, count: int, *, seconds: float = 30) -> None:
        """Wait until so many single bytes have gone out."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: self._dripped >= count, seconds), f"{self._dripped} bytes were dripped"

    @property
    def last(self) -> Received:
        return self.requests[-1]

    @property
    def connections(self) -> int:
        """How many connections were opened."""
        return self._connections

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True, name="scripted replies")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections += 1
            if self._tls is not None:  # Its handshake comes with the first bytes that are read.
                connection = self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open.add(connection)
            self._start(self._serve, connection, self._connections)

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            with connection, connection.makefile("rb") as stream:
                while (received := _read(stream, number)) is not None:
                    with self._arrived:
                        self.requests.append(received)
                        act = self._script.popleft() if self._script else self.otherwise(received)
                        self._arrived.notify_all()
                    if not self._perform(connection, act):
                        return
        except OSError:
            return  # The client went away, as some tests want it to.
        except Exception as fault:  # noqa: BLE001 - a test must hear of it
            self.faults.append(fault)
        finally:
            with self._arrived:
                self._open.discard(connection)
                self._arrived.notify_all()

    def _perform(self, connection: socket.socket, act: Act) -> bool:
        """Do what the script says; say whether the connection stays open."""
        match act:
            case Answer():
                connection.sendall(act.head() + act.body)
                return True
            case Followed(answer=answer, more=more):
                connection.sendall(answer.head() + answer.body + more)
                return True
            case Endless():
                return self._flood(connection, act)
            case Closed():
                pass
            case Cut(answer=answer, kept=kept):
                connection.sendall(answer.head()[:kept] if kept < 0 else answer.head() + answer.body[:kept])
            case Raw(said=raw):
                connection.sendall(raw)
            case Held(answer=answer):
                self._release.wait()
                return self._perform(connection, answer)
            case Dripped():
                return self._drip(connection, act)
        return False

    def _flood(self, connection: socket.socket, act: Endless) -> bool:
        connection.sendall(act.head)
        while not self._closing.is_set():
            connection.sendall(act.more)
        return False

    def _drip(self, connection: socket.socket, act: Dripped) -> bool:
        if not act.head:
            connection.sendall(act.answer.head())
        for byte in (act.answer.head() if act.head else b"") + act.answer.body:
            if self._closing.wait(act.seconds):
                return False
            connection.sendall(bytes([byte]))
            with self._arrived:
                self._dripped += 1
                self._arrived.notify_all()
        return True


def _read(stream: Any, connection: int) -> Received | None:
    if not (line := stream.readline()):
        return None
    method, target, _ = line.decode("latin-1").split(" ", 2)
    headers: dict[str, str] = {}
    while (field := stream.readline().strip()) != b"":
        name, _, value = field.decode("latin-1").partition(":")
        key = name.strip().lower()
        headers[key] = f"{headers[key]}, {value.strip()}" if key in headers else value.strip()
    return Received(method, target, headers, stream.read(int(headers.get("content-length", "0"))), connection)


def _unscripted(received: Received) -> Act:
    return said({"error": f"the script has no reply to {received.method} {received.target}"}, 500)
