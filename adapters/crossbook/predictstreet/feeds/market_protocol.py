"""The market feed without sockets: its subscriptions spread over connections, and what these tell in one place. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from crossbook.core.conflating import ConflatingOutbox
from crossbook.feeds import BookInvalid, BookRebuilt, Live, Lost
from crossbook.predictstreet.feeds.market_connection import MarketConnection
from crossbook.predictstreet.feeds.market_events import BookChanged, MarketFeedEvent
from crossbook.predictstreet.feeds.wanted import Wanted, subscriptions

SOURCE: Final = "predictstreet market feed"


class MarketFeedProtocol:
    """Keeps one feed over as many connections as its subscriptions need. What it has to tell waits in it until it is taken."""

    def __init__(self, wanted: tuple[Wanted, ...], *, changes_are_whole: bool, most_waiting: int) -> None:
        self._most_waiting = most_waiting
        self._outbox = ConflatingOutbox[MarketFeedEvent, BookChanged](most_waiting, merged=_merged, told=_told)
        self._connected = 0
        self._is_over = False
        self._changes_are_whole = changes_are_whole
        self.connections: tuple[MarketConnection, ...] = ()
        """The connections that it needs, more with what is subscribed to later. Each is driven by itself."""
        self.subscribe(wanted)

    # What is wanted of it:

    def subscribe(self, more: Iterable[Wanted]) -> None:
        """Tell of these too, on a connection where there is room, or on a new one: `connections` has it then."""
        for each in more:
            channel = each.channel
            left = [id_ for id_ in each.ids if not any(connection.wants(channel, id_) for connection in self.connections)]
            for connection in self.connections:
                carried = tuple(id_ for id_ in left if connection.carries(channel, id_))
                if carried:
                    connection.subscribe(Wanted(channel, carried))
                    left = [id_ for id_ in left if id_ not in carried]
            for part in subscriptions(channel, left):
                self._with_room(part).subscribe(part)

    def unsubscribe(self, less: Iterable[Wanted]) -> None:
        """Tell of these no more."""
        for each in less:
            for connection in self.connections:
                connection.unsubscribe(each)

    # What its connections tell:

    def connected(self) -> int:
        """Count a connection, and give its number."""
        self._connected += 1
        return self._connected

    def tell(self, event: MarketFeedEvent) -> None:
        """Tell something that is never dropped: where there is no room, the feed ends."""
        if self._is_over:
            return
        if self._outbox.is_full:
            self.lose(f"more than {self._most_waiting} events wait to be read")
        else:
            self._outbox.put(event)

    def tell_state(self, state: BookChanged, *, rebuilt: BookRebuilt | None) -> None:
        """Tell the newest state of a book, and before it that the book can be believed again."""
        if not self._is_over:
            self._outbox.put_state(state.token_id, state, rebuilt=rebuilt)

    def tell_invalid(self, event: BookInvalid, *, is_last: bool) -> None:
        """Tell that a book cannot be believed, and whether it is kept no more."""
        if not self._is_over:
            self._outbox.put_invalid(event.market, event, is_last=is_last)

    def tell_live(self) -> None:
        """Take note that a connection is live: the feed is, once all of them are."""
        if self.is_live:
            self.tell(Live(source=SOURCE))

    def lose(self, problem: str) -> None:
        """End the feed. There is no place to go on from: the venue replays nothing."""
        if not self._is_over:
            self._is_over = True
            self._outbox.close(Lost(source=SOURCE, problem=problem))

    # What follows:

    def next_event(self) -> MarketFeedEvent | None:
        """Take what is to be told next; None where there is nothing now."""
        return self._outbox.take()

    @property
    def has_events(self) -> bool:
        """Whether there is something to be told."""
        return len(self._outbox) > 0

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self._is_over

    @property
    def is_live(self) -> bool:
        """Whether every connection is there, and everything on it is answered."""
        return not self._is_over and all(each.is_live for each in self.connections)

    def _with_room(self, more: Wanted) -> MarketConnection:
        fitting = next((each for each in self.connections if each.fits(more)), None)
        if fitting is not None:
            return fitting
        idle = next((each for each in self.connections if each.is_idle), None)
        if idle is not None:
            idle.begin_anew()
            return idle
        number = len(self.connections) + 1
        source = SOURCE if number == 1 else f"{SOURCE}, connection {number}"
        added = MarketConnection(self, source, changes_are_whole=self._changes_are_whole)
        self.connections = (*self.connections, added)
        return added


def _merged(before: BookChanged, now: BookChanged) -> BookChanged:
    return msgspec.structs.replace(now, conflated=before.conflated + 1)


def _told(state: BookChanged) -> BookChanged:
    return state
