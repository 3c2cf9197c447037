"""Calls that were interrupted while the venue may act: what became of their orders is kept here until it is taken."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

import msgspec

from crossbook.errors import CrossbookError, Outcome

LARGEST: Final = 10_000
"""How many calls are kept at most, so that a program that never takes any does not grow without end. The oldest go first."""


class InterruptedCall(msgspec.Struct, frozen=True, kw_only=True):
    """A command that was stopped from outside (a task that was cancelled, Ctrl-C), and what is known of it all the same."""

    venue: str
    """The venue that was asked."""
    operation: str
    """The venue's name for what was asked: the last operation that was sent, or would have been."""
    outcomes: tuple[Outcome, ...]
    """What the call would have returned had its time run out at that moment: for a command that names orders, one outcome for each
    of them, in the order asked. What the venue had answered by then counts. Empty where the command names none."""
    error: CrossbookError | None
    """What the call would have raised; None where it would have returned. NotSent and Refused: nothing was done, or nothing more."""


class _Kept:
    """One call, worked out when it is first looked at. An interrupt in the middle of that loses nothing."""

    def __init__(self, work_out: Callable[[], InterruptedCall | None]) -> None:
        self._work_out: Callable[[], InterruptedCall | None] | None = work_out
        self._found: InterruptedCall | None = None

    def found(self) -> InterruptedCall | None:
        if self._work_out is not None:
            self._found = self._work_out()
            self._work_out = None
        return self._found


class Interruptions:
    """The commands of one client that were interrupted, oldest first. Threads may share it."""

    def __init__(self) -> None:
        self._kept: deque[_Kept] = deque()
        self.dropped = 0
        """How many calls were let go of, because 10,000 others came after them and nobody took any."""

    def take(self) -> tuple[InterruptedCall, ...]:
        """Give all of them, once: what is taken is not kept any longer."""
        kept = tuple(self._kept)
        calls = _found(kept)
        for each in kept:
            with suppress(ValueError):  # Another thread has taken it too.
                self._kept.remove(each)
        return calls

    def __iter__(self) -> Iterator[InterruptedCall]:
        """Give them without taking them."""
        return iter(_found(tuple(self._kept)))

    def __len__(self) -> int:
        return len(_found(tuple(self._kept)))

    def __repr__(self) -> str:
        return f"Interruptions({list(self)!r})"

    def note(self, error: BaseException, work_out: Callable[[], InterruptedCall | None]) -> InterruptedCall | None:
        """Keep one more call, as `work_out` finds it, and give it. Its outcomes are written on the `error` that interrupted it."""
        call = self._keep(work_out)
        vars(error)["outcomes"] = () if call is None else call.outcomes
        return call

    def _keep(self, work_out: Callable[[], InterruptedCall | None]) -> InterruptedCall | None:
        kept = _Kept(work_out)
        self._kept.append(kept)
        found = kept.found()
        if found is None:
            self._kept.remove(kept)
        elif len(self._kept) > LARGEST:
            self._kept.popleft()
            self.dropped += 1
        return found


def _found(kept: tuple[_Kept, ...]) -> tuple[InterruptedCall, ...]:
    return tuple(call for call in (each.found() for each in kept) if call is not None)
