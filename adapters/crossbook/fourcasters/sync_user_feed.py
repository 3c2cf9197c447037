"""The user feed for programs without asyncio: the same feed in an event loop of its own, in a thread that ends with it."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Final, Self, TypeVar, cast

import attrs

from crossbook.core.checks import Call
from crossbook.feeds import CursorStore
from crossbook.fourcasters.feed_link import FeedLink
from crossbook.fourcasters.feeds.bookmark import Bookmark
from crossbook.fourcasters.feeds.events import UserFeedEvent
from crossbook.fourcasters.feeds.user_feed import SyncUserFeed
from crossbook.fourcasters.identifiers import VENUE
from crossbook.fourcasters.user_feed import CHECK_EVERY, MOST_WAITING, OwnUserFeed
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.runtime import Request

PayloadT = TypeVar("PayloadT")
ResultT = TypeVar("ResultT")
_AT_ONCE: Final = 256
"""Events taken over from the other thread at a time, at most. They are beside those that wait there."""


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
        self._most_waiting = most_waiting
        self._check_every = check_every
        OwnUserFeed(link, most_waiting=most_waiting, check_every=check_every)  # What is wrong is said at once.
        self._thread: threading.Thread | None = None
        self._feed: OwnUserFeed | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closing: asyncio.Event | None = None
        self._coming: Future[list[UserFeedEvent]] | None = None
        """What was asked of the other thread and not taken yet: an interrupt leaves it for the next call."""
        self._here: deque[UserFeedEvent] = deque()

    def __repr__(self) -> str:
        return f"SyncUserFeed(url={self._link.url!r})"

    def __enter__(self) -> Self:
        self._link.check_token("userFeed")
        if self._thread is not None:
            raise Call(VENUE, "userFeed").invalid(expected="a feed that was not opened before", found="one that was")
        self._bookmark.begin()
        opened: Future[None] = Future()
        self._thread = threading.Thread(
            target=self._run, args=(self._bookmark.place, opened), name="crossbook fourcasters user feed", daemon=True
        )
        self._thread.start()
        try:
            opened.result()
        except BaseException:
            self.close()
            self._thread = None
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        thread, loop, closing = self._thread, self._loop, self._closing
        if loop is not None and closing is not None:
            with suppress(RuntimeError):  # It is over already.
                loop.call_soon_threadsafe(closing.set)
        if thread is not None and thread is not threading.current_thread():
            thread.join()

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
        if not self._here:
            self._here.extend(self._take())
        if not self._here:
            raise StopIteration
        event = self._here.popleft()
        self._bookmark.told(event)
        return event

    def _take(self) -> list[UserFeedEvent]:
        feed, loop, thread = self._feed, self._loop, self._thread
        if feed is None or loop is None or thread is None:
            raise Call(VENUE, "userFeed").invalid(expected="a feed that is open", found="one that is not")
        try:
            if self._coming is None:
                self._coming = _begun(feed.take(_AT_ONCE), loop)
            taken = self._coming.result()
        except CancelledError:
            taken = []  # It was closed meanwhile.
        self._coming = None
        return taken

    def _run(self, cursor: str | None, opened: Future[None]) -> None:
        try:
            asyncio.run(self._serve(cursor, opened))
        except BaseException as error:  # noqa: BLE001 - the caller's thread is to know
            if not opened.done():
                opened.set_exception(error)

    async def _serve(self, cursor: str | None, opened: Future[None]) -> None:
        self._loop, self._closing = asyncio.get_running_loop(), asyncio.Event()
        feed = OwnUserFeed(self._link, cursor=cursor, most_waiting=self._most_waiting, check_every=self._check_every)
        opening = asyncio.ensure_future(feed.__aenter__())
        closing = asyncio.ensure_future(self._closing.wait())
        await asyncio.wait((opening, closing), return_when=asyncio.FIRST_COMPLETED)
        if not opening.done():
            opening.cancel()
        await opening
        self._feed = feed
        opened.set_result(None)
        await closing
        await feed.aclose()


def _begun(work: Coroutine[None, None, ResultT], loop: asyncio.AbstractEventLoop) -> Future[ResultT]:
    """Begin something in another thread's loop. Raises CancelledError where that is closed."""
    try:
        return asyncio.run_coroutine_threadsafe(work, loop)
    except RuntimeError:
        work.close()
        raise CancelledError from None


@attrs.frozen
class InThread:
    """Asks over REST through a synchronous client, each time in a thread of its own: an event loop never waits for one that hangs."""

    fetch: Callable[[Request[Venue, object, object]], object]

    async def __call__(self, request: Request[Venue, object, PayloadT], /) -> PayloadT:
        """Execute a `request`. Raises what the client's `fetch` raises."""
        loop = asyncio.get_running_loop()
        ended: asyncio.Future[PayloadT] = loop.create_future()

        def settle(set_it: Callable[[], None]) -> None:
            if not ended.done():
                set_it()

        def run() -> None:
            try:
                payload = self.fetch(request)
            except BaseException as error:  # noqa: BLE001 - handed on to whoever asked
                told = partial(settle, partial(ended.set_exception, error))
            else:
                told = partial(settle, partial(ended.set_result, cast("PayloadT", payload)))
            with suppress(RuntimeError):  # The feed may be over by now.
                loop.call_soon_threadsafe(told)

        threading.Thread(target=run, name="crossbook fourcasters read", daemon=True).start()
        return await ended
