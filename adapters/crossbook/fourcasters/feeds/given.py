"""Which messages of the user feed were told already, and where to have it replayed from. Pure.

The page says that ids only increase, and nothing in them tells that one is missing: they are times. So a place in the feed is only as
good as the venue's last list. It is the newest place up to which the venue has listed everything, with the messages that were told
since. So a message that comes late is told, one that comes twice is not, and one that never came is found in the next list, by the
next process too.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final, TypeAlias

from crossbook.fourcasters.feeds.listing import Placed
from crossbook.fourcasters.feeds.positions import MOST_NAMED, Place, Position, place_text, text_of
from crossbook_bindings.fourcasters.user_feed.models import UserEvent

_MOST_KNOWN: Final = 10_000
"""Messages whose contents are remembered. What comes twice comes soon."""
_What: TypeAlias = tuple[object, ...]


class Given:
    """Remembers what was told, by its place in the feed."""

    def __init__(self, place: Place | None) -> None:
        self._floor = None if place is None else place.after
        """Up to here, everything was told that can be."""
        self._above: dict[Position, None] = dict.fromkeys(() if place is None else place.told)
        """What was told since, in the order in which it was."""
        self._known: OrderedDict[Position, _What | None] = OrderedDict.fromkeys(self._above)
        """What the newest messages said, as far as that is known. (A dict takes ever longer to give its first.)"""
        self._aged = False
        """Whether the venue cannot list from the floor any more."""
        self._text: str | None = None
        """The cursor, once it was written."""

    @property
    def replay_from(self) -> Position | None:
        """The place after which to have messages listed; None where none is known."""
        if self._floor is not None and not self._aged:
            return self._floor
        return min(self._above) if self._above else self._floor

    @property
    def is_crowded(self) -> bool:
        """Whether it is time for a list: so many were told since the last one that a cursor does not name them all."""
        return len(self._above) % MOST_NAMED == 0

    def is_new(self, position: Position) -> bool:
        """Say whether a message was not told yet."""
        return position not in self._above and position not in self._known and (self._floor is None or position > self._floor)

    def is_stray(self, position: Position) -> bool:
        """Say whether a message was never told by this feed, although it is behind the place where everything was."""
        return self._floor is not None and position < self._floor and position not in self._known

    def contradicts(self, position: Position, message: UserEvent | str) -> bool:
        """Say whether another event was told under the same name."""
        known = self._known.get(position)
        return known is not None and known != _what(message)

    def tell(self, position: Position, message: UserEvent | str, cursor: str) -> None:
        """Take note that a message is told, with this cursor."""
        if self._floor is None or position > self._floor:
            self._above[position] = None
            self._text = cursor
        self.know(position, message)

    def know(self, position: Position, message: UserEvent | str) -> None:
        """Remember what a message said."""
        self._known[position] = _what(message)
        if len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)

    @property
    def cursor(self) -> str | None:
        """Where another feed goes on; None where no place is known."""
        if self._text is None and (base := self.replay_from) is not None:
            self._text = place_text(base, self._above)
        return self._text

    def cursor_with(self, position: Position) -> str:
        """Say what the cursor is once this message is told."""
        base, text, above = self.replay_from, self._text or self.cursor, self._above
        is_told = base in above
        if base is None or text is None or (is_told and position < base):
            return place_text(position, above)
        is_named = position > base and position not in above and len(above) < MOST_NAMED
        return f"{text}+{text_of(position)}" if is_named else text

    def cursor_without(self, position: Position) -> str | None:
        """Say where to go on so that this message, which is not told, comes again."""
        base = self.replay_from
        return None if base is None or base > position else self.cursor

    def cursor_at(self, position: Position) -> str:
        """Say what the cursor is once this message is told, and everything before it was listed."""
        return place_text(position, self._above)

    def listed(self, position: Position) -> None:
        """Take note that everything up to a place was listed, and is told now."""
        self._raise_floor(position)
        self._aged, self._text = False, None

    def passed_over(self, messages: Sequence[Placed]) -> None:
        """Take note that there was a gap, and that what the venue still had is told now."""
        for placed in messages:
            self.know(*placed)
        places = [*(position for position, _ in messages[-1:]), *self._above, *(() if self._floor is None else (self._floor,))]
        if places:
            self._raise_floor(max(places))
        self._aged, self._text = not messages, None

    def restart(self, position: Position) -> None:
        """Take note that the venue counts anew from about here: places that are known say nothing of it."""
        self._floor, self._aged, self._text = position, False, None
        self._above.clear()

    def _raise_floor(self, place: Position) -> None:
        self._floor = place if self._floor is None else max(place, self._floor)
        self._above = {each: None for each in self._above if each > self._floor}


def _what(message: UserEvent | str) -> _What:
    """Give what makes a message another one. Not all of it: a list may word what does not change the event in another way."""
    if isinstance(message, str):
        return (message,)
    rests, matched = message.unmatched, message.matched
    return (
        None if rests is None else (rests.orderID, rests.offered, rests.remaining),
        None if matched is None else (matched.txID, matched.orderID, matched.amount),
    )
