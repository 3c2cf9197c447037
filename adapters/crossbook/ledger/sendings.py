"""Which calls have sent a placement whose name is the caller's, as long as nobody says what became of it. Pure.

An order that was prepared may be sent by several calls. That the venue took none of one sending does not say that it takes none of
another, which may still be on its way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_ANOTHER: Final = -1
"""A sending of which only its placement is remembered: by another process, or by a call of another ledger's time."""


class Sendings:
    """By the name of a placement: the calls that sent it, and that have not said that it was not placed."""

    def __init__(self) -> None:
        self._by: dict[str, set[int]] = {}

    def sent(self, name: str, call: int, *, was_sent: Callable[[], bool]) -> None:
        """Take note that a call sends it. `was_sent` says whether it may be on its way already."""
        calls = self._by.get(name)
        if calls is None:
            calls = self._by[name] = {_ANOTHER} if was_sent() else set()
        calls.add(call)

    def refuse(self, name: str, call: int | None) -> bool:
        """Take note that what a call sent was not placed. Gives whether that is so of everything that was sent."""
        calls = self._by.get(name)
        if calls is None:
            return True
        if call is not None:
            calls.discard(call)
        if calls:
            return False
        del self._by[name]
        return True

    def settle(self, name: str) -> None:
        """Take note that it is known what became of it."""
        self._by.pop(name, None)
