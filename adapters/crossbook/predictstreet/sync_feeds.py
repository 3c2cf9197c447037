"""Both feeds for programs without asyncio: the same feeds, each in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from crossbook.core.checks import Call
from crossbook.predictstreet.feed_link import Asks, FeedLink
from crossbook.predictstreet.feeds.market_events import MarketFeedEvent
from crossbook.predictstreet.feeds.market_feed import SyncMarketFeed
from crossbook.predictstreet.feeds.user_events import UserFeedEvent
from crossbook.predictstreet.feeds.user_feed import SyncUserFeed
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
    open_orders: Callable[[], tuple[Order, ...]],
    fills: Callable[[datetime], tuple[OrderFill, ...]],
    anything: Callable[[], object],
) -> Asks:
    """Ask through a synchronous client, each time in a thread of its own."""
    return Asks(
        open_orders=lambda: in_thread(open_orders, name=_READ),
        fills=lambda since: in_thread(partial(fills, since), name=_READ),
        anything=lambda: in_thread(anything, name=_READ),
    )


def user_feed(link: FeedLink, *, vaults: Several[str], since: datetime | None, most_waiting: int, check_every: float) -> SyncUserFeed:
    """Make the user feed of a synchronous client. Raises InvalidRequest for anything that cannot be used."""
    make = partial(OwnUserFeed, link, vaults=vaults, since=since, most_waiting=most_waiting, check_every=check_every)
    return BlockingFeed[UserFeedEvent](Call(VENUE, "userFeed"), make, url=link.url)


def market_feed(link: FeedLink, wanted: tuple[Wanted, ...], *, changes_are_whole: bool, most_waiting: int) -> SyncMarketFeed:
    """Make the market feed of a synchronous client. Raises InvalidRequest for anything that cannot be used."""
    make = partial(OwnMarketFeed, link, wanted, changes_are_whole=changes_are_whole, most_waiting=most_waiting)
    # One at a time: of a book that waits in the other thread, only the newest state is taken over.
    return BlockingFeed[MarketFeedEvent](Call(VENUE, "marketFeed"), make, url=link.url, at_once=1)
