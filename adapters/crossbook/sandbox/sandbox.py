"""Both venues on loopback, in one background thread."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from threading import RLock, Thread
from types import TracebackType
from typing import Self

from attrs import frozen

from crossbook.sandbox.fourcasters import FourcastersEngine, FourcastersSandbox
from crossbook.sandbox.predictstreet import PredictStreetEngine, PredictStreetSandbox
from crossbook.sandbox.records import Violation
from crossbook.sandbox.server import Server

_HOST = "127.0.0.1"


@frozen
class _Running:
    loop: asyncio.AbstractEventLoop
    stop: asyncio.Event
    ports: tuple[int, int]


class Sandbox:
    """A stateful stand-in for 4casters and PredictStreet.

    Use it as a context manager, or call `start` and `stop`. Port 0 lets the system choose. State can be set up before
    `start` and looked at after `stop`; it is kept over a restart.
    """

    def __init__(self, fourcasters_port: int = 0, predictstreet_port: int = 0) -> None:
        self._wanted = (fourcasters_port, predictstreet_port)
        self._lock = RLock()
        self._engines = (FourcastersEngine(self._lock), PredictStreetEngine(self._lock))
        self.fourcasters = FourcastersSandbox(self._engines[0])
        self.predictstreet = PredictStreetSandbox(self._engines[1])
        self._thread: Thread | None = None
        self._running: _Running | None = None

    @property
    def violations(self) -> tuple[Violation, ...]:
        """Every breach of a spec file so far, by the client under test or by the sandbox itself."""
        return (*self.fourcasters.violations, *self.predictstreet.violations)

    def start(self) -> None:
        """Listen on both ports. Raises RuntimeError if running already, OSError if a port is taken."""
        if self._thread is not None:
            raise RuntimeError("expected a stopped sandbox, found one that runs")
        ready: Future[_Running] = Future()
        # A daemon, so that a sandbox nobody stopped does not keep the interpreter alive.
        thread = Thread(target=self._run, args=(ready,), name="crossbook-sandbox", daemon=True)
        thread.start()
        try:
            self._running = ready.result()
        except BaseException:
            thread.join()
            raise
        self._thread = thread
        self._announce(self._running.ports)

    def stop(self) -> None:
        """Close both ports and every connection. Does nothing if not running."""
        if self._thread is None or self._running is None:
            return
        self._running.loop.call_soon_threadsafe(self._running.stop.set)
        self._thread.join()
        self._thread = self._running = None
        self._announce((None, None))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def _announce(self, ports: tuple[int | None, int | None]) -> None:
        self.fourcasters.listen_on(ports[0])
        self.predictstreet.listen_on(ports[1])

    def _run(self, ready: Future[_Running]) -> None:
        try:
            asyncio.run(self._serve(ready))
        except BaseException as error:
            if ready.done():
                raise
            ready.set_exception(error)

    async def _serve(self, ready: Future[_Running]) -> None:
        servers = [Server(engine) for engine in self._engines]
        stop = asyncio.Event()
        try:
            first, second = [await server.open(_HOST, port) for server, port in zip(servers, self._wanted, strict=True)]
            ready.set_result(_Running(asyncio.get_running_loop(), stop, (first, second)))
            await stop.wait()
        finally:
            for server in servers:
                await server.close()
