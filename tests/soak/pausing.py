"""Waiting for a while, at little cost: a timer for each of those who were told of a loss would keep the others waiting for the news."""

from __future__ import annotations

import asyncio
import math
from typing import Final

_STEP: Final = 0.05
"""Seconds. Who may go on within the same of them goes on together."""


class Pauses:
    """Lets many wait, with one timer for all who go on at about the same time."""

    def __init__(self) -> None:
        self._ends: dict[int, asyncio.Future[None]] = {}

    def until(self, moment: float) -> asyncio.Future[None]:
        """Give what is over at that moment of the running loop's clock, or little later."""
        loop, step = asyncio.get_running_loop(), math.ceil(moment / _STEP)
        found = self._ends.get(step)
        if found is None:
            found = self._ends[step] = loop.create_future()
            loop.call_at(step * _STEP, self._end, step)
        return found

    def _end(self, step: int) -> None:
        self._ends.pop(step).set_result(None)
