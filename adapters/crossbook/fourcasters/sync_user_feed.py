"""The user feed for programs without asyncio: the same feed in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Self, TypeVar, cast

import attrs

from crossbook.core.checks import Call
from crossbook.feeds import CursorStore
from crossbook.fourcasters.feed_link import FeedLink
from crossbook.fourcasters.feeds.bookmark import Bookmark
from crossbook.fourcasters.feeds.events import UserFeedEvent
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.user_feed import CHECK_EVERY, MOST_WAITING, OwnUserFeed
from crossbook.sockets.blocking_feed import BlockingFeed
from crossbook.sockets.feed_thread import in_thread
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

PayloadT = TypeVar("PayloadT")


class ThreadUserFeed(BlockingFeed[UserFeedEvent]):
    """The feed of one synchronous client, with the place that its reader has come to."""

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
        make = partial(OwnUserFeed, link, most_waiting=most_waiting, check_every=check_every)
        super().__init__(Call(VENUE, "userFeed"), lambda: make(cursor=self._bookmark.place), url=link.url)

    def __repr__(self) -> str:
        return f"SyncUserFeed(url={self._link.url!r})"

    def __enter__(self) -> Self:
        self._link.check_token("userFeed")
        if not self._thread.was_opened:
            self._bookmark.begin()
        return super().__enter__()

    @property
    def cursor(self) -> str | None:
        return self._bookmark.place

    def done(self) -> None:
        self._bookmark.done()

    def __next__(self) -> UserFeedEvent:
        self._bookmark.done()
        event = super().__next__()
        self._bookmark.told(event)
        return event


@attrs.frozen
class InThread:
    """Asks over REST through a synchronous client, each time in a thread of its own."""

    fetch: Callable[[Request[Venue, object, object]], object]

    async def __call__(self, request: Request[Venue, object, PayloadT], /) -> PayloadT:
        """Execute a `request`. Raises what the client's `fetch` raises."""
        return cast("PayloadT", await in_thread(partial(self.fetch, request), name="crossbook fourcasters read"))
