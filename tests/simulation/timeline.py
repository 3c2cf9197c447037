"""What happens when, in a time that costs nothing."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

_BEGINNING: Final = datetime(2026, 8, 20, 16, 0, tzinfo=UTC)


class Timeline:
    """Happenings in the order of their moments. Of two at one moment, the one comes first that was put down first."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._due: list[tuple[float, int, Callable[[], object]]] = []
        self._turns = 0
        self.then: Callable[[], object] | None = None
        """What is done behind each happening, if anything is."""

    def at(self, moment: float, happening: Callable[[], object]) -> None:
        """Put something down for a moment; one that has passed is now."""
        self._turns += 1
        heapq.heappush(self._due, (max(moment, self.now), self._turns, happening))

    def run(self) -> None:
        """Let everything happen."""
        while self._due:
            self.now, _, happening = heapq.heappop(self._due)
            happening()

    def run_until(self, moment: float) -> None:
        """Let everything happen up to a moment."""
        while self._due and self._due[0][0] <= moment:
            self.now, _, happening = heapq.heappop(self._due)
            happening()
            if self.then is not None:
                self.then()
        self.now = moment

    def today(self) -> datetime:
        """Give the date and the time of day, as the venue's clock has it too."""
        return _BEGINNING + timedelta(seconds=self.now)
