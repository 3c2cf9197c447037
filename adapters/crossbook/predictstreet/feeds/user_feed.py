"""The user feed as a program sees it. Who makes one loads what drives it; nothing of that is here."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from crossbook.predictstreet.feeds.user_events import UserFeedEvent
from crossbook.protocols import Several


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

    def subscribe(self, *, vaults: Several[str]) -> None:
        """Hear of the balances of more `vaults`, by address. It is asked for again after every reopening.

        What becomes of it is told by `Subscribed` and `SubscriptionRejected`. Raises InvalidRequest for anything that cannot be used.
        """
        ...

    def unsubscribe(self, *, vaults: Several[str]) -> None:
        """Hear no more of these `vaults`. Raises InvalidRequest for anything that cannot be used.

        No page shows how the venue is told, so it goes on sending until the connection is another one, and the feed passes that over.
        """
        ...

    @property
    def is_live(self) -> bool:
        """Whether all that was missed has been made up for, and there is a connection. Events may wait to be read all the same."""
        ...


class SyncUserFeed(Protocol):
    """The user feed without asyncio: `with client.user_feed() as feed: for event in feed:`. It tells what `UserFeed` tells.

    `PredictStreet.user_feed` makes one. An iteration blocks until something happens. One thread at a time may iterate; `close`,
    which ends the iteration, `subscribe` and `unsubscribe` may be called from any. An interrupt (Ctrl-C) loses no event: whoever goes on
    iterating is given the next one.
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

    def subscribe(self, *, vaults: Several[str]) -> None:
        """Hear of the balances of more `vaults`, by address. It is asked for again after every reopening.

        What becomes of it is told by `Subscribed` and `SubscriptionRejected`. Raises InvalidRequest for anything that cannot be used.
        """
        ...

    def unsubscribe(self, *, vaults: Several[str]) -> None:
        """Hear no more of these `vaults`. Raises InvalidRequest for anything that cannot be used.

        No page shows how the venue is told, so it goes on sending until the connection is another one, and the feed passes that over.
        """
        ...

    @property
    def is_live(self) -> bool:
        """Whether all that was missed has been made up for, and there is a connection. Events may wait to be read all the same."""
        ...
