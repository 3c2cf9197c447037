"""What falls due at which moment, in its order."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count


class Agenda:
    """Things to do at a moment to come. Nothing happens by itself: `catch_up` does what is due, in the order it fell due."""

    def __init__(self) -> None:
        self._due: list[tuple[float, int, Callable[[float], None]]] = []
        self._sequence = count()

    def at(self, moment: float, act: Callable[[float], None]) -> None:
        """Do something at a moment; it is told which. What is planned for one moment happens in the order planned."""
        heappush(self._due, (moment, next(self._sequence), act))

    def catch_up(self, now: float) -> None:
        """Do everything that is due."""
        while self._due and self._due[0][0] <= now:
            moment, _, act = heappop(self._due)
            act(moment)
