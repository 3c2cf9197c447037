"""What the asynchronous PredictStreet client reads beside orders, and hears: one line for each call."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from crossbook.http.async_client import AsyncClient
from crossbook.predictstreet import reads, trading
from crossbook.protocols import Several
from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.predictstreet import rest as bindings

if TYPE_CHECKING:
    from crossbook.predictstreet.feed_link import FeedLink
    from crossbook.predictstreet.key import KeyCredentials


class AsyncReads(AsyncClient[Venue]):
    """Reads the wallet and the markets. What it gives is what the venue said when it was asked, and raises what `send` raises."""

    if TYPE_CHECKING:  # What the client that reads has beside: nothing that its user sees.
        _key: KeyCredentials
        _gateways: str | None
        _wallet: str | None

    async def order_fills(self, order_id: str, *, deadline: float = 30.0) -> tuple[reads.OrderFill, ...]:
        """Do what `PredictStreet.order_fills` does, asynchronously."""
        return await self._run(deadline, reads.order_fills, order_id, self._wallet)

    async def fills(
        self, market_id: str | None = None, *, since: datetime | None = None, deadline: float = 30.0
    ) -> tuple[reads.OrderFill, ...]:
        """Do what `PredictStreet.fills` does, asynchronously."""
        return await self._run(deadline, reads.fills, market_id, reads.as_text(since, "since"), self._wallet)

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
            deadline,
            reads.order_history,
            market_id,
            status,
            reads.as_text(since, "since"),
            reads.as_text(until, "until"),
            self._wallet,
        )

    async def positions(self, *, deadline: float = 30.0) -> tuple[bindings.Position, ...]:
        """Do what `PredictStreet.positions` does, asynchronously."""
        return await self._run(deadline, reads.positions)

    async def balances(self, *, deadline: float = 30.0) -> tuple[bindings.Balance, ...]:
        """Do what `PredictStreet.balances` does, asynchronously."""
        return await self._run(deadline, reads.balances, self._wallet)

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

    def user_feed(
        self,
        *,
        vaults: Several[str] = (),
        since: datetime | None = None,
        most_waiting: int = 10_000,
        check_every: float = 60.0,
    ) -> reads.UserFeed:
        """Do what `PredictStreet.user_feed` does, asynchronously: `async with client.user_feed() as feed: async for event in feed:`."""
        from crossbook.predictstreet.feed_link import USER_GATEWAY  # noqa: PLC0415 - who opens no feed loads no sockets
        from crossbook.predictstreet.user_feed import OwnUserFeed  # noqa: PLC0415 - as said

        link = self._link(USER_GATEWAY)
        return OwnUserFeed(link, vaults=vaults, since=since, most_waiting=most_waiting, check_every=check_every)

    def market_feed(
        self,
        *,
        books: Several[str] = (),
        trades: Several[str] = (),
        settlements: Several[str] = (),
        candles: Several[str] = (),
        conditions: Several[str] = (),
        platform: bool = False,
        changes_are_whole: bool = False,
        most_waiting: int = 10_000,
    ) -> reads.MarketFeed:
        """Do what `PredictStreet.market_feed` does, asynchronously: `async with client.market_feed(books=[...]) as feed:`."""
        from crossbook.predictstreet.feed_link import MARKET_GATEWAY  # noqa: PLC0415 - who opens no feed loads no sockets
        from crossbook.predictstreet.feeds import wanted  # noqa: PLC0415 - as said
        from crossbook.predictstreet.market_feed import OwnMarketFeed  # noqa: PLC0415 - as said

        names = {"books": books, "trades": trades, "settlements": settlements, "candles": candles, "conditions": conditions}
        subscriptions = wanted.something(wanted.markets(**names, platform=platform))
        link = self._link(MARKET_GATEWAY)
        return OwnMarketFeed(link, subscriptions, changes_are_whole=changes_are_whole, most_waiting=most_waiting)

    def _link(self, path: str) -> FeedLink:
        """Give what a feed at one of the gateways needs of this client."""
        from crossbook.predictstreet import feed_link as links  # noqa: PLC0415 - who opens no feed loads no sockets

        asks = links.Asks(
            open_orders=lambda wallet: self._run(links.ASKED_WITHIN, trading.open_orders, None, wallet),
            fills=lambda start, wallet: self._run(links.ASKED_WITHIN, reads.fills, None, reads.as_text(start, "since"), wallet),
            anything=lambda: self.fetch(bindings.get_vault()),
            renewed=lambda: self._renewed(bindings.get_vault()),
        )
        return links.feed_link(self._settings, self._key, self._gateways, path, asks)
