"""Which messages of the user feed were told already, and where to have it replayed from. Pure.

The page says that ids only increase, so the newest one that was told is the cursor for the next feed. Within one feed more is
remembered: every message that was told since the venue last listed all there were. So a message that comes late is told, one that
comes twice is not, and one that never came is found in the next list.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossbook.fourcasters.feeds.positions import Position


class Given:
    """Remembers what was told, by its place in the feed."""

    def __init__(self, cursor: Position | None) -> None:
        self.cursor = cursor
        """The newest place that was told, or was had to begin with. It never goes back."""
        self._floor = cursor
        """Up to here, everything was told that can be."""
        self._above: set[Position] = set()
        self._aged = False
        """Whether the venue cannot list from the floor any more."""

    @property
    def replay_from(self) -> Position | None:
        """The place after which to have messages listed; None where none is known."""
        if self._floor is not None and not self._aged:
            return self._floor
        return min(self._above) if self._above else self._floor

    def is_new(self, position: Position) -> bool:
        """Say whether a message was not told yet."""
        return position not in self._above and (self._floor is None or position > self._floor)

    def tell(self, position: Position) -> None:
        """Take note that a message is told."""
        self._above.add(position)
        if self.cursor is None or position > self.cursor:
            self.cursor = position

    def cursor_with(self, position: Position) -> Position:
        """Say what the cursor is once this message is told."""
        return position if self.cursor is None else max(position, self.cursor)

    def cursor_without(self, position: Position) -> Position | None:
        """Say where to go on so that this message, which is not told, comes again."""
        before = [each for each in self._above if each < position]
        if before:
            return max(before)
        return self._floor if self._floor is None or self._floor < position else None

    def listed(self, after: Position, positions: Sequence[Position]) -> None:
        """Take note that everything after a place was listed, and is told now."""
        newest = positions[-1] if positions else after
        self._raise_floor(max(newest, after))
        self._aged = False

    def passed_over(self, positions: Sequence[Position]) -> None:
        """Take note that there was a gap, and that what the venue still had is told now."""
        if positions:
            self.cursor = max(positions[-1], self.cursor or positions[-1])
        if self.cursor is not None:
            self._raise_floor(self.cursor)
        self._aged = not positions

    def _raise_floor(self, place: Position) -> None:
        self._floor = place if self._floor is None else max(place, self._floor)
        self._above = {each for each in self._above if each > self._floor}
