"""What the synchronous PredictStreet client reads beside orders, and hears: one line for each call."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from crossbook.core.checks import kept
from crossbook.http.client import SyncClient
from crossbook.predictstreet import reads, trading
from crossbook.protocols import Several
from crossbook_bindings.predictstreet import Venue
from crossbook_bindings.predictstreet import rest as bindings

if TYPE_CHECKING:
    from crossbook.predictstreet.feed_link import FeedLink
    from crossbook.predictstreet.key import KeyCredentials


class Reads(SyncClient[Venue]):
    """Reads the wallet and the markets. What it gives is what the venue said when it was asked, and raises what `send` raises."""

    if TYPE_CHECKING:  # What the client that reads has beside: nothing that its user sees.
        _key: KeyCredentials
        _gateways: str | None
        _wallet: str | None

    def order_fills(self, order_id: str, *, deadline: float = 30.0) -> tuple[reads.OrderFill, ...]:
        """Read what of the order that the venue calls `order_id` was matched, in the order of its matches.

        An order that never was has none either: `get_order` tells them apart. Over within `deadline` seconds.
        Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/fills-for-a-specific-order
        """
        return self._run(deadline, reads.order_fills, order_id, self._wallet)

    def fills(self, market_id: str | None = None, *, since: datetime | None = None, deadline: float = 30.0) -> tuple[reads.OrderFill, ...]:
        """List the wallet's matches, newest first, all pages: of every market, or of the one whose symbol is `market_id`.

        `since`, a time with its offset, ends the reading there: without one, all that ever was is read, 200 to a page. Over within
        `deadline` seconds. Venue page: https://docs.adipredictstreet.com/concepts/portfolio/trades
        """
        return self._run(deadline, reads.fills, market_id, reads.as_text(since, "since"), self._wallet)

    def order_history(
        self,
        market_id: str | None = None,
        *,
        status: bindings.OrderStatus | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        deadline: float = 30.0,
    ) -> tuple[reads.Order, ...]:
        """List the wallet's orders in every state, all pages, 200 to a page: PARTIAL is shown as such here.

        Those of one market (`market_id` is its symbol), in one `status`, or placed from `since` on or up to `until`, both times with
        their offset. Over within `deadline` seconds: raises ReadFailed where a row does not read as an order.
        Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/orders/order-history
        """
        return self._run(
            deadline,
            reads.order_history,
            market_id,
            status,
            reads.as_text(since, "since"),
            reads.as_text(until, "until"),
            self._wallet,
        )

    def positions(self, *, deadline: float = 30.0) -> tuple[bindings.Position, ...]:
        """List what the wallet holds: one row for each market and outcome, as the venue writes it.

        Quantities in outcome tokens; costs, prices and profits in USDC, None where `accountingStatus` is unavailable. What can be sold
        is `availableQuantity`. Over within `deadline` seconds.
        Venue page: https://docs.testnet.dev.adipredictstreet.com/api-reference/portfolio/open-positions
        """
        return self._run(deadline, reads.positions)

    def balances(self, *, deadline: float = 30.0) -> tuple[bindings.Balance, ...]:
        """List what the wallet has of each token, in units of the token (USDC): what one owns is `available` and `locked` together.

        Over within `deadline` seconds. Venue page: https://docs.adipredictstreet.com/concepts/portfolio/balances
        """
        return self._run(deadline, reads.balances, self._wallet)

    def markets(self, status: bindings.MarketStatus | None = None, *, deadline: float = 30.0) -> tuple[bindings.Market, ...]:
        """List markets as the venue writes them, at most 500, or those in one `status`: only OPEN takes orders.

        There is no further page: what is beyond is found through `list_events` and `list_matches`. Prices in USDC per outcome token,
        fees in basis points. Over within `deadline` seconds. Venue page: https://docs.adipredictstreet.com/api-reference/markets/list-markets
        """
        return self._run(deadline, reads.markets, status)

    def get_market(self, slug: str, *, deadline: float = 30.0) -> bindings.Market:
        """Read the market with that `slug`, as the venue writes it. Raises NotFound where there is none, and for a symbol.

        `market_terms` takes any of its names. Prices in USDC per outcome token, fees in basis points. Over within `deadline` seconds.
        Venue page: https://docs.adipredictstreet.com/api-reference/markets/market-detail-by-slug
        """
        return self._run(deadline, reads.get_market, slug)

    def order_book(
        self, market_id: str, outcome: reads.OutcomeIndex, *, depth: int | None = None, deadline: float = 30.0
    ) -> reads.OrderBook:
        """Read the book of one `outcome` (0 is yes, 1 is no) of the market whose symbol is `market_id`, best prices first.

        `depth` is how many levels of each side are asked for; no page says how many there may be. Over within `deadline` seconds.
        Venue page: https://docs.adipredictstreet.com/concepts/markets/orderbook
        """
        return self._run(deadline, reads.order_book, market_id, outcome, depth)

    def market_trades(
        self,
        market_id: str,
        *,
        limit: int = 50,
        after: datetime | None = None,
        before: datetime | None = None,
        deadline: float = 30.0,
    ) -> tuple[reads.MarketTrade, ...]:
        """List the latest trades of the market whose symbol is `market_id`, everybody's, at most `limit` (200 or fewer).

        `after` and `before` are times with their offset; a trade of that very instant is left out, and others may share it, so let
        pages overlap and drop by `trade_id` what you have seen. Over within `deadline` seconds.
        Venue page: https://docs.adipredictstreet.com/api-reference/markets/public-trade-tape
        """
        return self._run(deadline, reads.market_trades, market_id, limit, reads.as_text(after, "after"), reads.as_text(before, "before"))

    def user_feed(
        self,
        *,
        vaults: Several[str] = (),
        since: datetime | None = None,
        most_waiting: int = 10_000,
        check_every: float = 60.0,
    ) -> reads.SyncUserFeed:
        """Hear what happens to the wallet's own orders: `with client.user_feed() as feed: for event in feed:`.

        It is the asynchronous feed in a thread of its own, and asks over REST through this client, which stays open as long.

        Args:
            vaults: addresses of vaults whose balances are told as well; the key must be associated with them.
            since: by the venue's clock, until when you know of every fill, with its offset: those from a minute before are read.
                None where you know of none; then none is read.
            most_waiting: how many events may wait to be read: at one more the feed ends with `Lost`, and drops none.
            check_every: seconds between two looks at what rests: the venue tells of no order that expires or falls with its market.

        Raises InvalidRequest for anything that cannot be used.
        Venue page: https://docs.adipredictstreet.com/api-reference/websocket/user
        """
        from crossbook.predictstreet import sync_feeds  # noqa: PLC0415 - who opens no feed loads no sockets
        from crossbook.predictstreet.feed_link import USER_GATEWAY  # noqa: PLC0415 - as said

        link = self._link(USER_GATEWAY)
        return sync_feeds.ThreadUserFeed(link, vaults=kept(vaults), since=since, most_waiting=most_waiting, check_every=check_every)

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
    ) -> reads.SyncMarketFeed:
        """Hear of books, trades and the state of markets: `with client.market_feed(books=[...]) as feed: for event in feed:`.

        It is the asynchronous feed in a thread of its own. Any number of ids: they are spread over subscriptions and connections.

        Args:
            books: ids of outcome tokens whose books are told, in decimal digits: `yesTokenId` and `noTokenId` of a market.
            trades: ids of tokens whose trades are told when they are matched.
            settlements: ids of tokens whose trades are told when they are on the chain.
            candles: ids of tokens whose candles of five seconds are told.
            conditions: ids of conditions (`conditionId` of a market) whose state is told, as far as the venue tells it.
            platform: whether the state of the platform is told.
            changes_are_whole: read `bids` and `asks` of a `book_update` as the whole book, as a snapshot has them. No page says so: say
                it only where you have seen it.
            most_waiting: how many events may wait to be read, books apart: at one more the feed ends with `Lost`, and drops none.

        Raises InvalidRequest for anything that cannot be used.
        Venue page: https://docs.adipredictstreet.com/api-reference/websocket/market
        """
        from crossbook.predictstreet import sync_feeds  # noqa: PLC0415 - who opens no feed loads no sockets
        from crossbook.predictstreet.feed_link import MARKET_GATEWAY  # noqa: PLC0415 - as said
        from crossbook.predictstreet.feeds import wanted  # noqa: PLC0415 - as said

        names = {"books": books, "trades": trades, "settlements": settlements, "candles": candles, "conditions": conditions}
        subscriptions = wanted.something(wanted.markets(**names, platform=platform))
        link = self._link(MARKET_GATEWAY)
        return sync_feeds.ThreadMarketFeed(link, subscriptions, changes_are_whole=changes_are_whole, most_waiting=most_waiting)

    def _link(self, path: str) -> FeedLink:
        """Give what a feed at one of the gateways needs of this client."""
        from crossbook.predictstreet import feed_link as links  # noqa: PLC0415 - who opens no feed loads no sockets
        from crossbook.predictstreet import sync_feeds  # noqa: PLC0415 - as said

        asks = sync_feeds.asks_in_threads(
            open_orders=lambda wallet: self._run(links.ASKED_WITHIN, trading.open_orders, None, wallet),
            fills=lambda start, wallet: self._run(links.ASKED_WITHIN, reads.fills, None, reads.as_text(start, "since"), wallet),
            anything=lambda: self.fetch(bindings.get_vault()),
            renewed=lambda: self._renewed(bindings.get_vault()),
        )
        return links.feed_link(self._settings, self._key, self._gateways, path, asks)
