"""A real Redis of its own on a free port, without persistence, and the sandbox in a process of its own."""

from __future__ import annotations

import multiprocessing
import multiprocessing.queues
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import attrs

from crossbook.sandbox import Sandbox

MISSING = "redis-server is missing: on Debian and Ubuntu `apt-get install redis-server`, elsewhere https://redis.io/docs/latest/operate/oss_and_stack/install/"
_STARTS_WITHIN = 10.0


@attrs.frozen
class Venues:
    """Where the sandbox is, and what it takes to be let in."""

    fourcasters: str
    token: str
    predictstreet: str
    api_key: str
    wallet: str


class RedisServer:
    """A Redis server that can be killed and started again, empty, on the same port."""

    def __init__(self, folder: Path) -> None:
        found = shutil.which("redis-server")
        if found is None:
            raise SystemExit(MISSING)
        self._program = found
        self._folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = ("--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(self._folder))
        self._process = subprocess.Popen((self._program, *options), stdout=subprocess.DEVNULL)  # noqa: S603 - our own arguments
        until = time.monotonic() + _STARTS_WITHIN
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise SystemExit("redis-server did not start") from None
                time.sleep(0.02)
            else:
                return

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def redis() -> Generator[RedisServer]:
    with tempfile.TemporaryDirectory() as folder:
        server = RedisServer(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.kill()


def _serve(facts: multiprocessing.queues.Queue[Venues]) -> None:
    with Sandbox(limits=True, faults_must_fire=False) as sandbox:
        venues = (sandbox.fourcasters, sandbox.predictstreet)
        facts.put(Venues(venues[0].url, venues[0].token, venues[1].url, venues[1].api_key, venues[1].wallet))
        Event().wait()


@contextmanager
def sandbox() -> Generator[Venues]:
    """Run both venues, with their limits on."""
    spawn = multiprocessing.get_context("spawn")
    facts: multiprocessing.queues.Queue[Venues] = spawn.Queue()
    process = spawn.Process(target=_serve, args=(facts,), daemon=True)
    process.start()
    try:
        yield facts.get(timeout=60)
    finally:
        process.terminate()
        process.join()
