"""The user feed as a program sees it. Who makes one loads what drives it; nothing of that is here."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from crossbook.predictstreet.feeds.user_events import UserFeedEvent


class UserFeed(Protocol):
    """What happens to the wallet's own orders: `async with client.user_feed() as feed: async for event in feed:`.

    `AsyncPredictStreet.user_feed` makes one. The venue replays nothing, so each connection begins with a `Gap`, and with what REST tells
    behind it: all `RestingOrders`, and the fills that were missed; then `Live`. The connection is opened again by itself, at most once a
    second. Nothing is dropped: where more waits to be read than was agreed on, the feed ends with `Lost`.

    A feed belongs to the event loop that opened it, and is opened once.
    Venue page: https://docs.adipredictstreet.com/api-reference/websocket/user
    """

    async def __aenter__(self) -> Self:
        """Open the connection. Raises NotSent or Refused where it cannot be had."""
        ...

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connection."""
        ...

    def __aiter__(self) -> Self:
        """Give the feed itself: whoever iterates over it later goes on from there."""
        ...

    async def __anext__(self) -> UserFeedEvent:
        """Wait for an event. Ends where there will be no more."""
        ...

    async def aclose(self) -> None:
        """Close the connection and wait until nothing is left."""
        ...

    @property
    def is_live(self) -> bool:
        """Whether all that was missed has been made up for, and there is a connection. Events may wait to be read all the same."""
        ...


class SyncUserFeed(Protocol):
    """The user feed without asyncio: `with client.user_feed() as feed: for event in feed:`. It tells what `UserFeed` tells.

    `PredictStreet.user_feed` makes one. An iteration blocks until something happens. One thread at a time may iterate; `close` may be
    called from any, and ends the iteration. An interrupt (Ctrl-C) loses no event: whoever goes on iterating is given the next one.
    """

    def __enter__(self) -> Self:
        """Open the connection. Raises NotSent or Refused where it cannot be had."""
        ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connection."""
        ...

    def __iter__(self) -> Self:
        """Give the feed itself: whoever iterates over it later goes on from there."""
        ...

    def __next__(self) -> UserFeedEvent:
        """Wait for an event. Ends where there will be no more."""
        ...

    def close(self) -> None:
        """Close the connection and wait until the thread is gone."""
        ...

    @property
    def is_live(self) -> bool:
        """Whether all that was missed has been made up for, and there is a connection. Events may wait to be read all the same."""
        ...
