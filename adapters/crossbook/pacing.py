"""How a client keeps within the rate limits of its venue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final


class SharedLimits:
    """What keeps limits for several processes and hosts: `crossbook.storage.RedisLimits` is one."""

    __slots__ = ()


class Pacing:
    """How a client spaces its requests, so that the venue's rate limits are not reached. Raises ValueError for wrong numbers.

    The documented limits are kept over any stretch of as many seconds as they are for, with 5 % to spare. A request waits until
    every limit that counts it has room, and is counted in all of them or in none. What the venue says of its limits, in headers and
    with a 429, is learnt. A wait is part of the call's deadline: what cannot be sent before it is not waited for, and ends as
    NOT_SENT.

    Each client keeps account for itself, unless one object is given to several: clients of one account in a process, synchronous or
    asynchronous, should share one. Limits per IP address are shared by everything behind it: say so with `processes`, which gives
    each an equal part, or with `shared`, where each takes what the others leave.
    """

    def __init__(self, *, reserve: float = 0.2, processes: int = 1, shared: SharedLimits | None = None) -> None:
        if type(reserve) not in (int, float) or not 0 <= reserve < 1:
            message = f"reserve: expected a part from 0 to below 1, found {reserve!r}"
            raise ValueError(message)
        if type(processes) is not int or processes < 1:
            message = f"processes: expected a whole number of 1 or more, found {processes!r}"
            raise ValueError(message)
        if shared is not None and not isinstance(shared, SharedLimits):  # pyright: ignore[reportUnnecessaryIsInstance] - callers are not always typed
            message = f"shared: expected what keeps limits for several processes, such as RedisLimits, found {type(shared).__name__}"
            raise ValueError(message)
        if shared is not None and processes != 1:
            message = f"processes: expected to be left out beside shared limits, which say it themselves, found {processes!r}"
            raise ValueError(message)
        self.reserve: Final = reserve
        """The part of each limit that is kept for cancels: reads, places and edits cannot touch it. Nothing is kept back where no
        cancel is counted."""
        self.processes: Final = processes
        """Among how many the limits are shared by hand, each of which takes an equal part: processes, hosts, or clients of several
        accounts behind one address. Where that part is less than one request in a window, it is kept on average only."""
        self.shared: Final = shared
        """What keeps the limits for several processes and hosts; None for this process alone."""
        self._kept: dict[str, object] = {}

    def kept(self, name: str, begin: Callable[[], object]) -> object:
        """Give what the clients that were given this object have together under a `name`; for the first of them, `begin` makes it."""
        found = self._kept.get(name)
        # Of two threads that come at once, both get what the first one made.
        return self._kept.setdefault(name, begin()) if found is None else found

    def __repr__(self) -> str:
        if self.shared is not None:
            return f"Pacing(reserve={self.reserve!r}, shared={self.shared!r})"
        return f"Pacing(reserve={self.reserve!r}, processes={self.processes!r})"


DEFAULT_PACING: Final = Pacing()
"""What a client does unless it is told otherwise. It stands for one of its own: clients that were told nothing share nothing."""
