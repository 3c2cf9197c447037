"""PredictStreet's feeds over real sockets, with a clock that runs faster than the world's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final, TypeVar

from quick_feed import CONNECT, SECONDS, QuickClock

from crossbook import Timeouts
from crossbook.core.redaction import Secret
from crossbook.feeds import Live
from crossbook.http.trust import trust
from crossbook.predictstreet import AsyncPredictStreet, MarketFeed, MarketFeedEvent, OrderFilled, RestingOrders, UserFeed, UserFeedEvent
from crossbook.predictstreet.feed_link import Asks, FeedLink
from crossbook.predictstreet.feeds.wanted import Wanted, markets
from crossbook.predictstreet.key import KeyCredentials
from crossbook.predictstreet.market_feed import OwnMarketFeed
from crossbook.predictstreet.user_feed import OwnUserFeed
from crossbook.sandbox import PredictStreetSandbox
from crossbook.sockets.world import World

EventT = TypeVar("EventT")
TIMES: Final = 10.0
"""How much faster. A pong is due within half a second then: more would be unjust on a machine that has much to do."""
QUICK: Final = World(clock=lambda: QuickClock(asyncio.get_running_loop(), TIMES))
KEY: Final = "ps_live_0123456789abcdef_planted-secret_with_underscores"


def client_of(venue: PredictStreetSandbox, **changed: Any) -> AsyncPredictStreet:
    given: dict[str, Any] = {"api_key": venue.api_key, "base_url": venue.url, "websocket_url": venue.socket_url, "retry": None}
    return AsyncPredictStreet(**(given | changed))


def link_to(url: str, asks: Asks, *, key: str = KEY, wallet: str | None = None) -> FeedLink:
    """Give what a client would give to its feed."""
    return FeedLink(
        url=url,
        trust=trust(None, venue="predictstreet"),
        proxy=None,
        timeouts=Timeouts(connect=CONNECT * TIMES),
        key=KeyCredentials(Secret(key), wallet),
        names_wallet=True,
        renews=False,
        blot=str,
        asks=asks,
    )


def asks_of(client: AsyncPredictStreet) -> Asks:
    return Asks(
        open_orders=lambda _: client.open_orders(),
        fills=lambda since, _: client.fills(since=since),
        anything=client.balances,
        renewed=client.balances,
    )


def quick_user_feed(
    venue: PredictStreetSandbox,
    client: AsyncPredictStreet,
    *,
    since: datetime | None = None,
    most_waiting: int = 1000,
    check_every: float = 60.0,
) -> UserFeed:
    """Make the user feed that a client would make, with a quick clock."""
    link = link_to(venue.user_socket_url, asks_of(client), key=venue.api_key)
    return OwnUserFeed(link, since=since, most_waiting=most_waiting, check_every=check_every, world=QUICK)


def books_of(*tokens: str) -> tuple[Wanted, ...]:
    return markets(books=tokens, trades=(), settlements=(), candles=(), conditions=(), platform=False)


def quick_market_feed(
    venue: PredictStreetSandbox, client: AsyncPredictStreet, *tokens: str, changes_are_whole: bool = False, most_waiting: int = 1000
) -> MarketFeed:
    """Make the market feed that a client would make of the books of tokens, with a quick clock."""
    link = link_to(venue.market_socket_url, asks_of(client), key=venue.api_key)
    return OwnMarketFeed(link, books_of(*tokens), changes_are_whole=changes_are_whole, most_waiting=most_waiting, world=QUICK)


async def heard(feed: UserFeed, enough: Callable[[list[UserFeedEvent]], bool]) -> list[UserFeedEvent]:
    """Listen until what was heard is enough."""
    return await _heard(feed.__anext__, enough)


async def heard_of(feed: MarketFeed, enough: Callable[[list[MarketFeedEvent]], bool]) -> list[MarketFeedEvent]:
    """Listen until what was heard is enough."""
    return await _heard(feed.__anext__, enough)


async def _heard(following: Callable[[], Any], enough: Callable[[list[Any]], bool]) -> list[Any]:
    events: list[Any] = []
    async with asyncio.timeout(SECONDS):
        while not enough(events):
            events.append(await following())
    return events


def is_live(events: list[Any]) -> bool:
    return bool(events) and isinstance(events[-1], Live)


def trades(events: list[UserFeedEvent]) -> list[str]:
    """Give the fills that were told, in the order in which they were."""
    found: list[str] = []
    for event in events:
        if isinstance(event, OrderFilled):
            found.append(event.trade_id)
        elif isinstance(event, RestingOrders):
            found += [each.trade_id or "" for each in reversed(event.fills)]
    return found
