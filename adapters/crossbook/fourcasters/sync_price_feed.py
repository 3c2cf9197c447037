"""The price feed for programs without asyncio: the same feed in a thread of its own."""

from __future__ import annotations

from functools import partial

from crossbook.core.checks import Call
from crossbook.fourcasters.feed_link import FeedLink
from crossbook.fourcasters.feeds.choice import OPERATION, Keys
from crossbook.fourcasters.feeds.price_events import PriceFeedEvent
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.price_feed import CHECK_EVERY, MOST_WAITING, OwnPriceFeed
from crossbook.protocols import Several
from crossbook.sockets.blocking_feed import BlockingFeed


class ThreadPriceFeed(BlockingFeed[PriceFeedEvent]):
    """The feed of one synchronous client."""

    def __init__(self, link: FeedLink, keys: Keys | None, *, most_waiting: int = MOST_WAITING, check_every: float = CHECK_EVERY) -> None:
        """Make a feed. Nothing is sent before it is opened. Raises InvalidRequest for anything that cannot be used."""
        self._link = link
        self._feed = OwnPriceFeed(link, keys, most_waiting=most_waiting, check_every=check_every)
        # One at a time: of a book that waits in the other thread, only the newest state is taken over.
        super().__init__(Call(VENUE, OPERATION), lambda: self._feed, url=link.url, at_once=1)

    def __repr__(self) -> str:
        return f"SyncPriceFeed(url={self._link.url!r})"

    def subscribe(self, *, games: Several[str] = (), leagues: Several[str] = (), sports: Several[str] = ()) -> None:
        self._thread.call(partial(self._feed.subscribe, games=games, leagues=leagues, sports=sports))

    def unsubscribe(self, *, games: Several[str] = (), leagues: Several[str] = (), sports: Several[str] = ()) -> None:
        self._thread.call(partial(self._feed.unsubscribe, games=games, leagues=leagues, sports=sports))
