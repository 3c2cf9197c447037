"""A feed for programs without asyncio: the same feed in an event loop of its own, in a thread that ends with it."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from functools import partial
from typing import Generic, Protocol, Self, TypeVar

EventT = TypeVar("EventT")
ResultT = TypeVar("ResultT")


class ThreadedFeed(Protocol[EventT]):
    """A feed over asyncio, as the thread that it is in knows it."""

    async def __aenter__(self) -> Self: ...
    async def aclose(self) -> None: ...
    async def take(self, most: int) -> list[EventT]: ...
    async def until_over(self) -> None: ...
    def rest(self) -> list[EventT]: ...

    @property
    def is_live(self) -> bool: ...


class FeedThread(Generic[EventT]):
    """Holds a feed in a thread. It may be opened once, unless the opening failed; an interrupt loses no event."""

    def __init__(self, name: str, *, at_once: int) -> None:
        self._name = name
        self._at_once = at_once
        self._thread: threading.Thread | None = None
        self._feed: ThreadedFeed[EventT] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closing: asyncio.Event | None = None
        self._coming: Future[list[EventT]] | None = None
        """What was asked of the other thread and not taken yet: an interrupt leaves it for the next call."""
        self._here: deque[EventT] = deque()
        self._rest: list[EventT] = []
        """What a feed that has ended had still to tell: its thread is gone then."""

    @property
    def was_opened(self) -> bool:
        """Whether there is, or was, a thread."""
        return self._thread is not None

    @property
    def is_open(self) -> bool:
        """Whether there is, or was, a feed that could be opened."""
        return self._feed is not None

    @property
    def is_live(self) -> bool:
        """Whether the feed says that it is live."""
        return self._feed is not None and self._feed.is_live

    def open(self, make: Callable[[], ThreadedFeed[EventT]]) -> None:
        """Begin the thread, make the feed there and open it. Raises what its opening raises."""
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(make, opened), name=self._name, daemon=True)
        self._thread.start()
        try:
            opened.result()
        except BaseException:
            self.close()
            self._thread = None
            raise

    def close(self) -> None:
        """Close the feed and wait until the thread is gone. May be called in any thread."""
        thread, loop, closing = self._thread, self._loop, self._closing
        if loop is not None and closing is not None:
            with suppress(RuntimeError):  # It is over already.
                loop.call_soon_threadsafe(closing.set)
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def call(self, work: Callable[[], None]) -> None:
        """Have something done where the feed is, and wait until it is; at once where there is no thread, or none any more.

        May be called in any thread. Raises what it raises.
        """
        loop = self._loop
        if loop is None or loop.is_closed() or threading.current_thread() is self._thread:
            work()
            return

        async def done_there() -> None:
            work()

        with suppress(CancelledError):  # It is closed meanwhile.
            _begun(done_there(), loop).result()

    def next(self) -> EventT | None:
        """Wait for an event of a feed that was opened; None where there will be no more."""
        if not self._here:
            self._here.extend(self._take())
        return self._here.popleft() if self._here else None

    def _take(self) -> list[EventT]:
        feed, loop = self._feed, self._loop
        if feed is None or loop is None:
            return []
        try:
            if self._coming is None:
                self._coming = _begun(feed.take(self._at_once), loop)
            taken = self._coming.result()
        except CancelledError:
            taken = []  # It was closed meanwhile.
        self._coming = None
        if not taken:
            taken, self._rest = self._rest, []
        return taken

    def _run(self, make: Callable[[], ThreadedFeed[EventT]], opened: Future[None]) -> None:
        try:
            asyncio.run(self._serve(make, opened))
        except BaseException as error:  # noqa: BLE001 - the caller's thread is to know
            if not opened.done():
                opened.set_exception(error)

    async def _serve(self, make: Callable[[], ThreadedFeed[EventT]], opened: Future[None]) -> None:
        self._loop, self._closing = asyncio.get_running_loop(), asyncio.Event()
        feed = make()
        opening = asyncio.ensure_future(feed.__aenter__())
        closing = asyncio.ensure_future(self._closing.wait())
        await asyncio.wait((opening, closing), return_when=asyncio.FIRST_COMPLETED)
        if not opening.done():
            opening.cancel()
        await opening
        self._feed = feed
        opened.set_result(None)
        over = asyncio.ensure_future(feed.until_over())
        await asyncio.wait((closing, over), return_when=asyncio.FIRST_COMPLETED)
        if not closing.done():
            self._rest = feed.rest()
        await feed.aclose()


def _begun(work: Coroutine[None, None, ResultT], loop: asyncio.AbstractEventLoop) -> Future[ResultT]:
    """Begin something in another thread's loop. Raises CancelledError where that is closed."""
    try:
        return asyncio.run_coroutine_threadsafe(work, loop)
    except RuntimeError:
        work.close()
        raise CancelledError from None


async def in_thread(call: Callable[[], ResultT], *, name: str) -> ResultT:
    """Make a `call` that blocks, in a thread of its own: an event loop never waits for one that hangs. Raises what it raises."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[ResultT] = loop.create_future()

    def settle(set_it: Callable[[], None]) -> None:
        if not ended.done():
            set_it()

    def run() -> None:
        try:
            result = call()
        except BaseException as error:  # noqa: BLE001 - handed on to whoever asked
            told = partial(settle, partial(ended.set_exception, error))
        else:
            told = partial(settle, partial(ended.set_result, result))
        with suppress(RuntimeError):  # The feed may be over by now.
            loop.call_soon_threadsafe(told)

    threading.Thread(target=run, name=name, daemon=True).start()
    return await ended
