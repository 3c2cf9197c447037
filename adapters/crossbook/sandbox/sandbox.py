"""Both venues on loopback, in one background thread."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from threading import Thread
from types import TracebackType
from typing import Self

from attrs import frozen

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.engine import Setting
from crossbook.sandbox.faults import PendingFault, UnfiredFaults
from crossbook.sandbox.fourcasters import FourcastersEngine, FourcastersSandbox
from crossbook.sandbox.predictstreet import PredictStreetEngine, PredictStreetSandbox
from crossbook.sandbox.records import OperationRecord, Violation
from crossbook.sandbox.remote import Remote
from crossbook.sandbox.server import Server


@frozen
class _Running:
    loop: asyncio.AbstractEventLoop
    stop: asyncio.Event
    ports: tuple[int, int]


class Sandbox:
    """A stateful stand-in for 4casters and PredictStreet.

    Use it as a context manager, or call `start` and `stop`. It listens on `fourcasters_port` and `predictstreet_port` of
    `host`; port 0 lets the system choose. State can be set up before `start` and looked at after `stop`; it is kept over a
    restart. Left as a context manager it raises UnfiredFaults if a planned fault never struck, unless `faults_must_fire` is
    off or the block raised.

    `limits` enforces the rate limits that the venues document. `clock` is the time of both venues; with
    `Clock(ticks=False)` nothing falls due but by `advance`. `fourcasters_token` and `predictstreet_api_key` are the
    credentials of the accounts under test, made up where they are left out. Raises ValueError for a key that has not the
    venue's form.
    """

    def __init__(
        self,
        fourcasters_port: int = 0,
        predictstreet_port: int = 0,
        *,
        host: str = "127.0.0.1",
        limits: bool = False,
        clock: Clock | None = None,
        faults_must_fire: bool = True,
        fourcasters_token: str | None = None,
        predictstreet_api_key: str | None = None,
    ) -> None:
        self._wanted = (fourcasters_port, predictstreet_port)
        self._host = host
        self._faults_must_fire = faults_must_fire
        self.clock = clock or Clock()
        """The time of both venues."""
        self._setting = Setting(clock=self.clock, limits=limits)
        first = FourcastersEngine(self._setting, fourcasters_token)
        second = PredictStreetEngine(self._setting, predictstreet_api_key)
        self._engines = (first, second)
        self.fourcasters = FourcastersSandbox(first)
        """4casters: its addresses and credentials, and what a test can do there."""
        self.predictstreet = PredictStreetSandbox(second)
        """ADI PredictStreet: its address and credentials, and what a test can do there."""
        self._thread: Thread | None = None
        self._running: _Running | None = None

    @property
    def violations(self) -> tuple[Violation, ...]:
        """Every breach of a spec file so far, by the client under test or by the sandbox itself."""
        return (*self.fourcasters.violations, *self.predictstreet.violations)

    @property
    def pending_faults(self) -> tuple[PendingFault, ...]:
        """Faults of either venue that have not struck yet."""
        return (*self.fourcasters.pending_faults, *self.predictstreet.pending_faults)

    def operations(self) -> tuple[OperationRecord, ...]:
        """List every operation and message of both venues' spec files, and which of them are answered from state."""
        return tuple(record for engine in self._engines for record in engine.operations())

    def advance(self, seconds: float) -> None:
        """Move the clock of both venues `seconds` forward: deadlines in between take effect, in their order."""
        with self._setting.lock:
            self.clock.advance(seconds)
            for engine in self._engines:
                engine.catch_up()

    def reset(self) -> None:
        """Return to how it was when it was made: no orders, games, markets, faults, records; time begins anew.

        Ports and the credentials of the accounts under test stay. Open websockets are cut, requests that are held back
        are dropped.
        """
        with self._setting.lock:
            self.clock.reset()
            for engine in self._engines:
                engine.reset()

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
        self._announce(None)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()
        pending = self.pending_faults
        if kind is None and pending and self._faults_must_fire:
            raise UnfiredFaults(pending)

    def _announce(self, ports: tuple[int, int] | None) -> None:
        self.fourcasters.listen_on(None if ports is None else (self._host, ports[0]))
        self.predictstreet.listen_on(None if ports is None else (self._host, ports[1]))

    def _run(self, ready: Future[_Running]) -> None:
        try:
            asyncio.run(self._serve(ready))
        except BaseException as error:
            if ready.done():
                raise
            ready.set_exception(error)

    async def _serve(self, ready: Future[_Running]) -> None:
        remote = Remote(self, {"fourcasters": self.fourcasters, "predictstreet": self.predictstreet})
        servers = tuple(Server(engine, remote) for engine in self._engines)
        stop = asyncio.Event()
        try:
            first, second = [await server.open(self._host, port) for server, port in zip(servers, self._wanted, strict=True)]
            ready.set_result(_Running(asyncio.get_running_loop(), stop, (first, second)))
            await stop.wait()
        finally:
            for server in servers:
                await server.close()
