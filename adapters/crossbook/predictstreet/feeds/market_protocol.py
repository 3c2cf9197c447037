"""The market feed without sockets: its subscriptions spread over connections, and what these tell in one place. Pure."""

from __future__ import annotations

from typing import Final

import msgspec

from crossbook.core.conflating import ConflatingOutbox
from crossbook.feeds import BookInvalid, BookRebuilt, Live, Lost
from crossbook.predictstreet.feeds.market_connection import MarketConnection
from crossbook.predictstreet.feeds.market_events import BookChanged, MarketFeedEvent
from crossbook.predictstreet.feeds.wanted import Wanted, connections

SOURCE: Final = "predictstreet market feed"


class MarketFeedProtocol:
    """Keeps one feed over as many connections as its subscriptions need. What it has to tell waits in it until it is taken."""

    def __init__(self, wanted: tuple[Wanted, ...], *, changes_are_whole: bool, most_waiting: int) -> None:
        self._most_waiting = most_waiting
        self._outbox = ConflatingOutbox[MarketFeedEvent, BookChanged](most_waiting, _counted)
        self._connected = 0
        self._is_over = False
        parts = connections(wanted)
        of = f" of {len(parts)}"
        self.connections = tuple(
            MarketConnection(
                self,
                SOURCE if len(parts) == 1 else f"{SOURCE}, connection {number}{of}",
                part,
                changes_are_whole=changes_are_whole,
            )
            for number, part in enumerate(parts, start=1)
        )
        """The connections that it needs. Each is driven by itself."""

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

    def tell_state(self, state: BookChanged) -> None:
        """Tell the newest state of a book."""
        if not self._is_over:
            self._outbox.put_state(state.token_id, state)

    def tell_invalid(self, event: BookInvalid) -> None:
        """Tell that a book cannot be believed."""
        if not self._is_over:
            self._outbox.put_invalid(event)

    def tell_rebuilt(self, event: BookRebuilt) -> None:
        """Tell that a book can be believed again."""
        if not self._is_over:
            self._outbox.put_rebuilt(event)

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


def _counted(state: BookChanged, skipped: int) -> BookChanged:
    return msgspec.structs.replace(state, conflated=skipped) if skipped else state
