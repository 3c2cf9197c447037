"""What the asynchronous 4casters client reads of markets and bets: the same calls and the same plans."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from decimal import Decimal

from crossbook.fourcasters import reads
from crossbook.http.async_client import AsyncClient
from crossbook_bindings.fourcasters import Venue


class AsyncReads(AsyncClient[Venue]):
    """Markets and bets, as `AsyncFourcasters` reads them."""

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
