"""The market feed as a program sees it. Who makes one loads what drives it; nothing of that is here."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from crossbook.predictstreet.feeds.market_events import MarketFeedEvent
from crossbook.protocols import Several


class AnyMarketFeed(Protocol):
    """What both market feeds can do while they are open."""

    def subscribe(
        self,
        *,
        books: Several[str] = (),
        trades: Several[str] = (),
        settlements: Several[str] = (),
        candles: Several[str] = (),
        conditions: Several[str] = (),
        platform: bool = False,
    ) -> None:
        """Hear of more. It is asked for again after every reopening.

        What becomes of it is told by `Subscribed` and `SubscriptionRejected`; a book begins with its snapshot. Where no connection has
        room, another one is opened, and `Live` is told once it is there.

        Args:
            books: ids of outcome tokens, in decimal digits, whose books are told.
            trades: ids of tokens whose trades are told when they are matched.
            settlements: ids of tokens whose trades are told when they are on the chain.
            candles: ids of tokens whose candles of five seconds are told.
            conditions: ids of conditions whose state is told.
            platform: whether the state of the platform is told.

        Raises InvalidRequest for anything that cannot be used.
        """
        ...

    def unsubscribe(
        self,
        *,
        books: Several[str] = (),
        trades: Several[str] = (),
        settlements: Several[str] = (),
        candles: Several[str] = (),
        conditions: Several[str] = (),
        platform: bool = False,
    ) -> None:
        """Hear no more of these `books`, `trades`, `settlements`, `candles` and `conditions`, nor of the `platform` where that is True.

        A book that was believed is a last `BookInvalid`. No page shows how the venue is told, so it goes on sending until the connection
        is another one, and the feed passes that over. Raises InvalidRequest for anything that cannot be used.
        """
        ...

    @property
    def is_live(self) -> bool:
        """Whether every connection is there, and what it began with was answered. Events may wait to be read all the same."""
        ...


class MarketFeed(AnyMarketFeed, Protocol):
    """Books, trades and the state of markets: `async with client.market_feed(books=[...]) as feed: async for event in feed:`.

    `AsyncPredictStreet.market_feed` makes one, over as many connections as its subscriptions need. Each book begins with a snapshot; where
    one cannot be believed there is a `BookInvalid`, and a `BookRebuilt` once it can be again. What is lost with a connection is a
    `Gap`: the venue replays nothing. Of a book, a slow reader gets the newest state. Of everything else nothing is dropped: where more
    waits to be read than was agreed on, the feed ends with `Lost`.

    A feed belongs to the event loop that opened it, and is opened once.
    Venue page: https://docs.adipredictstreet.com/api-reference/websocket/market
    """

    async def __aenter__(self) -> Self:
        """Open the connections. Raises NotSent or Refused where they cannot be had."""
        ...

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connections."""
        ...

    def __aiter__(self) -> Self:
        """Give the feed itself: whoever iterates over it later goes on from there."""
        ...

    async def __anext__(self) -> MarketFeedEvent:
        """Wait for an event. Ends where there will be no more."""
        ...

    async def aclose(self) -> None:
        """Close the connections and wait until nothing is left."""
        ...


class SyncMarketFeed(AnyMarketFeed, Protocol):
    """The market feed without asyncio: `with client.market_feed(...) as feed: for event in feed:`. It tells what `MarketFeed` tells.

    `PredictStreet.market_feed` makes one. An iteration blocks until something happens. One thread at a time may iterate; `close`,
    which ends the iteration, `subscribe` and `unsubscribe` may be called from any. An interrupt (Ctrl-C) loses no event: whoever goes on
    iterating is given the next one.
    """

    def __enter__(self) -> Self:
        """Open the connections. Raises NotSent or Refused where they cannot be had."""
        ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the connections."""
        ...

    def __iter__(self) -> Self:
        """Give the feed itself: whoever iterates over it later goes on from there."""
        ...

    def __next__(self) -> MarketFeedEvent:
        """Wait for an event. Ends where there will be no more."""
        ...

    def close(self) -> None:
        """Close the connections and wait until the thread is gone."""
        ...
