"""The user feed for programs without asyncio: the same feed in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Self, TypeVar, cast

import attrs

from crossbook.core.checks import Call
from crossbook.feeds import CursorStore
from crossbook.fourcasters.feed_link import FeedLink
from crossbook.fourcasters.feeds.bookmark import Bookmark
from crossbook.fourcasters.feeds.events import UserFeedEvent
from crossbook.fourcasters.feeds.user_feed import SyncUserFeed
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.user_feed import CHECK_EVERY, MOST_WAITING, OwnUserFeed
from crossbook.sockets.feed_thread import FeedThread, in_thread
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

PayloadT = TypeVar("PayloadT")


class ThreadUserFeed(SyncUserFeed):
    """The feed of one synchronous client. It may be opened once."""

    def __init__(
        self,
        link: FeedLink,
        *,
        cursor: str | CursorStore | None = None,
        most_waiting: int = MOST_WAITING,
        check_every: float = CHECK_EVERY,
    ) -> None:
        """Make a feed. Nothing is sent before it is opened. Raises InvalidRequest for anything that cannot be used."""
        self._link = link
        self._bookmark = Bookmark(cursor)
        OwnUserFeed(link, most_waiting=most_waiting, check_every=check_every)  # What is wrong is said at once.
        self._make = partial(OwnUserFeed, link, most_waiting=most_waiting, check_every=check_every)
        self._feed: OwnUserFeed | None = None
        self._thread = FeedThread[UserFeedEvent]("crossbook fourcasters user feed")

    def __repr__(self) -> str:
        return f"SyncUserFeed(url={self._link.url!r})"

    def __enter__(self) -> Self:
        self._link.check_token("userFeed")
        if self._thread.was_opened:
            raise Call(VENUE, "userFeed").invalid(expected="a feed that was not opened before", found="one that was")
        self._bookmark.begin()
        self._thread.open(self._made)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._thread.close()

    @property
    def cursor(self) -> str | None:
        return self._bookmark.place

    @property
    def is_live(self) -> bool:
        return self._feed is not None and self._feed.is_live

    def done(self) -> None:
        self._bookmark.done()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> UserFeedEvent:
        self._bookmark.done()
        if not self._thread.is_open:
            raise Call(VENUE, "userFeed").invalid(expected="a feed that is open", found="one that is not")
        event = self._thread.next()
        if event is None:
            raise StopIteration
        self._bookmark.told(event)
        return event

    def _made(self) -> OwnUserFeed:
        """Make the feed, in the thread that it belongs to."""
        self._feed = self._make(cursor=self._bookmark.place)
        return self._feed


@attrs.frozen
class InThread:
    """Asks over REST through a synchronous client, each time in a thread of its own."""

    fetch: Callable[[Request[Venue, object, object]], object]

    async def __call__(self, request: Request[Venue, object, PayloadT], /) -> PayloadT:
        """Execute a `request`. Raises what the client's `fetch` raises."""
        return cast("PayloadT", await in_thread(partial(self.fetch, request), name="crossbook fourcasters read"))
