"""A feed as a program without asyncio has it: a context, and a loop that blocks until something happens."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from crossbook.core.checks import Call
from crossbook.sockets.feed_thread import FeedThread, ThreadedFeed

EventT = TypeVar("EventT")
MANY: Final = 256
"""Events taken over from the other thread at a time, at most. They are beside those that wait there."""


class BlockingFeed(Generic[EventT]):
    """A feed over asyncio, in a thread of its own. It may be opened once."""

    def __init__(self, call: Call, make: Callable[[], ThreadedFeed[EventT]], *, url: str, at_once: int = MANY) -> None:
        """Take what makes the feed: it is called once now, so that what is wrong is said at once, and then in the feed's thread."""
        make()
        self._call = call
        self._make = make
        self._url = url
        self._thread = FeedThread[EventT](f"crossbook {call.venue} {call.operation}", at_once=at_once)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(url={self._url!r})"

    def __enter__(self) -> Self:
        if self._thread.was_opened:
            raise self._call.invalid(expected="a feed that was not opened before", found="one that was")
        self._thread.open(self._make)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._thread.close()

    @property
    def is_live(self) -> bool:
        return self._thread.is_live

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> EventT:
        if not self._thread.is_open:
            raise self._call.invalid(expected="a feed that is open", found="one that is not")
        event = self._thread.next()
        if event is None:
            raise StopIteration
        return event
