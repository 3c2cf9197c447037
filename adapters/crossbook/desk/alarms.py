"""Tells of alarms in a thread of their own: whatever becomes of whoever is told, the beats go on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Generic, TypeVar

AlarmT = TypeVar("AlarmT")


class Alarms(Generic[AlarmT]):
    """Calls somebody, one alarm after the other and in order. Who gives alarm never waits for that."""

    def __init__(self, call: Callable[[AlarmT], object] | None) -> None:
        self._call = call
        self._waiting: SimpleQueue[AlarmT | None] = SimpleQueue()
        self._is_running = False

    def give(self, alarm: AlarmT) -> None:
        """Have somebody called."""
        if self._call is None:
            return
        self._waiting.put(alarm)
        if not self._is_running:
            self._is_running = True
            threading.Thread(target=_tell, args=(self._call, self._waiting), name="crossbook-dead-man-alarms", daemon=True).start()

    def end(self) -> None:
        """Let the thread end when all that was given is told."""
        if self._is_running:
            self._is_running = False
            self._waiting.put(None)
            self._waiting = SimpleQueue()


def _tell(call: Callable[[AlarmT], object], waiting: SimpleQueue[AlarmT | None]) -> None:
    while (alarm := waiting.get()) is not None:
        # What ends a thread elsewhere, such as SystemExit, must not keep the next alarm from being told.
        with suppress(BaseException):
            call(alarm)
