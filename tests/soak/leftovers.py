"""What a process holds: descriptors, threads, memory; and how long others have kept it from running."""

from __future__ import annotations

import ctypes
import os
import threading
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import attrs


class Turns(NamedTuple):
    """How a thread has fared with the machine: seconds, since it began."""

    ran: float
    """In which it ran."""
    waited: float
    """In which it could have run, and the machine ran something else."""

    @classmethod
    def of_this_thread(cls) -> Turns:
        ran, waited, _ = os.pread(_kept_open(threading.get_native_id()), 100, 0).split()
        return cls(int(ran) / 1e9, int(waited) / 1e9)


@cache
def _kept_open(_thread: int) -> int:
    """Open what the kernel says of this thread, once: it is read for every command."""
    return os.open("/proc/thread-self/schedstat", os.O_RDONLY)


def schedule() -> Path:
    """Give where another process finds what `Turns` reads of this thread."""
    return Path(f"/proc/{os.getpid()}/task/{threading.get_native_id()}/schedstat")


def descriptors() -> Counter[str]:
    """Give what is open, by kind."""
    Turns.of_this_thread()  # It keeps something open for good.
    found: list[str] = []
    for path in Path("/proc/self/fd").iterdir():
        try:
            # The one that lists them is closed again, and has no target any more.
            found.append(str(path.readlink()).partition(":")[0])
        except FileNotFoundError:
            continue
    return Counter(found)


def threads() -> list[str]:
    """Name those that are there, but for what waits for the processes of the soak itself."""
    return sorted(thread.name for thread in threading.enumerate() if not thread.name.startswith("asyncio-waitpid"))


@attrs.frozen
class Held:
    """What would be left of something that was not closed."""

    descriptors: Counter[str]
    threads: list[str]

    @classmethod
    def now(cls) -> Held:
        return cls(descriptors(), threads())


class Mallinfo(ctypes.Structure):
    """What mallinfo2(3) gives."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")
    ]


def bytes_in_use() -> int:
    """Give how much is allocated. All of it where Python has malloc for all it needs, as with PYTHONMALLOC=malloc."""
    libc = ctypes.CDLL(None)
    libc.mallinfo2.restype = Mallinfo
    told = libc.mallinfo2()
    return int(told.uordblks) + int(told.hblkhd)


def resident_bytes() -> int:
    """Give the memory that the process has when every page that is free has been given back."""
    ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
