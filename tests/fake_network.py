"""A network without sockets under the real shells: bytes, virtual time, and one seeded scheduler that decides everything else.

A venue stands at the other end and answers as its script says, in clear or over TLS in memory. It keeps what the law needs:
who asked what on which connection, and whether anyone asked on a connection on which something lay unread.
"""

from __future__ import annotations

import json
import random
import ssl
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any
from weakref import WeakSet

import attrs

from crossbook.http.resolving import Address

END = b""
NEVER = float("inf")


@attrs.frozen
class Piece:
    """Bytes that come so many seconds after the piece before them; END closes the connection."""

    data: bytes
    after: float = 0.0


@attrs.frozen
class Asked:
    """One request as it arrived."""

    connection: int
    target: str
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Descriptor:
    """What the system would have given a number to. Dropped without being closed, it is closed, as a socket's is."""

    def __init__(self) -> None:
        self.is_open = True


class World:
    """The clock, the scheduler, the venue, and every connection to it."""

    def __init__(
        self, answer: Callable[[Asked], Sequence[Piece]], *, seed: int = 0, tls: ssl.SSLContext | None = None, ca_file: str | None = None
    ) -> None:
        self.now = 1000.0
        self.chance = random.Random(seed)  # noqa: S311 - it schedules
        self.answer = answer
        self.tls = tls
        self.ca_file = ca_file
        self.addresses: list[Address] = [(2, ("192.0.2.1", 443))]
        self.manners: dict[object, float | OSError] = {}
        """For an address: seconds until it is connected, NEVER, or how it refuses."""
        self.look_up_seconds = 0.0
        self.grain: int | None = 200
        """Into pieces of how many bytes at most the scheduler cuts what is sent and what comes; None for not at all."""
        self.greeting: Sequence[Piece] = ()
        """What the venue says before it is asked."""
        self.mute = False
        """Whether the venue says nothing at all."""
        self.deaf = False
        """Whether connections take no bytes: what is sent fails at once."""
        self.asked: list[Asked] = []
        self.violations: list[str] = []
        self.requests_begun = 0
        """How many requests have reached the venue, or a part of them."""
        self.connections = 0
        self.closed = 0
        self.process_id = 1
        self._descriptors: WeakSet[Descriptor] = WeakSet()

    @property
    def open_descriptors(self) -> int:
        return sum(descriptor.is_open for descriptor in self._descriptors)

    @property
    def dropped(self) -> int:
        """How many connections were let go of without being closed."""
        return self.connections - self.closed - self.open_descriptors

    def opened(self) -> Descriptor:
        self.connections += 1
        descriptor = Descriptor()
        self._descriptors.add(descriptor)
        return descriptor


class Wire:
    """What lies between the two ends of a connection."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.number = world.connections
        self._coming: deque[tuple[float, bytes]] = deque()
        self._peer = Peer(self) if world.tls is None else TlsPeer(self, world.tls)
        self.say(world.greeting)

    def send(self, data: memoryview) -> int:
        if self.world.deaf:
            raise ConnectionResetError(104, "Connection reset by peer")
        count = len(data) if self.world.grain is None else min(self.world.chance.randint(1, self.world.grain), len(data))
        self._peer.feed(bytes(data[:count]))
        return count

    def say(self, pieces: Sequence[Piece]) -> None:
        """Have bytes come to the client, cut up by the scheduler."""
        if self.world.mute:
            return
        due = max(self.world.now, self._coming[-1][0] if self._coming else 0.0)
        for piece in pieces:
            due += piece.after
            self._coming.extend((due, part) for part in self._cut(piece.data))

    def _cut(self, data: bytes) -> list[bytes]:
        if self.world.grain is None or data == END:
            return [data]
        parts: list[bytes] = []
        while data:
            size = self.world.chance.randint(1, self.world.grain)
            parts.append(data[:size])
            data = data[size:]
        return parts

    @property
    def due(self) -> float:
        """When the next bytes are there."""
        return self._coming[0][0] if self._coming else NEVER

    def take(self) -> bytes:
        """Take the bytes that are there: a piece, or all at once where nothing is cut up. The end stays."""
        data = b""
        while self._coming and self._coming[0][1] != END and (not data or (self.world.grain is None and self.has_unread())):
            data += self._coming.popleft()[1]
        return data

    def has_unread(self) -> bool:
        return self.due <= self.world.now


class Peer:
    """The venue's end in clear: reads requests one after the other."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._buffer = b""

    def feed(self, data: bytes) -> None:
        self.hear(data)

    def say(self, pieces: Sequence[Piece]) -> None:
        self._wire.say(pieces)

    def has_unread(self) -> bool:
        return self._wire.has_unread()

    def hear(self, data: bytes) -> None:
        if not self._buffer and data:
            self._wire.world.requests_begun += 1
            if self.has_unread():
                self._wire.world.violations.append(f"connection {self._wire.number} was asked while something lay unread on it")
        self._buffer += data
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return
        lines = head.decode("latin-1").split("\r\n")
        length = next((int(line.split(":")[1]) for line in lines if line.lower().startswith("content-length:")), 0)
        if len(rest) < length:
            return
        self._buffer = rest[length:]
        asked = Asked(self._wire.number, lines[0].split(" ")[1], rest[:length])
        self._wire.world.asked.append(asked)
        self.say(self._wire.world.answer(asked))


class TlsPeer(Peer):
    """The venue's end over TLS in memory."""

    def __init__(self, wire: Wire, context: ssl.SSLContext) -> None:
        super().__init__(wire)
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._session = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self._agreed = False

    def has_unread(self) -> bool:
        return False  # What lies there may be TLS's own.

    def feed(self, data: bytes) -> None:
        self._incoming.write(data)
        try:
            if not self._agreed:
                self._session.do_handshake()
                self._agreed = True
            while plain := self._session.read(65536):
                self.hear(plain)
        except ssl.SSLWantReadError:
            pass
        self._flush(0.0)

    def say(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            if piece.data != END:
                self._session.write(piece.data)
                self._flush(piece.after)
            if piece.data == END:
                self._say_goodbye()
                self._wire.say([Piece(END, piece.after + 1.0)])

    def _say_goodbye(self) -> None:
        with suppress(ssl.SSLWantReadError):  # The other side has not said it too.
            self._session.unwrap()
        self._flush(0.0)

    def _flush(self, after: float) -> None:
        if data := self._outgoing.read():
            self._wire.say([Piece(data, after)])
