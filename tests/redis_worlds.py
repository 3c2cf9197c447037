"""A Redis that others wrote, with Lua, in a time that a test owns; and one behind a socket that can be stopped, emptied and made mute."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from types import SimpleNamespace
from typing import Any

import fakeredis
import pytest
from fakeredis import TcpFakeServer
from fakeredis.commands_mixins import server_mixin

from crossbook.core.rulings import Keeper, Question, Ruling, Silence
from crossbook.storage.redis_limits import SCRIPT
from crossbook.storage.script import arguments, keys, ruling


class TimedRedis(Keeper):
    """Answers as Redis does, at the moment that it is told. It can be lost."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch | None = None, *, processes: int = 8) -> None:
        self.now = 1_700_000_000.0
        self._processes = processes
        self.is_lost = False
        self.asked = 0
        self._nonces = count()
        self._begin()

    @property
    def processes(self) -> int:
        return self._processes

    def _begin(self) -> None:
        self._redis: Any = fakeredis.FakeRedis(server=fakeredis.FakeServer(), protocol=2)

    def empty(self) -> None:
        self._begin()

    def ask(self, question: Question, *, account: str = "a", address: str = "x") -> Ruling | Silence:
        self.asked += 1
        if self.is_lost:
            return Silence("lost")
        nonce = str(next(self._nonces))
        with stopped_clock(self):
            reply = self._redis.eval(SCRIPT, 3, *keys(question.venue, account, address), *arguments(question, nonce))
        found = ruling(question, nonce, reply)
        assert found is not None, reply
        return found

    async def ask_async(self, question: Question) -> Ruling | Silence:
        return self.ask(question)

    def close(self) -> None: ...

    async def aclose(self) -> None: ...


@contextmanager
def stopped_clock(clock: TimedRedis) -> Iterator[None]:
    """Have what answers TIME read a test's clock."""
    real = server_mixin.time
    server_mixin.time = SimpleNamespace(time=lambda: clock.now)  # type: ignore[assignment]  # pyright: ignore
    try:
        yield
    finally:
        server_mixin.time = real


@contextmanager
def redis_server() -> Iterator[tuple[str, Any]]:
    """Serve a fake Redis on loopback. Gives its URL, and the server."""
    server: Any = TcpFakeServer(("127.0.0.1", 0), server_type="redis")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"redis://127.0.0.1:{server.server_address[1]}", server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
