"""Who is told when a client is closed: its feeds, which may be in other threads."""

from __future__ import annotations

from collections.abc import Callable


class Closing:
    """Keeps who is to be told, until then."""

    def __init__(self) -> None:
        self._told: dict[Callable[[], None], None] = {}

    def add(self, told: Callable[[], None]) -> None:
        """Have somebody told."""
        self._told[told] = None

    def remove(self, told: Callable[[], None]) -> None:
        """Have somebody told no more."""
        self._told.pop(told, None)

    def tell(self) -> None:
        """Tell all of them, once."""
        told, self._told = self._told, {}
        for each in told:
            each()
