"""The user feed as a program sees it. Who makes one loads what drives it; nothing of that is here."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from crossbook.fourcasters.feeds.events import UserFeedEvent


class UserFeed(Protocol):
    """What happens to the account's own orders at 4casters: `async with client.user_feed(cursor=...) as feed: async for event in feed:`.

    `AsyncFourcasters.user_feed` makes one. After each opening of the connection, what was missed comes first, then `Live`. The
    connection is opened again by itself, at most once a second. A message is told once by a feed, and told again by a feed that begins
    at an older cursor. What the venue does not have any more is a `Gap`, with all `RestingOrders` behind it. Nothing is dropped: where
    more waits to be read than was agreed on, the feed ends with `Lost`.

    An event is done with when the next one is asked for; then its cursor is kept, where there is a store for it. A program that must not
    apply one twice keeps `event.cursor` together with what it has made of the event.

    A feed belongs to the event loop that opened it, and is opened once. Venue page: https://docs.4casters.io/pages/streaming/user-feed
    """

    async def __aenter__(self) -> Self:
        """Open the connection. Raises NotSent or Refused where it cannot be had, ValueError or OSError for a cursor that cannot."""
        ...

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connection."""
        ...

    def __aiter__(self) -> Self:
        """Give the feed itself: whoever iterates over it later goes on from there."""
        ...

    async def __anext__(self) -> UserFeedEvent:
        """Wait for an event. Ends where there will be no more. Raises what the store of the cursor raises; no event is lost by that."""
        ...

    async def aclose(self) -> None:
        """Close the connection and wait until nothing is left. The event that was given last is not counted as done with."""
        ...

    def done(self) -> None:
        """Count the event that was given last as done with, without asking for the next one. Raises what the store raises."""
        ...

    @property
    def cursor(self) -> str | None:
        """The cursor of the last event that is done with: where another feed goes on."""
        ...

    @property
    def is_live(self) -> bool:
        """Whether all that was missed has been made up for, and there is a connection. Events may wait to be read all the same."""
        ...


class SyncUserFeed(Protocol):
    """The user feed without asyncio: `with client.user_feed(cursor=...) as feed: for event in feed:`. It tells what `UserFeed` tells.

    `Fourcasters.user_feed` makes one. An iteration blocks until something happens. One thread at a time may iterate; `close` may be
    called from any, and ends the iteration. An interrupt (Ctrl-C) loses no event: whoever goes on iterating is given the next one.
    """

    def __enter__(self) -> Self:
        """Open the connection. Raises NotSent or Refused where it cannot be had, ValueError or OSError for a cursor that cannot."""
        ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connection."""
        ...

    def __iter__(self) -> Self:
        """Give the feed itself: whoever iterates over it later goes on from there."""
        ...

    def __next__(self) -> UserFeedEvent:
        """Wait for an event. Ends where there will be no more. Raises what the store of the cursor raises; no event is lost by that."""
        ...

    def close(self) -> None:
        """Close the connection and wait until the thread is gone. The event that was given last is not counted as done with."""
        ...

    def done(self) -> None:
        """Count the event that was given last as done with, without asking for the next one. Raises what the store raises."""
        ...

    @property
    def cursor(self) -> str | None:
        """The cursor of the last event that is done with: where another feed goes on."""
        ...

    @property
    def is_live(self) -> bool:
        """Whether all that was missed has been made up for, and there is a connection. Events may wait to be read all the same."""
        ...
