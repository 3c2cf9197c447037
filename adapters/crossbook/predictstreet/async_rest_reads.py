"""What the asynchronous PredictStreet client reads beside orders: one line for each call."""

from __future__ import annotations

from datetime import datetime

from crossbook.http.async_client import AsyncClient
from crossbook.predictstreet import reads
from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.predictstreet import rest as bindings


class AsyncReads(AsyncClient[Venue]):
    """Reads the wallet and the markets. What it gives is what the venue said when it was asked, and raises what `send` raises."""

    async def order_fills(self, order_id: str, *, deadline: float = 30.0) -> tuple[reads.OrderFill, ...]:
        """Do what `PredictStreet.order_fills` does, asynchronously."""
        return await self._run(deadline, reads.order_fills, order_id)

    async def fills(
        self, market_id: str | None = None, *, since: datetime | None = None, deadline: float = 30.0
    ) -> tuple[reads.OrderFill, ...]:
        """Do what `PredictStreet.fills` does, asynchronously."""
        return await self._run(deadline, reads.fills, market_id, reads.as_text(since, "since"))

    async def order_history(
        self,
        market_id: str | None = None,
        *,
        status: bindings.OrderStatus | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        deadline: float = 30.0,
    ) -> tuple[reads.Order, ...]:
        """Do what `PredictStreet.order_history` does, asynchronously."""
        return await self._run(
            deadline, reads.order_history, market_id, status, reads.as_text(since, "since"), reads.as_text(until, "until")
        )

    async def positions(self, *, deadline: float = 30.0) -> tuple[bindings.Position, ...]:
        """Do what `PredictStreet.positions` does, asynchronously."""
        return await self._run(deadline, reads.positions)

    async def balances(self, *, deadline: float = 30.0) -> tuple[bindings.Balance, ...]:
        """Do what `PredictStreet.balances` does, asynchronously."""
        return await self._run(deadline, reads.balances)

    async def markets(self, status: bindings.MarketStatus | None = None, *, deadline: float = 30.0) -> tuple[bindings.Market, ...]:
        """Do what `PredictStreet.markets` does, asynchronously."""
        return await self._run(deadline, reads.markets, status)

    async def get_market(self, slug: str, *, deadline: float = 30.0) -> bindings.Market:
        """Do what `PredictStreet.get_market` does, asynchronously."""
        return await self._run(deadline, reads.get_market, slug)

    async def order_book(
        self, market_id: str, outcome: reads.OutcomeIndex, *, depth: int | None = None, deadline: float = 30.0
    ) -> reads.OrderBook:
        """Do what `PredictStreet.order_book` does, asynchronously."""
        return await self._run(deadline, reads.order_book, market_id, outcome, depth)

    async def market_trades(
        self,
        market_id: str,
        *,
        limit: int = 50,
        after: datetime | None = None,
        before: datetime | None = None,
        deadline: float = 30.0,
    ) -> tuple[reads.MarketTrade, ...]:
        """Do what `PredictStreet.market_trades` does, asynchronously."""
        return await self._run(
            deadline, reads.market_trades, market_id, limit, reads.as_text(after, "after"), reads.as_text(before, "before")
        )
