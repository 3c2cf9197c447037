"""What a user feed of 4casters tells, each message once, and what it has to keep for that. Pure."""

from __future__ import annotations

from typing import Final

from crossbook.core.catching_up import CatchingUp
from crossbook.feeds import Lost
from crossbook.fourcasters.feeds.events import UnlistedEvent, UserFeedEvent
from crossbook.fourcasters.feeds.given import Given
from crossbook.fourcasters.feeds.listing import Listing, Placed
from crossbook.fourcasters.feeds.positions import Place, Position, text_of
from crossbook.fourcasters.feeds.reading import read_placed
from crossbook.fourcasters.feeds.wants import OVER, Ask, Phase
from crossbook_bindings.runtime import UnknownFrame

SOURCE: Final = "fourcasters user feed"
_AT_ONCE: Final = 0.0
"""A moment that has passed, whatever the clock says."""


class Telling(CatchingUp[UserFeedEvent, Ask]):
    """The part of the protocol object through which everything is told."""

    def __init__(self, cursor: Place | None, most_waiting: int) -> None:
        super().__init__(most_waiting)
        self._given = Given(cursor)
        self._phase = Phase.CLOSED
        self._check_at = 0.0
        self._available = Listing()
        """What the venue still has, where there is a gap."""
        self._strays: list[Placed] = []
        """What came under a name that it cannot have, where that is why."""
        self._nameless = frozenset[str]()
        """What was told of lists although it has no place."""
        self._held: list[Placed | UnknownFrame] = []

    def lose(self, problem: str, *, missing: Position | None = None) -> None:
        """End the feed, and tell where another one goes on; `missing` is a message that was not told."""
        if self._phase is OVER:
            return
        self._phase = OVER
        self._forget()
        cursor = self._given.cursor if missing is None else self._given.cursor_without(missing)
        self._outbox.close(Lost(source=SOURCE, problem=problem, cursor=cursor))

    def _tell_listed(self, listing: Listing, after: Position) -> int:
        count, listed = 0, after
        for placed in listing.messages:
            if self._given.is_new(placed[0]):
                # Only here: it goes through everything that was told since the last list.
                self._given.listed(listed)
                self._tell_message(placed, self._given.cursor_at(placed[0]))
                count += 1
            if self._phase is OVER:
                return count
            listed = placed[0]
        self._given.listed(listed)
        self._tell_nameless(listing, self._given.cursor)
        return count

    def _tell_nameless(self, listing: Listing, cursor: str | None) -> None:
        for text in listing.nameless:
            self._tell(UnlistedEvent(message_id=None, cursor=cursor, venue_event=text))
        self._nameless = self._nameless.union(listing.nameless)

    def _tell_strays(self, cursor: str | None) -> Position | None:
        """Tell what came under names that it cannot have. Gives the place where the venue seems to count anew."""
        strays, self._strays = self._strays, []
        back: Position | None = None
        for position, message in strays:
            if self._given.is_stray(position):
                back = position
                self._tell(read_placed((position, message), cursor or text_of(position)))
            elif self._given.contradicts(position, message):
                self._tell(UnlistedEvent(message_id=text_of(position), cursor=cursor, venue_event=message))
            self._given.know(position, message)
        return back

    def _tell_message(self, placed: Placed, cursor: str) -> None:
        if self._tell(read_placed(placed, cursor), missing=placed[0]):
            self._given.tell(*placed, cursor)
            if self._given.is_crowded:
                self._check_at = _AT_ONCE

    def _tell(self, event: UserFeedEvent, *, missing: Position | None = None) -> bool:
        """Put something where it is taken from, if there is room, and say whether there was."""
        has_room = self._has_room(missing)
        if has_room:
            self._outbox.put(event)
        return has_room

    def _has_room(self, missing: Position | None = None) -> bool:
        if self._phase is not OVER and self._outbox.is_full:
            self.lose(f"more than {self._most_waiting} events wait to be read", missing=missing)
        return self._phase is not OVER

    def _forget(self) -> None:
        self._waits_for = None
        self._held.clear()
        self._available = Listing()
