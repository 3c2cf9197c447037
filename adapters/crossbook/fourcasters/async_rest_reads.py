"""What the asynchronous 4casters client reads of markets and bets: the same calls and the same plans."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from decimal import Decimal

from crossbook.findings import Finding
from crossbook.fourcasters import average_prices, bet_lookups, bets, books, checking, games
from crossbook.fourcasters.average_prices import AveragePrices
from crossbook.fourcasters.bet_lookups import AnyBet, NamedBets
from crossbook.fourcasters.bets import GameOrders, GradedBet, MatchedBet
from crossbook.fourcasters.books import GameBooks, OrderBook
from crossbook.fourcasters.games import Game
from crossbook.http.async_client import AsyncClient
from crossbook_bindings.fourcasters import Venue
from crossbook_bindings.fourcasters import rest as bindings


class AsyncReads(AsyncClient[Venue]):
    """Markets and bets, as `AsyncFourcasters` reads them."""

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

    async def participants(self, *, active: bool = False, deadline: float = 30.0) -> tuple[bindings.ParticipantSummary, ...]:
        """Do what `Fourcasters.participants` does, asynchronously."""
        return await self._run(deadline, games.participants, active=active)

    async def game_books(self, game_id: str, *, deadline: float = 30.0) -> GameBooks:
        """Do what `Fourcasters.game_books` does, asynchronously."""
        return await self._run(deadline, books.game_books, game_id)

    async def average_prices(self, league: str, *, deadline: float = 30.0) -> tuple[AveragePrices, ...]:
        """Do what `Fourcasters.average_prices` does, asynchronously."""
        return await self._run(deadline, average_prices.average_prices, league)

    async def matched_volume(self, first: date, last: date | None = None, *, deadline: float = 30.0) -> Decimal:
        """Do what `Fourcasters.matched_volume` does, asynchronously."""
        return await self._run(deadline, average_prices.matched_volume, first, last)

    async def get_bet(self, bet_id: str, *, deadline: float = 30.0) -> AnyBet:
        """Do what `Fourcasters.get_bet` does, asynchronously."""
        return await self._run(deadline, bet_lookups.get_bet, bet_id)

    async def get_fill(self, fill_id: str, *, deadline: float = 30.0) -> AnyBet:
        """Do what `Fourcasters.get_fill` does, asynchronously."""
        return await self._run(deadline, bet_lookups.get_fill, fill_id)

    async def bets_by_reference(self, game_id: str, user_reference: str, *, deadline: float = 30.0) -> NamedBets:
        """Do what `Fourcasters.bets_by_reference` does, asynchronously."""
        return await self._run(deadline, bet_lookups.bets_by_reference, game_id, user_reference)

    async def bets_by_request(self, wager_request_id: str, *, deadline: float = 30.0) -> NamedBets:
        """Do what `Fourcasters.bets_by_request` does, asynchronously."""
        return await self._run(deadline, bet_lookups.bets_by_request, wager_request_id)

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
