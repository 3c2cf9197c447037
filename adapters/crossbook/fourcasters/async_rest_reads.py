"""What the asynchronous 4casters client reads of markets and bets: the same calls and the same plans."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from crossbook.feeds import CursorStore
from crossbook.findings import Finding
from crossbook.fourcasters import bets, books, checking, games
from crossbook.fourcasters.bets import GameOrders, GradedBet, MatchedBet
from crossbook.fourcasters.books import OrderBook
from crossbook.fourcasters.feeds.price_feed import PriceFeed
from crossbook.fourcasters.feeds.user_feed import UserFeed
from crossbook.fourcasters.games import Game
from crossbook.fourcasters.token import TokenCredentials
from crossbook.http.async_client import AsyncClient
from crossbook.protocols import Several
from crossbook_bindings.fourcasters import Venue


class AsyncReads(AsyncClient[Venue]):
    """Markets and bets, as `AsyncFourcasters` reads them."""

    if TYPE_CHECKING:  # The clients set it: no name of these classes leads to it.
        _token: TokenCredentials

    async def leagues(self, sport: str | None = None, *, deadline: float = 30.0) -> tuple[str, ...]:
        """Do what `Fourcasters.leagues` does, asynchronously."""
        return await self._run(deadline, games.leagues, sport)

    async def games(self, league: str, sport: str | None = None, *, deadline: float = 30.0) -> tuple[Game, ...]:
        """Do what `Fourcasters.games` does, asynchronously."""
        return await self._run(deadline, games.games, league, sport)

    async def order_book(self, game_id: str, *, deadline: float = 30.0) -> OrderBook:
        """Do what `Fourcasters.order_book` does, asynchronously."""
        return await self._run(deadline, books.order_book, game_id)

    async def order_books(self, league: str, sport: str | None = None, *, deadline: float = 30.0) -> tuple[OrderBook, ...]:
        """Do what `Fourcasters.order_books` does, asynchronously."""
        return await self._run(deadline, books.order_books, league, sport)

    async def matched_bets(self, *, deadline: float = 30.0) -> tuple[MatchedBet, ...]:
        """Do what `Fourcasters.matched_bets` does, asynchronously."""
        return await self._run(deadline, bets.matched_bets)

    async def game_orders(self, game_id: str, *, deadline: float = 30.0) -> GameOrders:
        """Do what `Fourcasters.game_orders` does, asynchronously."""
        return await self._run(deadline, bets.game_orders, game_id)

    async def game_liability(self, game_id: str, *, deadline: float = 30.0) -> Decimal:
        """Do what `Fourcasters.game_liability` does, asynchronously."""
        return await self._run(deadline, bets.game_liability, game_id)

    async def graded_bets(
        self, starts: datetime | None = None, ends: datetime | None = None, *, deadline: float = 30.0
    ) -> tuple[GradedBet, ...]:
        """Do what `Fourcasters.graded_bets` does, asynchronously."""
        return await self._run(deadline, bets.graded_bets, starts, ends)

    async def graded_bets_since(self, since: datetime, *, deadline: float = 30.0) -> AsyncIterator[GradedBet]:
        """Do what `Fourcasters.graded_bets_since` does, asynchronously."""
        async for row in self.pages(bets.graded_since(since), deadline=deadline):
            yield GradedBet(row)

    async def check(self, *, deadline: float = 30.0) -> tuple[Finding, ...]:
        """Do what `Fourcasters.check` does, asynchronously."""
        return await self._run(deadline, checking.check, datetime.now(UTC))

    def user_feed(self, *, cursor: str | CursorStore | None = None, most_waiting: int = 10_000, check_every: float = 60.0) -> UserFeed:
        """Do what `Fourcasters.user_feed` does, asynchronously: `async with client.user_feed() as feed: async for event in feed:`."""
        from crossbook.fourcasters.feed_link import USER_FEED, feed_link  # noqa: PLC0415 - who opens no feed loads no sockets
        from crossbook.fourcasters.user_feed import OwnUserFeed  # noqa: PLC0415 - as said

        link = feed_link(self._settings, self._token, USER_FEED, self.fetch)
        return OwnUserFeed(link, cursor=cursor, most_waiting=most_waiting, check_every=check_every)

    def price_feed(
        self,
        *,
        games: Several[str] | None = None,
        leagues: Several[str] | None = None,
        sports: Several[str] | None = None,
        most_waiting: int = 10_000,
        check_every: float = 5.0,
    ) -> PriceFeed:
        """Do what `Fourcasters.price_feed` does, asynchronously: `async with client.price_feed(games=[...]) as feed:`."""
        from crossbook.fourcasters.feed_link import PRICE_FEED, feed_link  # noqa: PLC0415 - who opens no feed loads no sockets
        from crossbook.fourcasters.feeds.choice import chosen  # noqa: PLC0415 - as said
        from crossbook.fourcasters.price_feed import OwnPriceFeed  # noqa: PLC0415 - as said

        link = feed_link(self._settings, self._token, PRICE_FEED, self.fetch)
        return OwnPriceFeed(link, chosen(games, leagues, sports), most_waiting=most_waiting, check_every=check_every)
