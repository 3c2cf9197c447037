"""The feeds that a program wants to hear, opened together and told one event after the other."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from pathlib import Path
from typing import TypeAlias

import attrs

from crossbook import fourcasters, predictstreet
from crossbook.commands.settings import FourcastersSettings, PredictStreetSettings, Settings, Unusable, unsaid
from crossbook.cursors import FileCursor
from crossbook.feeds import Lost

Feed: TypeAlias = fourcasters.UserFeed | fourcasters.PriceFeed | predictstreet.UserFeed | predictstreet.MarketFeed
Client: TypeAlias = fourcasters.AsyncFourcasters | predictstreet.AsyncPredictStreet
Show: TypeAlias = Callable[[object, str, str], None]


@attrs.frozen(kw_only=True)
class Wanted:
    """What is to be heard."""

    venues: tuple[str, ...]
    user: bool
    games: tuple[str, ...]
    leagues: tuple[str, ...]
    sports: tuple[str, ...]
    all_prices: bool
    books: tuple[str, ...]
    trades: tuple[str, ...]
    settlements: tuple[str, ...]
    candles: tuple[str, ...]
    conditions: tuple[str, ...]
    platform: bool
    vaults: tuple[str, ...]
    cursor: Path | None
    insecure_hosts: tuple[str, ...]

    @property
    def prices(self) -> bool:
        """Whether prices of 4casters are wanted."""
        return bool(self.games or self.leagues or self.sports or self.all_prices)

    @property
    def markets(self) -> bool:
        """Whether markets of PredictStreet are wanted."""
        return bool(self.books or self.trades or self.settlements or self.candles or self.conditions or self.platform)

    @property
    def own_orders(self) -> bool:
        """Whether user feeds are wanted: where nothing else is, they are."""
        return self.user or self.cursor is not None or bool(self.vaults) or not (self.prices or self.markets)


@attrs.frozen
class Source:
    """A client with the feeds that are wanted of it."""

    venue: str
    client: AbstractAsyncContextManager[Client]
    feeds: tuple[tuple[str, Feed], ...]
    """Each with what it is called."""


def sources(settings: Settings, wanted: Wanted) -> tuple[Source, ...]:
    """Make clients and feeds: nothing is sent yet. Raises Unusable, and ValueError for what a feed cannot be asked for."""
    told = {"fourcasters": settings.fourcasters, "predictstreet": settings.predictstreet}
    venues = wanted.venues or tuple(venue for venue, held in told.items() if held is not None)
    for venue, names, given in (
        ("fourcasters", "--game, --league, --sport, --all-prices, --cursor", wanted.prices or wanted.cursor is not None),
        ("predictstreet", "--book, --trades, --settlements, --candles, --condition, --platform, --vault", wanted.markets or wanted.vaults),
    ):
        if given and venue not in venues:
            raise Unusable(f"expected {names} with {venue} among the venues, found {', '.join(venues) or 'none'}")
    if wanted.all_prices and (wanted.games or wanted.leagues or wanted.sports):
        raise Unusable("expected --all-prices, or --game, --league and --sport, found both")
    missing = [venue for venue in venues if told[venue] is None]
    if missing or not venues:
        raise unsaid(missing)
    made: list[Source] = []
    if settings.fourcasters is not None and "fourcasters" in venues:
        made.append(_fourcasters(settings.fourcasters, wanted))
    if settings.predictstreet is not None and "predictstreet" in venues:
        made.append(_predictstreet(settings.predictstreet, wanted))
    return tuple(source for source in made if source.feeds)


def _fourcasters(told: FourcastersSettings, wanted: Wanted) -> Source:
    client = _client(told, wanted.insecure_hosts)
    feeds: list[tuple[str, Feed]] = []
    if wanted.own_orders:
        feeds.append(("user", client.user_feed(cursor=None if wanted.cursor is None else FileCursor(wanted.cursor))))
    if wanted.all_prices:
        feeds.append(("prices", client.price_feed()))
    elif wanted.prices:
        feeds.append(("prices", client.price_feed(games=wanted.games, leagues=wanted.leagues, sports=wanted.sports)))
    return Source("fourcasters", client, tuple(feeds))


def _client(told: FourcastersSettings, insecure_hosts: tuple[str, ...]) -> fourcasters.AsyncFourcasters:
    made = fourcasters.AsyncFourcasters
    if told.url is None and told.streaming_url is None:
        return made(token=told.token, insecure_hosts=insecure_hosts)
    if told.url is None or told.streaming_url is None:
        # A token must not be led from hosts of one's own to the venue's.
        raise Unusable("expected url and streaming_url of fourcasters beside each other, found one of them")
    return made(token=told.token, base_url=told.url, streaming_url=told.streaming_url, insecure_hosts=insecure_hosts)


def _predictstreet(told: PredictStreetSettings, wanted: Wanted) -> Source:
    client = predictstreet.AsyncPredictStreet(
        api_key=told.api_key, user_wallet=told.wallet, environment=told.environment, insecure_hosts=wanted.insecure_hosts
    )
    feeds: list[tuple[str, Feed]] = []
    if wanted.own_orders:
        feeds.append(("user", client.user_feed(vaults=wanted.vaults)))
    if wanted.markets:
        market = client.market_feed(
            books=wanted.books,
            trades=wanted.trades,
            settlements=wanted.settlements,
            candles=wanted.candles,
            conditions=wanted.conditions,
            platform=wanted.platform,
        )
        feeds.append(("market", market))
    return Source("predictstreet", client, tuple(feeds))


class Listening:
    """Shows what feeds tell, until they are over, or enough is told, or somebody ends it."""

    def __init__(self, sources: tuple[Source, ...], show: Show, count: int | None) -> None:
        self._sources = sources
        self._show = show
        self._left = count
        self.has_lost = False
        """Whether a feed was lost."""
        self.problem: OSError | None = None
        """What cannot be written: to whoever reads, who may have gone, or to the file of a cursor."""

    async def until_over(self) -> bool:
        """Open all feeds and show what they tell. Says whether one was lost. Raises what an opening raises."""
        over = asyncio.Event()
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # Where there are no signals, an interrupt cancels this.
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, over.set)
        ended = asyncio.ensure_future(over.wait())
        shown = asyncio.ensure_future(self._all(over))
        try:
            await asyncio.wait((ended, shown), return_when=asyncio.FIRST_COMPLETED)
            if shown.done():
                shown.result()
        finally:
            for task in (ended, shown):
                task.cancel()
            await asyncio.wait((ended, shown))
        return self.has_lost

    async def _all(self, over: asyncio.Event) -> None:
        async with AsyncExitStack() as stack:
            opened = await self._opened(stack)
            async with asyncio.TaskGroup() as group:
                for venue, name, feed in opened:
                    group.create_task(self._each(venue, name, feed, over))

    async def _opened(self, stack: AsyncExitStack) -> list[tuple[str, str, Feed]]:
        opened: list[tuple[str, str, Feed]] = []
        for source in self._sources:
            await stack.enter_async_context(source.client)
            for name, feed in source.feeds:
                await stack.enter_async_context(feed)
                opened.append((source.venue, name, feed))
        return opened

    async def _each(self, venue: str, name: str, feed: AsyncIterator[object], over: asyncio.Event) -> None:
        try:
            await self._told(venue, name, feed)
        except OSError as error:
            self.problem = error
            over.set()
        if self._left == 0:
            over.set()

    async def _told(self, venue: str, name: str, feed: AsyncIterator[object]) -> None:
        async for event in feed:
            if self._left == 0:
                return
            self._show(event, venue, name)
            self.has_lost = self.has_lost or isinstance(event, Lost)
            if self._left is not None:
                self._left -= 1
                if self._left == 0:
                    return
