"""One holder for each account and machine: a lock on a file. The kernel drops it when its holder dies, however that dies.

What stands in the file survives the holder: whether it had let go in order, or died with the timer running.
"""

from __future__ import annotations

import fcntl
import os
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeAlias

FolderPath: TypeAlias = str | os.PathLike[str]
"""The path of a folder, as text or as a path of any make."""

_OPEN: Final[set[int]] = set()
"""Files of the leases of this process."""


def _let_go_in_a_fork() -> None:
    """Keep a process that was forked off from holding what its parent holds, and from outliving it with that."""
    while _OPEN:
        os.close(_OPEN.pop())


os.register_at_fork(after_in_child=_let_go_in_a_fork)

RUNNING: Final = b"running\n"
OVER: Final = b"over\n"


def folder_of(path: FolderPath | None) -> Path | None:
    """Give the folder of a path, that of temporary files for None; None where there is no such folder."""
    if path is None:
        return Path(tempfile.gettempdir())
    try:
        # The empty one is where a program happens to run: nobody else would look for the lock there.
        folder = Path(path) if os.fspath(path) else None
    except TypeError:
        return None
    return folder if folder is not None and folder.is_dir() else None


class LeaseHeld(RuntimeError):
    """Somebody else on this machine has the dead man of this account."""


class Lease:
    """A lock that is held until it is given back, or its holder dies."""

    def __init__(self, folder: Path, venue: str, account: str) -> None:
        """Take it. Raises LeaseHeld where somebody has it, and OSError where the file cannot be made."""
        self.path = folder / f"crossbook-dead-man-{sha256(f'{venue} {account}'.encode()).hexdigest()[:24]}"
        self._file, self._is_new = _locked(self.path)

    @property
    def was_left_running(self) -> bool:
        """Whether the last holder died, or let go, with the timer running, or may have: a file that was cut off or spoilt says nothing."""
        return not self._is_new and os.pread(self._file, len(OVER) + 1, 0) != OVER

    def write(self, state: bytes) -> None:
        """Write down how it stands, before it changes."""
        os.pwrite(self._file, state, 0)
        os.ftruncate(self._file, len(state))
        os.fsync(self._file)

    def touch(self) -> None:
        """Keep the file from looking forgotten."""
        os.utime(self._file)

    def give_back(self) -> None:
        """Let go. The file stays: one that is taken away could be locked twice."""
        _OPEN.discard(self._file)
        os.close(self._file)


def _locked(path: Path) -> tuple[int, bool]:
    """Open and lock the file, and say whether there was none before."""
    flags = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        file, is_new = os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o600), True
    except FileExistsError:
        file, is_new = os.open(path, flags | os.O_CREAT, 0o600), False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        message = f"expected the dead man of this account to be nobody's, found {path} locked by another one on this machine"
        raise LeaseHeld(message) from None
    _OPEN.add(file)
    return file, is_new
