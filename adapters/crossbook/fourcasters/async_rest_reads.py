"""What the asynchronous 4casters client reads of markets and bets: the same calls and the same plans."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from crossbook.feeds import CursorStore
from crossbook.fourcasters import reads
from crossbook.fourcasters.token import TokenCredentials
from crossbook.http.async_client import AsyncClient
from crossbook.protocols import Several
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.fourcasters import rest as bindings


class AsyncReads(AsyncClient[Venue]):
    """Markets and bets, as `AsyncFourcasters` reads them."""

    if TYPE_CHECKING:  # The clients set it: no name of these classes leads to it.
        _token: TokenCredentials

    async def leagues(self, sport: str | None = None, *, deadline: float = 30.0) -> tuple[str, ...]:
        """Do what `Fourcasters.leagues` does, asynchronously."""
        return await self._run(deadline, reads.leagues, sport)

    async def games(self, league: str, sport: str | None = None, *, deadline: float = 30.0) -> tuple[reads.Game, ...]:
        """Do what `Fourcasters.games` does, asynchronously."""
        return await self._run(deadline, reads.games, league, sport)

    async def order_book(self, game_id: str, *, deadline: float = 30.0) -> reads.OrderBook:
        """Do what `Fourcasters.order_book` does, asynchronously."""
        return await self._run(deadline, reads.order_book, game_id)

    async def order_books(self, league: str, sport: str | None = None, *, deadline: float = 30.0) -> tuple[reads.OrderBook, ...]:
        """Do what `Fourcasters.order_books` does, asynchronously."""
        return await self._run(deadline, reads.order_books, league, sport)

    async def matched_bets(self, *, deadline: float = 30.0) -> tuple[reads.MatchedBet, ...]:
        """Do what `Fourcasters.matched_bets` does, asynchronously."""
        return await self._run(deadline, reads.matched_bets)

    async def participants(self, *, active: bool = False, deadline: float = 30.0) -> tuple[bindings.ParticipantSummary, ...]:
        """Do what `Fourcasters.participants` does, asynchronously."""
        return await self._run(deadline, reads.participants, active=active)

    async def game_books(self, game_id: str, *, deadline: float = 30.0) -> reads.GameBooks:
        """Do what `Fourcasters.game_books` does, asynchronously."""
        return await self._run(deadline, reads.game_books, game_id)

    async def average_prices(self, league: str, *, deadline: float = 30.0) -> tuple[reads.AveragePrices, ...]:
        """Do what `Fourcasters.average_prices` does, asynchronously."""
        return await self._run(deadline, reads.average_prices, league)

    async def matched_volume(self, first: date, last: date | None = None, *, deadline: float = 30.0) -> Decimal:
        """Do what `Fourcasters.matched_volume` does, asynchronously."""
        return await self._run(deadline, reads.matched_volume, first, last)

    async def get_bet(self, bet_id: str, *, deadline: float = 30.0) -> reads.AnyBet:
        """Do what `Fourcasters.get_bet` does, asynchronously."""
        return await self._run(deadline, reads.get_bet, bet_id)

    async def get_fill(self, fill_id: str, *, deadline: float = 30.0) -> reads.AnyBet:
        """Do what `Fourcasters.get_fill` does, asynchronously."""
        return await self._run(deadline, reads.get_fill, fill_id)

    async def bets_by_reference(self, game_id: str, user_reference: str, *, deadline: float = 30.0) -> reads.NamedBets:
        """Do what `Fourcasters.bets_by_reference` does, asynchronously."""
        return await self._run(deadline, reads.bets_by_reference, game_id, user_reference)

    async def bets_by_request(self, wager_request_id: str, *, deadline: float = 30.0) -> reads.NamedBets:
        """Do what `Fourcasters.bets_by_request` does, asynchronously."""
        return await self._run(deadline, reads.bets_by_request, wager_request_id)

    async def game_orders(self, game_id: str, *, deadline: float = 30.0) -> reads.GameOrders:
        """Do what `Fourcasters.game_orders` does, asynchronously."""
        return await self._run(deadline, reads.game_orders, game_id)

    async def game_liability(self, game_id: str, *, deadline: float = 30.0) -> Decimal:
        """Do what `Fourcasters.game_liability` does, asynchronously."""
        return await self._run(deadline, reads.game_liability, game_id)

    async def graded_bets(
        self, starts: datetime | None = None, ends: datetime | None = None, *, deadline: float = 30.0
    ) -> tuple[reads.GradedBet, ...]:
        """Do what `Fourcasters.graded_bets` does, asynchronously."""
        return await self._run(deadline, reads.graded_bets, starts, ends)

    async def graded_bets_since(self, since: datetime, *, deadline: float = 30.0) -> AsyncIterator[reads.GradedBet]:
        """Do what `Fourcasters.graded_bets_since` does, asynchronously."""
        async for row in self.pages(reads.graded_since(since), deadline=deadline):
            yield reads.GradedBet(row)

    async def check(self, *, deadline: float = 30.0) -> tuple[reads.Finding, ...]:
        """Do what `Fourcasters.check` does, asynchronously."""
        return await self._run(deadline, reads.check, datetime.now(UTC))

    def user_feed(
        self, *, cursor: str | CursorStore | None = None, most_waiting: int = 10_000, check_every: float = 60.0
    ) -> reads.UserFeed:
        """Do what `Fourcasters.user_feed` does, asynchronously: `async with client.user_feed() as feed: async for event in feed:`."""
        from crossbook.fourcasters.feed_link import USER_FEED, feed_link  # noqa: PLC0415 - who opens no feed loads no sockets
        from crossbook.fourcasters.user_feed import OwnUserFeed  # noqa: PLC0415 - as said

        link = feed_link(self._settings, self._token, USER_FEED, self.fetch, self._renewed)
        return OwnUserFeed(link, cursor=cursor, most_waiting=most_waiting, check_every=check_every)

    def price_feed(
        self,
        *,
        games: Several[str] | None = None,
        leagues: Several[str] | None = None,
        sports: Several[str] | None = None,
        most_waiting: int = 10_000,
        check_every: float = 5.0,
    ) -> reads.PriceFeed:
        """Do what `Fourcasters.price_feed` does, asynchronously: `async with client.price_feed(games=[...]) as feed:`."""
        from crossbook.fourcasters.feed_link import PRICE_FEED, feed_link  # noqa: PLC0415 - who opens no feed loads no sockets
        from crossbook.fourcasters.feeds.choice import chosen  # noqa: PLC0415 - as said
        from crossbook.fourcasters.price_feed import OwnPriceFeed  # noqa: PLC0415 - as said

        link = feed_link(self._settings, self._token, PRICE_FEED, self.fetch, self._renewed)
        return OwnPriceFeed(link, chosen(games, leagues, sports), most_waiting=most_waiting, check_every=check_every)
