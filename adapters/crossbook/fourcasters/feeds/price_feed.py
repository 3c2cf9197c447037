"""The price feed as a program sees it. Who makes one loads what drives it; nothing of that is here."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from crossbook.fourcasters.feeds.price_events import PriceFeedEvent
from crossbook.protocols import Several


class PriceFeed(Protocol):
    """Books, games and volumes as they change: `async with client.price_feed(games=[...]) as feed: async for event in feed:`.

    `AsyncFourcasters.price_feed` makes one. The feed has no snapshot, so each book begins with the one over REST, and is kept from
    messages; `Live` comes once all are read. A connection that is lost is opened again by itself, at most once a second, and told again
    what to send: then there is a `Gap`, and each book that was a `BookInvalid` is read anew, and a `BookRebuilt`, before `Live`. A reader
    that is slow gets the newest book of each game, and how many it was not told of.

    The feed has nothing by which a lost message could be noticed either, so books are read again in turn and compared. One that two looks
    find wrong is a `BookInvalid` with its `BookRebuilt` at once. The venue confirms no subscription and refuses none that any page shows.

    A feed belongs to the event loop that opened it, and is opened once. Venue page: https://docs.4casters.io/pages/streaming/price-feed
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

    async def __anext__(self) -> PriceFeedEvent:
        """Wait for an event. Ends where there will be no more."""
        ...

    async def aclose(self) -> None:
        """Close the connection and wait until nothing is left."""
        ...

    def subscribe(self, *, games: Several[str] = (), leagues: Several[str] = (), sports: Several[str] = ()) -> None:
        """Hear of more: `games` by id, `leagues` by this feed's codes, `sports`. It is asked for again after every reopening.

        Raises InvalidRequest for anything that cannot be used, and on a feed that hears of everything.
        """
        ...

    def unsubscribe(self, *, games: Several[str] = (), leagues: Several[str] = (), sports: Several[str] = ()) -> None:
        """Hear no more of these `games`, `leagues` and `sports`: their books are not kept, unless something else asks for them.

        Raises InvalidRequest for anything that cannot be used, and on a feed that hears of everything.
        """
        ...

    @property
    def is_live(self) -> bool:
        """Whether there is a connection, and all books were read. Events may wait to be read all the same."""
        ...


class SyncPriceFeed(Protocol):
    """The price feed without asyncio: `with client.price_feed(games=[...]) as feed: for event in feed:`. It tells what `PriceFeed` tells.

    `Fourcasters.price_feed` makes one. An iteration blocks until something happens. One thread at a time may iterate; `close`,
    `subscribe` and `unsubscribe` may be called from any. An interrupt (Ctrl-C) loses no event: whoever goes on iterating is given the
    next one.
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

    def __next__(self) -> PriceFeedEvent:
        """Wait for an event. Ends where there will be no more."""
        ...

    def close(self) -> None:
        """Close the connection and wait until the thread is gone."""
        ...

    def subscribe(self, *, games: Several[str] = (), leagues: Several[str] = (), sports: Several[str] = ()) -> None:
        """Hear of more: `games` by id, `leagues` by this feed's codes, `sports`. It is asked for again after every reopening.

        Raises InvalidRequest for anything that cannot be used, and on a feed that hears of everything.
        """
        ...

    def unsubscribe(self, *, games: Several[str] = (), leagues: Several[str] = (), sports: Several[str] = ()) -> None:
        """Hear no more of these `games`, `leagues` and `sports`: their books are not kept, unless something else asks for them.

        Raises InvalidRequest for anything that cannot be used, and on a feed that hears of everything.
        """
        ...

    @property
    def is_live(self) -> bool:
        """Whether there is a connection, and all books were read. Events may wait to be read all the same."""
        ...
