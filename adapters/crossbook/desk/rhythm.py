"""When a pull looks: at once where something moves, ever more seldom where nothing does, and once more before its end. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 5.0
_REFUSED_PAUSE: Final = 2.0
"""Seconds between two requests, at least, where the credentials are refused: that may be temporary, as of a firewall."""
_LAST_LOOK: Final = 0.5
"""Seconds before the deadline at which the last look begins, at the latest: twice as many as the longest one took, where that is more."""


@attrs.define
class Rhythm:
    """How often it looks."""

    until: float
    """The deadline of the pull."""
    _pause: float = _FIRST_PAUSE
    _longest: float = 0.0
    """Seconds that the longest look took which was answered."""

    def looked(self, seconds: float) -> None:
        """Take note of how long a look took."""
        self._longest = max(self._longest, seconds)

    def moved(self) -> None:
        """Take note that something has happened: the next pause is short again."""
        self._pause = _FIRST_PAUSE

    @property
    def last_look(self) -> float:
        """The latest moment at which a look begins that certainly comes to its end."""
        return self.until - max(_LAST_LOOK, 2 * self._longest)

    def is_at_its_end(self, moment: float) -> bool:
        """Say whether the next look is the last one."""
        return moment + self._pause > self.last_look > moment

    def next_look(self, moment: float, due: Iterable[float], *, is_refused: bool) -> float | None:
        """Say when to look again, `due` being moments at which there is something to see; None where there is no time for it."""
        least = _REFUSED_PAUSE if is_refused else 0.0
        pause = max(self._pause, least)
        self._pause = min(pause * 2, _LONGEST_PAUSE)
        following = min([moment + pause, *(each for each in due if each > moment)])
        if following > self.last_look > moment + least:
            following = self.last_look
        return following if following < self.until else None
