"""Where the connections of a feed tell what they hear, all at one place. Pure."""

from __future__ import annotations

from typing import Protocol

from crossbook.feeds import BookInvalid, BookRebuilt
from crossbook.predictstreet.feeds.market_events import BookChanged, MarketFeedEvent


class Desk(Protocol):
    """What a connection of the market feed knows of the feed."""

    def connected(self) -> int:
        """Count a connection, and give its number."""
        ...

    def tell(self, event: MarketFeedEvent) -> None:
        """Tell something that is never dropped."""
        ...

    def tell_state(self, state: BookChanged, *, rebuilt: BookRebuilt | None) -> None:
        """Tell the newest state of a book, and before it that the book can be believed again."""
        ...

    def tell_invalid(self, event: BookInvalid, *, is_last: bool) -> None:
        """Tell that a book cannot be believed, and whether it is kept no more."""
        ...

    def tell_live(self) -> None:
        """Take note that a connection is live, which may make the whole feed live."""
        ...

    def lose(self, problem: str) -> None:
        """End the feed."""
        ...

    @property
    def is_over(self) -> bool:
        """Whether the feed has ended."""
        ...
