"""A raw HTTP/1.1 server on loopback: it reads a request, writes exactly what it is told, and says when it has finished."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections import deque
from collections.abc import Sequence
from typing import Final, Self

import attrs

from fuzz.answers import Answer, closes, wire

_LATE: Final = 0.002
_LONGEST_STALL: Final = 30.0
UNASKED: Final = Answer(status=500, body=b'{"error":"nobody expected this request"}', ending="close")


@attrs.frozen
class Seen:
    """A request as it came, and the answer that was meant for it."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    answer: Answer
    asked: bool
    done: threading.Event

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Plan:
    """The answers to the requests of one call, in order, and the requests that came."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self._waiting = deque(answers)
        self.seen: list[Seen] = []
        self.released = threading.Event()
        """Set to let a stalled answer go."""

    def next(self) -> Answer | None:
        return self._waiting.popleft() if self._waiting else None

    def part(self, body: bytes) -> Answer | None:
        """Answer a part of a list that was refused with 400, and is sent again: every order of it is cancelled."""
        if not any(seen.answer.status == 400 for seen in self.seen) or not body.startswith(b'{"orderIds":'):
            return None
        return Answer(body=b'{"cancelled":' + body.removeprefix(b'{"orderIds":').removesuffix(b"}") + b',"notCancelled":{}}')

    def peek(self) -> Answer | None:
        return self._waiting[0] if self._waiting else None

    def finish(self) -> bool:
        """Wait until the server has done all that it was told; False where it does not come to an end."""
        self.released.set()
        return all(seen.done.wait(30) for seen in list(self.seen))


class HttpServer:
    """One at a time: set `plan`, call the client, look at what was seen."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._listener.getsockname()[1]
        self.plan = Plan(())
        self.connections = 0
        self._open: set[socket.socket] = set()
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.plan.released.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(30)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        buffer = bytearray()
        try:
            while self._one(connection, buffer):
                pass
        except OSError:
            pass
        finally:
            self._open.discard(connection)
            connection.close()

    def _one(self, connection: socket.socket, buffer: bytearray) -> bool:
        if not buffer and not _more(connection, buffer):
            return False
        plan = self.plan
        head = plan.peek()
        if head is not None and head.instead == "close_unread":
            plan.next()
            seen = Seen("", "", (), b"", head, asked=True, done=threading.Event())
            plan.seen.append(seen)
            connection.close()
            seen.done.set()
            return False
        request = _read(connection, buffer)
        if request is None:
            return False
        method, target, headers, body = request
        plan = self.plan
        answer = plan.next() or plan.part(body)
        seen = Seen(method, target, headers, body, answer or UNASKED, asked=answer is not None, done=threading.Event())
        plan.seen.append(seen)
        try:
            _answer(connection, seen.answer, plan.released)
        finally:
            if closes(seen.answer):
                connection.close()
            seen.done.set()
        return not closes(seen.answer) and seen.answer.instead == "nothing"


def _answer(connection: socket.socket, answer: Answer, released: threading.Event) -> None:
    head, body = wire(answer)
    match answer.instead:
        case "close_unread" | "close_read":
            return
        case "reset_read":
            _reset(connection)
            return
        case "stall" | "stall_in_head" | "stall_in_body":
            part = {"stall": b"", "stall_in_head": head[:-2], "stall_in_body": head + body[:-1]}[answer.instead]
            connection.sendall(part)
            released.wait(_LONGEST_STALL)
            connection.shutdown(socket.SHUT_RDWR)
            return
        case "nothing":
            pass
    if answer.late:
        connection.sendall(head + body)
        threading.Event().wait(_LATE)
        connection.sendall(answer.leftover)
    else:
        connection.sendall(head + body + answer.leftover)
    if answer.ending == "reset":
        _reset(connection)


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _more(connection: socket.socket, buffer: bytearray) -> bool:
    chunk = connection.recv(1 << 16)
    buffer += chunk
    return bool(chunk)


def _read(connection: socket.socket, buffer: bytearray) -> tuple[str, str, tuple[tuple[str, str], ...], bytes] | None:
    while (end := buffer.find(b"\r\n\r\n")) < 0:
        if not _more(connection, buffer):
            return None
    first, *lines = bytes(buffer[:end]).decode("latin-1").split("\r\n")
    headers = tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in lines))
    length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
    while len(buffer) < end + 4 + length:
        if not _more(connection, buffer):
            return None
    body = bytes(buffer[end + 4 : end + 4 + length])
    del buffer[: end + 4 + length]
    method, target, _ = (*first.split(" "), "", "")[:3]
    return method, target, headers, body
