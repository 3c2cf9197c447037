"""Which calls have sent a placement whose name is the caller's, as long as nobody says what became of it. Pure.

An order that was prepared may be sent by several calls. That the venue took none of one sending does not say that it takes none of
another, which may still be on its way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

_ANOTHER: Final = -1
"""A sending of which only its placement is remembered: by another process, or by a call of another ledger's time."""
_NOBODY: Final[frozenset[int]] = frozenset()


class Sendings:
    """By the name of a placement: the calls that sent it, and that have not said that it was not placed.

    What one event says of them is a draft, until it is kept together with all else that the event says.
    """

    def __init__(self) -> None:
        self._by: dict[str, frozenset[int]] = {}
        self.draft: dict[str, frozenset[int]] = {}
        """The names of which something was said since `begin`. Nobody: it is known what became of it."""

    def begin(self) -> None:
        """Begin another draft."""
        if self.draft:
            self.draft = {}

    def keep(self, draft: Mapping[str, frozenset[int]]) -> None:
        """Let a draft be true. To do so again changes nothing."""
        for name, calls in draft.items():
            if calls:
                self._by[name] = calls
            else:
                self._by.pop(name, None)

    def sent(self, name: str, call: int, *, was_sent: Callable[[], bool]) -> None:
        """Take note that a call sends it. `was_sent` says whether it may be on its way already."""
        calls = self._calls(name) or (frozenset({_ANOTHER}) if was_sent() else _NOBODY)
        self.draft[name] = calls | {call}

    def refuse(self, name: str, call: int | None) -> bool:
        """Take note that what a call sent was not placed. Gives whether that is so of everything that was sent."""
        calls = self._calls(name)
        if not calls:
            return True
        self.draft[name] = left = calls if call is None else calls - {call}
        return not left

    def settle(self, name: str) -> None:
        """Take note that it is known what became of it."""
        self.draft[name] = _NOBODY

    def _calls(self, name: str) -> frozenset[int]:
        calls = self.draft.get(name)
        return self._by.get(name, _NOBODY) if calls is None else calls
