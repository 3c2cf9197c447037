"""Both feeds for programs without asyncio: the same feeds, each in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from crossbook.core.checks import Call
from crossbook.predictstreet.feed_link import Asks, FeedLink
from crossbook.predictstreet.feeds.choosing import ChoosesMarkets
from crossbook.predictstreet.feeds.market_events import MarketFeedEvent
from crossbook.predictstreet.feeds.user_events import UserFeedEvent
from crossbook.predictstreet.feeds.wanted import Wanted
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.market_feed import OwnMarketFeed
from crossbook.predictstreet.orders.order import Order
from crossbook.predictstreet.reads.fill import OrderFill
from crossbook.predictstreet.user_feed import OwnUserFeed
from crossbook.protocols import Several
from crossbook.sockets.blocking_feed import BlockingFeed
from crossbook.sockets.feed_thread import in_thread

_READ: Final = "crossbook predictstreet read"


def asks_in_threads(
    *,
    open_orders: Callable[[str | None], tuple[Order, ...]],
    fills: Callable[[datetime, str | None], tuple[OrderFill, ...]],
    anything: Callable[[], object],
    renewed: Callable[[], object],
) -> Asks:
    """Ask through a synchronous client, each time in a thread of its own."""
    return Asks(
        open_orders=lambda wallet: in_thread(partial(open_orders, wallet), name=_READ),
        fills=lambda since, wallet: in_thread(partial(fills, since, wallet), name=_READ),
        anything=lambda: in_thread(anything, name=_READ),
        renewed=lambda: in_thread(renewed, name=_READ),
    )


class ThreadUserFeed(BlockingFeed[UserFeedEvent]):
    """The user feed of one synchronous client."""

    def __init__(self, link: FeedLink, *, vaults: Several[str], since: datetime | None, most_waiting: int, check_every: float) -> None:
        """Make a feed. Nothing is sent before it is opened. Raises InvalidRequest for anything that cannot be used."""
        self._feed = OwnUserFeed(link, vaults=vaults, since=since, most_waiting=most_waiting, check_every=check_every)
        super().__init__(Call(VENUE, "userFeed"), lambda: self._feed, url=link.url)

    def subscribe(self, *, vaults: Several[str]) -> None:
        self._thread.call(partial(self._feed.subscribe, vaults=vaults))

    def unsubscribe(self, *, vaults: Several[str]) -> None:
        self._thread.call(partial(self._feed.unsubscribe, vaults=vaults))


class ThreadMarketFeed(BlockingFeed[MarketFeedEvent], ChoosesMarkets):
    """The market feed of one synchronous client."""

    def __init__(self, link: FeedLink, wanted: tuple[Wanted, ...], *, changes_are_whole: bool, most_waiting: int) -> None:
        """Make a feed. Nothing is sent before it is opened. Raises InvalidRequest for anything that cannot be used."""
        self._feed = OwnMarketFeed(link, wanted, changes_are_whole=changes_are_whole, most_waiting=most_waiting)
        # One at a time: of a book that waits in the other thread, only the newest state is taken over.
        super().__init__(Call(VENUE, "marketFeed"), lambda: self._feed, url=link.url, at_once=1)

    def hear(self, more: tuple[Wanted, ...]) -> None:
        self._thread.call(partial(self._feed.hear, more))

    def hear_no_more(self, less: tuple[Wanted, ...]) -> None:
        self._thread.call(partial(self._feed.hear_no_more, less))
