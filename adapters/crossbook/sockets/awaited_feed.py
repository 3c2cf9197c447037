"""A feed as a program over asyncio has it: a context, and a loop that waits until something happens. What it is made of, each feed says."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Generic, Self, TypeVar

from crossbook.core.checks import Call
from crossbook.sockets.driven import Teller
from crossbook.sockets.feeding import Feeding
from crossbook.sockets.link import Link

EventT = TypeVar("EventT")


class AwaitedFeed(ABC, Generic[EventT]):
    """A feed over asyncio. It may be opened once, unless the opening failed."""

    def __init__(self, call: Call, link: Link) -> None:
        self._call = call
        self._url = link.url
        self._watch = link.watch
        self._closing = link.closing
        self._unhear: Callable[[], None] | None = None
        self._feeding: Feeding[EventT] | None = None

    def __repr__(self) -> str:
        # As its public class is called: what a client makes is its own form of that.
        return f"{type(self).__name__.removeprefix('Own')}(url={self._url!r})"

    @abstractmethod
    def _begin(self) -> Teller[EventT]:
        """Make what there is to open, and give what will tell. Nothing is sent yet."""

    @abstractmethod
    async def _connect(self) -> None:
        """Have what it hears from. Leaves nothing open where that cannot be had."""

    @abstractmethod
    async def _disconnect(self) -> None:
        """Want no connection any more, and wait until none is left."""

    @abstractmethod
    def _lose(self, problem: str) -> None:
        """End the feed, and tell why."""

    @abstractmethod
    def _check_loop(self) -> None:
        """Raise InvalidRequest in another event loop than that in which it was opened."""

    async def __aenter__(self) -> Self:
        if self._feeding is not None:
            raise self._call.invalid(expected="a feed that was not opened before", found="one that was")
        teller = self._begin()
        if self._watch is not None:
            teller = self._watch.telling(teller)
        self._feeding = Feeding(teller, name=f"crossbook {self._call.venue} {self._call.operation}")
        try:
            await self._connect()
        except BaseException:
            self._feeding = None
            raise
        self._hear_of_the_client(asyncio.get_running_loop())
        return self

    def _hear_of_the_client(self, loop: asyncio.AbstractEventLoop) -> None:
        closing = self._closing
        if closing is None:
            return

        def told() -> None:
            with suppress(RuntimeError):  # The loop is over already.
                loop.call_soon_threadsafe(self._client_closed)

        closing.add(told)
        self._unhear = partial(closing.remove, told)

    def _client_closed(self) -> None:
        feeding = self._feeding
        if feeding is not None and not feeding.is_over:
            self._lose("its client was closed")
            self._told(feeding, is_over=True, has_connection=True)

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        if self._unhear is not None:
            self._unhear()
        if self._feeding is not None:
            await self._feeding.stop()
            await self._disconnect()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> EventT:
        if self._feeding is not None:
            self._check_loop()
            if (event := self._feeding.ready()) is not None:
                return event
        taken = await self.take(1)
        if not taken:
            raise StopAsyncIteration
        return taken[0]

    async def take(self, most: int) -> list[EventT]:
        """Wait for events and take up to so many (`most`); none where there will be no more."""
        if self._feeding is None:
            raise self._call.invalid(expected="a feed that is open", found="one that is not")
        self._check_loop()
        return await self._feeding.take(most)

    async def until_over(self) -> None:
        """Wait until nothing more will come."""
        if self._feeding is not None:
            await self._feeding.until_over()

    def rest(self) -> list[EventT]:
        """Give all that is still to be told, at once."""
        return [] if self._feeding is None else self._feeding.rest()

    def _change(self, change: Callable[[], None]) -> Feeding[EventT] | None:
        """Change what is wanted, in the event loop that the feed is open in. Gives what keeps its errands, where it is open."""
        feeding = None if self._feeding is None or self._feeding.is_over else self._feeding
        if feeding is not None:
            self._check_loop()
        change()
        return feeding

    def _told(self, feeding: Feeding[EventT], *, is_over: bool, has_connection: bool) -> None:
        """Wake whoever waits for what there is to tell, and leave once there will be no more."""
        feeding.wake()
        if is_over and has_connection and not feeding.is_stopped:
            feeding.begin(self._disconnect())
