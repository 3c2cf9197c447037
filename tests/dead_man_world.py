"""A venue, a clock and a holder of the dead man's handle, in a time that the tests own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs

from crossbook import NoReply
from crossbook.desk import DeadMan, DeadManAlarm

SECONDS = 30.0
"""How long a test waits for a thread, at most."""


class OwnClock:
    """Time that passes when the test says so. A test goes on once the thread waits again."""

    def __init__(self) -> None:
        self.time = 1000.0
        self._changed = threading.Condition()
        self._waiting: list[float] = []

    def now(self) -> float:
        return self.time

    def wait(self, wake: threading.Event, moment: float) -> None:
        with self._changed:
            self._waiting.append(moment)
            self._changed.notify_all()
            while self.time < moment and not wake.is_set():
                self._changed.wait(0.002)
            self._waiting.remove(moment)
            self._changed.notify_all()

    def pass_time(self, seconds: float, step: float = 1.0) -> None:
        """Let time pass in small steps; whoever is due then acts before the next."""
        until = self.time + seconds
        while self.time < until:
            self.settle()
            self.time = min(until, self.time + step)
        self.settle()

    def settle(self) -> None:
        """Wait until the thread waits for something that is still to come, or is over."""
        ends = time.monotonic() + SECONDS
        while True:
            threads = [thread for thread in threading.enumerate() if thread.name == "crossbook-dead-man"]
            with self._changed:
                self._changed.notify_all()
                if not threads or (self._waiting and min(self._waiting) > self.time):
                    return
                self._changed.wait(0.002)
            assert time.monotonic() < ends, "the thread neither waits nor ends"


@attrs.frozen
class Told:
    id: str | None = "66d000000000000000000001"
    timeout_seconds: int = 30
    told_seconds: int | None = 30


class Venue:
    """What a client says: heartbeats that succeed, or fail as a test has it."""

    venue = "fourcasters"

    def __init__(self, clock: OwnClock) -> None:
        self.clock = clock
        self.beats: list[float] = []
        self.failures: list[Callable[[], Exception]] = []
        self.fails: Callable[[], Exception] | None = None
        self.names: list[int | None] = []
        """Seconds that the next acknowledgements name; those after them, what was asked for."""
        self.orders: tuple[Any, ...] = ()
        self.listing: Exception | None = None
        self.account: str | None = Told().id

    def heartbeat(self, timeout_seconds: int, *, deadline: float = 30.0) -> Told:
        assert deadline > 0
        self.beats.append(self.clock.now())
        failure = self.failures.pop(0) if self.failures else self.fails
        if failure is not None:
            raise failure()
        told = self.names.pop(0) if self.names else timeout_seconds
        return Told(timeout_seconds=timeout_seconds, told_seconds=told)

    def me(self, *, deadline: float = 30.0) -> Told:
        assert deadline > 0
        return Told(self.account)

    def open_orders(self, *, deadline: float = 30.0) -> tuple[Any, ...]:
        assert deadline > 0
        if self.listing is not None:
            raise self.listing
        return self.orders


def lost() -> Exception:
    return NoReply("no reply", venue="fourcasters", operation="ordersHeartbeat")


class Held:
    def __init__(self, folder: Path) -> None:
        self.clock = OwnClock()
        self.venue = Venue(self.clock)
        self.alarms: list[DeadManAlarm] = []
        self.folder = folder
        self.man = self.another()

    def state(self) -> str:
        return self.man.state

    def heard(self, count: int) -> list[DeadManAlarm]:
        """Give the alarms, once there are so many: they are told in a thread of their own."""
        ends = time.monotonic() + SECONDS
        while len(self.alarms) < count:
            assert time.monotonic() < ends, self.alarms
            time.sleep(0.002)
        return self.alarms

    def another(self) -> DeadMan:
        return DeadMan(self.venue, timeout=30, alarm=self.alarms.append, lease_folder=self.folder, clock=self.clock)


def held(tmp_path: Path) -> Iterator[Held]:
    made = Held(tmp_path)
    yield made
    made.man.let_go()
