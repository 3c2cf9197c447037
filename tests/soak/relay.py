"""Stands between the orders sockets and the venue, in a process of its own, and says to the moment when a connection ended.

It says so on its standard output, a line for each: which way it was, the seconds (of the machine's monotonic clock) right before and
right after the client's end was closed, and for how long the client's thread had run, and waited for its turn, until then. Whatever comes
on its standard input has it reset all connections; the end of it ends the relay.
"""

from __future__ import annotations

import contextlib
import json
import selectors
import socket
import struct
import sys
import time
from pathlib import Path
from typing import Final

_MOST: Final = 64 * 1024
"""Bytes that wait to be handed on. Beyond that nothing is read, so that who sends has to wait as it would without a relay."""
_RESET: Final = struct.pack("ii", 1, 0)


class _End:
    """One end of a relayed connection."""

    def __init__(self, connection: socket.socket, pair: _Pair) -> None:
        self.connection = connection
        self.pair = pair
        self.waiting = bytearray()
        """What is to be written to it."""

    @property
    def other(self) -> _End:
        return self.pair.venue if self is self.pair.client else self.pair.client

    @property
    def events(self) -> int:
        reads = selectors.EVENT_READ if len(self.other.waiting) < _MOST else 0
        return reads | (selectors.EVENT_WRITE if self.waiting else 0)


class _Pair:
    def __init__(self, way: int, client: socket.socket, venue: socket.socket) -> None:
        self.way = way
        self.client = _End(client, self)
        self.venue = _End(venue, self)


class Relay:
    """Hands bytes on between `ways` listening ports and one port of the venue."""

    def __init__(self, port: int, ways: int, schedule: Path) -> None:
        self._venue = ("127.0.0.1", port)
        self._schedule = schedule
        self._selector = selectors.DefaultSelector()
        self._pairs: set[_Pair] = set()
        self.ports: list[int] = []
        for way in range(ways):
            listens = socket.create_server(("127.0.0.1", 0))
            listens.settimeout(0)
            self._selector.register(listens, selectors.EVENT_READ, way)
            self.ports.append(int(listens.getsockname()[1]))
        self._selector.register(sys.stdin.fileno(), selectors.EVENT_READ, None)

    def run(self) -> None:
        while True:
            for key, events in self._selector.select():
                match key.data:
                    case int() as way:
                        self._accept(key.fileobj, way)
                    case _End() as end:
                        self._serve(end, events)
                    case _:
                        if not sys.stdin.readline():
                            return
                        for pair in [*self._pairs]:
                            self._end(pair, resets=True)

    def _accept(self, listens: object, way: int) -> None:
        assert isinstance(listens, socket.socket)
        try:
            client, _ = listens.accept()
        except OSError:
            return
        try:
            venue = socket.create_connection(self._venue, timeout=3)
        except OSError:  # There is no venue now.
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            client.close()
            return
        pair = _Pair(way, client, venue)
        self._pairs.add(pair)
        for end in (pair.client, pair.venue):
            end.connection.settimeout(0)
            end.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._selector.register(end.connection, selectors.EVENT_READ, end)

    def _serve(self, end: _End, events: int) -> None:
        if end.pair not in self._pairs:
            return
        try:
            if events & selectors.EVENT_READ:
                data = end.connection.recv(_MOST)
                if not data:
                    self._end(end.pair, resets=False, by_client=end is end.pair.client)
                    return
                end.other.waiting += data
                self._write(end.other)
            if events & selectors.EVENT_WRITE:
                self._write(end)
        except BlockingIOError:
            pass
        except OSError:
            self._end(end.pair, resets=True, by_client=end is end.pair.client)
            return
        for each in (end, end.other):
            self._watch(each)

    def _write(self, end: _End) -> None:
        with contextlib.suppress(BlockingIOError):
            del end.waiting[: end.connection.send(end.waiting)]

    def _watch(self, end: _End) -> None:
        with contextlib.suppress(KeyError):
            self._selector.unregister(end.connection)
        if end.events:
            self._selector.register(end.connection, end.events, end)

    def _end(self, pair: _Pair, *, resets: bool, by_client: bool = False) -> None:
        """End both sides, as the one that ended first did: in order, or with a reset, which takes what was sent before with it."""
        self._pairs.remove(pair)
        for end in (pair.client, pair.venue):
            with contextlib.suppress(KeyError):
                self._selector.unregister(end.connection)
            if resets:
                end.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        turns = _turns(self._schedule)
        before = time.monotonic()
        pair.client.connection.close()
        after = time.monotonic()
        pair.venue.connection.close()
        if not by_client:
            _say({"way": pair.way, "before": before, "after": after, "turns": turns})


def _turns(schedule: Path) -> list[float]:
    with contextlib.suppress(OSError):
        return [int(each) / 1e9 for each in schedule.read_text(encoding="ascii").split()[:2]]
    return [0.0, 0.0]


def _say(told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main() -> None:
    port, ways, schedule = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    relay = Relay(port, ways, schedule)
    _say(relay.ports)
    relay.run()


if __name__ == "__main__":
    main()
