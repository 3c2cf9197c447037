"""A sandbox with two games, and price feeds of them by a quick clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from decimal import Decimal
from typing import Final

from quick_feed import QUICK, SECONDS, link_to

from crossbook.feeds import BookInvalid, Live
from crossbook.fourcasters import AsyncFourcasters, BookChanged, PriceBook, PriceFeed, PriceFeedEvent
from crossbook.fourcasters.feeds.choice import chosen
from crossbook.fourcasters.price_feed import OwnPriceFeed
from crossbook.sandbox import Clock, FourcastersSandbox, Sandbox

PATH: Final = "/price-stream"
GAME: Final = "66a000000000000000000001"
OTHER: Final = "66a000000000000000000002"


def sandbox() -> Generator[Sandbox]:
    with Sandbox(clock=Clock(ticks=False)) as running:
        running.fourcasters.add_game(game_id=GAME, league="NBA")
        running.fourcasters.add_game(game_id=OTHER, league="NBA")
        yield running
    assert running.violations == ()


def quick_prices(venue: FourcastersSandbox, client: AsyncFourcasters, *games: str, most_waiting: int = 1000) -> PriceFeed:
    """Make the feed that a client would make, with a quick clock."""
    link = link_to(venue.price_feed_url, client.fetch, venue.token)
    return OwnPriceFeed(link, chosen(games, None, None), most_waiting=most_waiting, world=QUICK)


async def heard(feed: PriceFeed, enough: Callable[[list[PriceFeedEvent]], bool]) -> list[PriceFeedEvent]:
    """Listen until what was heard is enough."""
    events: list[PriceFeedEvent] = []
    async with asyncio.timeout(SECONDS):
        while not enough(events):
            events.append(await anext(feed))
    return events


async def until_live(feed: PriceFeed) -> list[PriceFeedEvent]:
    return await heard(feed, lambda events: bool(events) and isinstance(events[-1], Live))


def kinds(events: list[PriceFeedEvent]) -> list[type]:
    return [type(event) for event in events]


def rests(venue: FourcastersSandbox, odds: int = -104, bet: str = "104", game: str = GAME) -> str:
    """Let an order rest on the over of a total: a taker finds it on the under."""
    return venue.seed_order(game_id=game, market_type="total", side="over", odds=odds, bet=Decimal(bet), number=Decimal("8.5"))


def newest(events: list[PriceFeedEvent], game: str = GAME) -> PriceBook | None:
    """Give the book that a reader believes in the end."""
    book: PriceBook | None = None
    for event in events:
        match event:
            case BookChanged(game_id=told, book=held) if told == game:
                book = held
            case BookInvalid(market=told) if told == game:
                book = None
            case _:
                pass
    return book
