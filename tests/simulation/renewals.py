"""Who asks for other credentials, when those that a client has are refused: one call at a time, for all of them."""

from __future__ import annotations

from collections.abc import Callable

from simulation.timeline import Timeline


class Renewals:
    """The credentials of one client: which ones it has, counted from 0, and what asking for others brings."""

    def __init__(self, timeline: Timeline, *, gives: bool, takes: float) -> None:
        self._timeline = timeline
        self.gives = gives
        """Whether there are others."""
        self._takes = takes
        """Seconds until whoever is asked has answered."""
        self.held = 0
        self.is_asking = False

    def ask(self, until: float, told: Callable[[bool], None]) -> None:
        """Ask, and tell later whether there are others."""
        self.is_asking = True
        moment = min(self._timeline.now + self._takes, until)

        def answered() -> None:
            self.is_asking = False
            found = self.gives and self._timeline.now < until
            self.held += found
            told(found)

        self._timeline.at(moment, answered)
