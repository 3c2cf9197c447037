"""Keeps a ledger in a file, together with the place that its feed has come to."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import msgspec

from crossbook.ledger import Ledger
from crossbook.storage.replacing import replace

VERSION: Final = 1
_KEPT: Final = 10_000


class _Kept(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    cursor: str | None
    ledger: msgspec.Raw


class LedgerFile:
    """Keeps a ledger and a cursor in one file, which is replaced as a whole: they always belong together.

    Give it to the feed whose events its `ledger` is handed: `client.user_feed(cursor=file)`. Whatever ends the process, kill -9 included,
    the next one finds the ledger as it was at the cursor or later, and the feed tells everything behind the cursor again: nothing of the
    feed is lost, and what the ledger had heard already changes nothing. What it heard from observers since the file was written is lost
    with the process: `flush` before and after what must not be, or use `every=0`. One process at a time may use a file.
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

        It is written at most every `every` seconds while a feed goes on: writing takes time that grows with the ledger. `keep_ended` and
        `clock` (seconds) are as for `Ledger`. Raises ValueError where the file holds something else, OSError where it cannot be read.
        """
        self.path = Path(path)
        """Where it is."""
        self._every = every
        self._clock = clock
        self._cursor: str | None = None
        try:
            held = self.path.read_bytes()
        except FileNotFoundError:
            self.ledger = Ledger(keep_ended=keep_ended, clock=clock)
            """What is kept."""
        else:
            kept = _read(self.path, held)
            self._cursor = kept.cursor
            self.ledger = Ledger.from_json(bytes(kept.ledger), keep_ended=keep_ended, clock=clock)
        self._written_at: float | None = None

    def load(self) -> str | None:
        """Give the cursor that was kept last; None where there was none."""
        return self._cursor

    def save(self, cursor: str, /) -> None:
        """Keep a `cursor`: the ledger has heard everything up to it. Raises OSError where it cannot be written; the last file stays."""
        self._cursor = cursor
        if self._written_at is None or self._clock() - self._written_at >= self._every:
            self.flush()

    def flush(self) -> None:
        """Write ledger and cursor now. Raises OSError where they cannot be written; the last file stays then."""
        # The cursor first: what the ledger hears meanwhile is told again, and changes nothing.
        cursor = self._cursor
        ledger = msgspec.Raw(self.ledger.to_json().encode())
        replace(self.path, msgspec.json.encode(_Kept(VERSION, cursor, ledger)) + b"\n")
        self._written_at = self._clock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.flush()


def _read(path: Path, held: bytes) -> _Kept:
    try:
        kept = msgspec.json.decode(held, type=_Kept)
    except msgspec.DecodeError:
        kept = None
    if kept is None or kept.version != VERSION:
        message = f"expected a ledger with its cursor (version {VERSION}) in {path}, found {held[:80]!r}"
        raise ValueError(message)
    return kept
