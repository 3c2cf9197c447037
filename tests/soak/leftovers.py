"""What a process holds: descriptors, threads, memory; and how long others have kept it from running."""

from __future__ import annotations

import ctypes
import gc
import os
import threading
from collections import Counter
from pathlib import Path


def run_delay() -> float:
    """Give for how many seconds in all this thread could have run, and the machine ran something else."""
    return int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9


def descriptors() -> Counter[str]:
    """Give what is open, by kind."""
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


def resident_bytes() -> int:
    """Give the memory in use when everything that can be given back has been."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
