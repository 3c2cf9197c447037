"""A Redis that others wrote, with Lua, in a time that a test owns; and one behind a socket that can be stopped, emptied and made mute."""

from __future__ import annotations

import socket
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from types import SimpleNamespace
from typing import Any, Final
from unittest import mock

import fakeredis
from fakeredis import TcpFakeServer
from fakeredis.commands_mixins import server_mixin
from fakeredis.commands_mixins.scripting_mixin import LUA_MODULE

from crossbook.core.rulings import Keeper, Question, Ruling, Silence
from crossbook.storage.redis_limits import SCRIPT
from crossbook.storage.script import arguments, keys, ruling

COMMANDS: Final = """
local hashes, counters, seconds, microseconds = {}, {}, 0, 0
local commands = {}
function commands.TIME() return {string.format('%%d', seconds), string.format('%%d', microseconds)} end
function commands.EXISTS(key) return hashes[key] and 1 or 0 end
function commands.PEXPIRE() return 1 end
function commands.INCR(key) counters[key] = (counters[key] or 0) + 1; return counters[key] end
function commands.HGET(key, field) return hashes[key] and hashes[key][field] or false end
function commands.HMGET(key, ...)
  local found = {}
  for i, field in ipairs({...}) do found[i] = commands.HGET(key, field) end
  return found
end
function commands.HSET(key, ...)
  local given = {...}
  hashes[key] = hashes[key] or {}
  for i = 1, #given, 2 do hashes[key][given[i]] = given[i + 1] end
end
local redis = {call = function(name, ...) return commands[name](...) end}
local function script(KEYS, ARGV)
%s
end
return function(whole, rest, ...)
  seconds, microseconds = whole, rest
  return script({...}, {select(4, ...)}) -- of the first it reads three
end
"""


class TimedRedis(Keeper):
    """Answers as Redis does, at the moment that it is told. It can be lost."""

    def __init__(self, *, processes: int = 8) -> None:
        self.now = 1_700_000_000.0
        self._processes = processes
        self.is_lost = False
        self.asked = 0
        self._nonces = count()
        self._begin()

    @property
    def processes(self) -> int:
        return self._processes

    @property
    def slowest(self) -> float:
        return 0.05

    def _begin(self) -> None:
        self._redis: Any = fakeredis.FakeRedis(server=fakeredis.FakeServer(), protocol=2)

    def empty(self) -> None:
        self._begin()

    def ask(self, question: Question, *, account: str = "a", address: str = "x") -> Ruling | Silence:
        self.asked += 1
        if self.is_lost:
            return Silence("lost")
        nonce = str(next(self._nonces))
        reply = self._run(keys(question.venue, account, address), arguments(question, nonce))
        found = ruling(question, nonce, reply)
        assert found is not None, reply
        return found

    def _run(self, named: Sequence[str], told: Sequence[str]) -> object:
        with stopped_clock(self):
            return self._redis.eval(SCRIPT, len(named), *named, *told)

    async def ask_async(self, question: Question) -> Ruling | Silence:
        return self.ask(question)

    def close(self) -> None: ...

    async def aclose(self) -> None: ...


class QuickRedis(TimedRedis):
    """Runs the same script thirty times as fast: beside it there is nothing but the commands that it calls, and nothing expires."""

    def _begin(self) -> None:
        self._redis = LUA_MODULE.LuaRuntime(encoding=None).execute(COMMANDS % SCRIPT)

    def _run(self, named: Sequence[str], told: Sequence[str]) -> object:
        microseconds = round(self.now * 1_000_000)
        return list(self._redis(*divmod(microseconds, 1_000_000), *(text.encode() for text in (*named, *told))).values())


@contextmanager
def stopped_clock(clock: TimedRedis) -> Generator[None]:
    """Have what answers TIME read a test's clock."""
    with mock.patch.object(server_mixin, "time", SimpleNamespace(time=lambda: clock.now)):
        yield


class FakeServer:
    """A fake Redis on loopback that can be stopped, and begun again, empty, at the same port."""

    def __init__(self) -> None:
        self.port = 0
        self.begin()
        self.url = f"redis://127.0.0.1:{self.port}"

    def begin(self) -> None:
        TcpFakeServer.allow_reuse_address = True
        self._server: Any = TcpFakeServer(("127.0.0.1", self.port), server_type="redis")
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def redis_server() -> Generator[FakeServer]:
    server = FakeServer()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def answering(*pieces: bytes) -> Generator[str]:
    """Take connections on loopback and answer whatever comes with these bytes, one after each thing that is read. Gives the URL."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        held: list[socket.socket] = []

        def answer(connection: socket.socket) -> None:
            with suppress(OSError):
                for piece in pieces:
                    if not connection.recv(65536):
                        return
                    connection.sendall(piece)
                while connection.recv(65536):
                    pass

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    held.append(connection)
                    threading.Thread(target=answer, args=(connection,), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield f"redis://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()
            for connection in held:
                connection.close()
