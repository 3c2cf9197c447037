"""Writes what a client tells to a file, line by line, as it happens."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from crossbook import __version__
from crossbook.core.redaction import blot_written
from crossbook.observing import Attempted, CallBegan, CallEnded, CallInterrupted, Event, Intent, Pausing, Repeating
from crossbook.observing_feeds import FeedFrame
from crossbook.storage.lines import VERSION, Opened, line_of, read_line, written

try:
    import fcntl
except ImportError:  # No system of another kind has it: there, nobody keeps a second tape from the same file.
    fcntl = None  # type: ignore[assignment] # mypy takes a name for a module once it was one

MODE: Final = 0o600
"""Orders are nobody else's business."""
_FLAGS: Final = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


_LONGEST_FIRST: Final = 4096
"""Bytes that the first line of a file has at most."""

_HELD: Final = (CallBegan, Attempted)
"""Events whose lines are written with the next of their call."""
_HOLDING: Final = (Intent, Pausing, Repeating, CallEnded, CallInterrupted)
"""The others of a call."""


class _File:
    """One open file. It is closed when nobody holds it any more: another thread may still be writing when a tape goes on to the next."""

    def __init__(self, path: Path) -> None:
        self._number = os.open(path, _FLAGS, MODE)
        try:
            if fcntl is not None:
                _lock(self._number, path)
            if hasattr(os, "fchmod"):
                os.fchmod(self._number, MODE)
            self.size = os.fstat(self._number).st_size
            self.is_torn = self.size > 0 and not _ends_well(path)
        except BaseException:
            os.close(self._number)
            raise

    def write(self, line: bytes) -> None:
        """Hand a whole line to the system, in one piece. What it has survives the end of this process, whatever that is."""
        if self.is_torn:
            line = b"\n" + line
        self.is_torn = True  # Until all of it is there.
        left = memoryview(line)
        while left:
            left = left[os.write(self._number, left) :]
        self.is_torn = False
        self.size += len(line)

    def __del__(self) -> None:
        with suppress(AttributeError, OSError, TypeError):  # It may not have been opened.
            os.close(self._number)


def _lock(number: int, path: Path) -> None:
    """Keep every other tape from a file. Raises BlockingIOError where one has it."""
    assert fcntl is not None  # noqa: S101 - asked before
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BlockingIOError(error.errno, "it is in use by another tape, of this process or of another one", str(path)) from None


def _ends_well(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


class Tape:
    """A recording of everything that clients do, to be given to them as one of their `observers`: `observers=[Tape("orders.tape")]`.

    One line of JSON for each event (`crossbook.observing`). What is about to be sent is on the tape before its first byte leaves, and a
    reply before its outcome is told, whatever ends the process (kill -9 included; a power cut may lose the last moments). A line that
    was torn by that is passed over by whoever reads it. Replies stand on it byte for byte, credentials and signatures as `***`. Clients
    and threads may share a tape. `crossbook replay FILE` derives every outcome from it again.

    Only the user that writes it may read it (mode 0600). A file belongs to one tape at a time, and to the process that opened it.
    """

    def __init__(self, path: str | os.PathLike[str], *, largest: int = 64 * 1024 * 1024, kept: int = 9, market_data: bool = False) -> None:
        """Open a tape, or go on with one.

        Args:
            path: the file. Older ones stand beside it: FILE.1 is the one before, FILE.2 the one before that.
            largest: how many bytes a file may have. The line that crosses it is the last of its file.
            kept: how many older files are kept; the oldest goes when there are more.
            market_data: whether the frames of feeds of books and prices are written, too. Those of own orders always are.

        Raises OSError where the file cannot be had, also because another tape writes to it; ValueError for numbers that make no sense.
        """
        if largest < 1 or kept < 0:
            message = f"expected largest of 1 or more bytes and kept of 0 or more files, found {largest!r} and {kept!r}"
            raise ValueError(message)
        self.path = Path(path)
        """Where it is."""
        self._largest = largest
        self._kept = kept
        self._market_data = market_data
        self._run = os.urandom(6).hex()
        self._process = os.getpid()
        # Whoever takes it out may go on to the next file. There is no lock, because an interrupt could leave one held for ever.
        self._turn: deque[None] = deque([None])
        self._held: dict[int, bytes] = {}
        self._number = 0
        """Which file of the tape is written: those that went with time are counted, too."""
        self._file: _File | None = self._opened()

    def __call__(self, event: Event, /) -> None:
        """Write an `event` down. Raises OSError where that cannot be done, ValueError where the tape is closed or another process's."""
        if isinstance(event, FeedFrame) and not (event.is_own or self._market_data):
            return
        file = self._file
        if file is None or os.getpid() != self._process:
            message = f"expected an open tape of this process, found {'a closed one' if file is None else 'one of its parent'}"
            raise ValueError(message)
        line = line_of(self._run, time.time_ns(), written(event))
        if isinstance(event, _HELD):
            # Another event of its call follows before anything is waited for, or told to the caller.
            self._held[event.call] = self._held.get(event.call, b"") + line
            return
        if isinstance(event, _HOLDING):
            line = self._held.pop(event.call, b"") + line
        file.write(blot_written(line))
        if file.size >= self._largest:
            self._go_on(file)

    def close(self) -> None:
        """Let go of the file. What is told after that is not written."""
        self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Tape({str(self.path)!r})"

    def _opened(self) -> _File:
        file = _File(self.path)
        if file.size > 0:
            self._number = _number_of(self.path)
        else:
            self._number = (self._number or _number_of(older_than(self.path, 1))) + 1
        file.write(line_of(self._run, time.time_ns(), Opened(version=VERSION, crossbook=__version__, file=self._number)))
        return file

    def _go_on(self, full: _File) -> None:
        """Go on to the next file, unless another thread is at it."""
        try:
            self._turn.pop()
        except IndexError:
            return
        try:
            if self._file is full:
                self._move()
                self._file = self._opened()
        finally:
            self._turn.append(None)

    def _move(self) -> None:
        """Make each file an older one."""
        if self._kept == 0:
            self.path.unlink()
            return
        for number in range(self._kept - 1, 0, -1):
            with suppress(FileNotFoundError):
                older_than(self.path, number).replace(older_than(self.path, number + 1))
        self.path.replace(older_than(self.path, 1))


def _number_of(path: Path) -> int:
    """Say which file of its tape one is, by its first line; 0 where there is none, or none that says so."""
    try:
        with path.open("rb") as file:
            line = read_line(file.readline(_LONGEST_FIRST))
    except OSError:
        return 0
    return line.is_.file if line is not None and isinstance(line.is_, Opened) else 0


def older_than(path: Path, number: int) -> Path:
    """Name the file that was written so many files before one."""
    return path.with_name(f"{path.name}.{number}")


def files_of(path: Path) -> Iterator[Path]:
    """Give every file of a tape, oldest first."""
    numbers = [int(each.name[len(path.name) + 1 :]) for each in path.parent.glob(f"{_literally(path.name)}.*") if _is_older(path, each)]
    yield from (older_than(path, number) for number in sorted(numbers, reverse=True))
    if path.exists() or not numbers:
        yield path


def _is_older(path: Path, other: Path) -> bool:
    number = other.name[len(path.name) + 1 :]
    return number.isdecimal() and number.isascii() and not number.startswith("0")


def _literally(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
