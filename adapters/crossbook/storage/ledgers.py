"""Keeps a ledger in a file, together with the place that its feed has come to."""

from __future__ import annotations

import atexit
import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from weakref import WeakSet

import msgspec

from crossbook.errors import Outcome
from crossbook.ledger import Ledger
from crossbook.observing import Event
from crossbook.protocols import AnyOrder, Several
from crossbook.storage.replacing import replace

VERSION: Final = 1
_KEPT: Final = 10_000
_AGAIN: Final = 1.0
"""Seconds, at least, until a file that could not be written is tried again."""
_LOG: Final = logging.getLogger("crossbook.ledgers")


class _KeptLedger(Ledger):
    """A ledger that says when it has heard something."""

    heard: Callable[[], None] | None = None

    def hear(self, event: Event, *, account: str | None = None) -> None:
        super().hear(event, account=account)
        self._say()

    def add(self, value: object, *, account: str | None = None) -> None:
        super().add(value, account=account)
        self._say()

    def add_outcomes(self, venue: str, outcomes: Several[Outcome], *, account: str | None = None) -> None:
        super().add_outcomes(venue, outcomes, account=account)
        self._say()

    def add_open_orders(self, venue: str, orders: Several[AnyOrder], *, asked_at: float, account: str | None = None) -> None:
        super().add_open_orders(venue, orders, asked_at=asked_at, account=account)
        self._say()

    def _say(self) -> None:
        if self.heard is not None:
            self.heard()


class _Kept(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    cursor: str | None
    ledger: msgspec.Raw


class LedgerFile:
    """Keeps a ledger and a cursor in one file, which is replaced as a whole: they always belong together.

    Give it to the feed whose events its `ledger` is handed: `client.user_feed(cursor=file)`. Whatever ends the process, kill -9 included,
    the next one finds the ledger as it was at the cursor or later, and the feed tells everything behind the cursor again: nothing of the
    feed is lost, and what the ledger had heard already changes nothing. What it hears is written `every` seconds later at the latest, by
    a thread of its own, and when the `with` block or the process ends in an orderly way. What it heard from observers since the file was
    written is lost with a process that is killed: `flush` before and after what must not be. One process at a time may use a file.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        every: float = 1.0,
        keep_ended: int = _KEPT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Load the file at `path`, or begin with an empty ledger where there is none.

        It is written at most every `every` seconds while a feed goes on: writing takes time that grows with the ledger. With 0 it is
        written whenever the feed's cursor is kept. What cannot be written is logged (`crossbook.ledgers`) and tried again. `keep_ended`
        and `clock` (seconds) are as for `Ledger`. Raises ValueError where the file holds something else, OSError where it cannot be read.
        """
        self.path = Path(path)
        """Where it is."""
        self._every = every
        self._clock = clock
        self._cursor: str | None = None
        try:
            held = self.path.read_bytes()
        except FileNotFoundError:
            ledger = _KeptLedger(keep_ended=keep_ended, clock=clock)
        else:
            kept = _read(self.path, held)
            self._cursor = kept.cursor
            ledger = _KeptLedger.from_json(bytes(kept.ledger), keep_ended=keep_ended, clock=clock)
        self.ledger: Ledger = ledger
        """What is kept."""
        self._written_at: float | None = None
        self._process = os.getpid()
        self._writing = threading.Lock()
        self._waiting: threading.Timer | None = None
        """Writes, soon. It is there as long as something is not written, and keeps this alive until then."""
        self._is_failing = False
        ledger.heard = self._note
        _ALL.add(self)

    def load(self) -> str | None:
        """Give the cursor that was kept last; None where there was none."""
        return self._cursor

    def save(self, cursor: str, /) -> None:
        """Keep a `cursor`: the ledger has heard everything up to it. Raises OSError where it cannot be written; the last file stays."""
        self._cursor = cursor
        if self._written_at is None or self._clock() - self._written_at >= self._every:
            self.flush()
        else:
            self._note()

    def flush(self) -> None:
        """Write ledger and cursor now. Raises OSError where they cannot be written; the last file stays then."""
        with self._writing:
            waiting, self._waiting = self._waiting, None
            if waiting is not None:
                waiting.cancel()
            try:
                # The cursor first: what the ledger hears meanwhile is told again, and changes nothing.
                cursor = self._cursor
                ledger = msgspec.Raw(self.ledger.to_json().encode())
                replace(self.path, msgspec.json.encode(_Kept(VERSION, cursor, ledger)) + b"\n")
            except OSError:
                self._note(_AGAIN)
                raise
            self._written_at, self._is_failing = self._clock(), False

    def flush_at_exit(self) -> None:
        """Write what is not written yet. A process that was forked off leaves the file to the one that it came from."""
        if self._waiting is not None and os.getpid() == self._process:
            self._write()

    def _note(self, after: float = 0.0) -> None:
        """See to it that what was heard now is written soon."""
        waiting = self._waiting
        if (waiting is not None and waiting.ident is not None) or os.getpid() != self._process:
            return
        waiting = threading.Timer(max(self._every, after), self._write)
        waiting.name, waiting.daemon = "crossbook ledger file", True
        self._waiting = waiting
        # Where no thread can be begun, the next chance is what is heard next, or the end of the process.
        with suppress(RuntimeError):
            waiting.start()

    def _write(self) -> None:
        try:
            self.flush()
        except OSError as error:
            if not self._is_failing:
                _LOG.warning("%s could not be written, and is tried again: %s", self.path, error)
            self._is_failing = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.flush()


_ALL: Final[WeakSet[LedgerFile]] = WeakSet()


@atexit.register
def _flush_all() -> None:
    for each in tuple(_ALL):
        each.flush_at_exit()


def _read(path: Path, held: bytes) -> _Kept:
    try:
        kept = msgspec.json.decode(held, type=_Kept)
    except msgspec.DecodeError:
        kept = None
    if kept is None or kept.version != VERSION:
        message = f"expected a ledger with its cursor (version {VERSION}) in {path}, found {held[:80]!r}"
        raise ValueError(message)
    return kept
