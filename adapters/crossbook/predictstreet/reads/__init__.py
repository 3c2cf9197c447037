"""What can be read beside orders, and heard: fills, history, wallet, markets, books, trades, feeds. Each is loaded on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.predictstreet.feeds.market_feed import MarketFeed as MarketFeed
    from crossbook.predictstreet.feeds.market_feed import SyncMarketFeed as SyncMarketFeed
    from crossbook.predictstreet.feeds.user_feed import SyncUserFeed as SyncUserFeed
    from crossbook.predictstreet.feeds.user_feed import UserFeed as UserFeed
    from crossbook.predictstreet.orders.new_order import OutcomeIndex as OutcomeIndex
    from crossbook.predictstreet.orders.order import Order as Order
    from crossbook.predictstreet.reads.book import OrderBook as OrderBook
    from crossbook.predictstreet.reads.fill import OrderFill as OrderFill
    from crossbook.predictstreet.reads.market import get_market as get_market
    from crossbook.predictstreet.reads.market import market_trades as market_trades
    from crossbook.predictstreet.reads.market import markets as markets
    from crossbook.predictstreet.reads.market import order_book as order_book
    from crossbook.predictstreet.reads.market_trade import MarketTrade as MarketTrade
    from crossbook.predictstreet.reads.times import as_text as as_text
    from crossbook.predictstreet.reads.wallet import balances as balances
    from crossbook.predictstreet.reads.wallet import fills as fills
    from crossbook.predictstreet.reads.wallet import order_fills as order_fills
    from crossbook.predictstreet.reads.wallet import order_history as order_history
    from crossbook.predictstreet.reads.wallet import positions as positions

_HOMES = {
    "MarketFeed": "feeds.market_feed",
    "MarketTrade": "reads.market_trade",
    "Order": "orders.order",
    "OrderBook": "reads.book",
    "OrderFill": "reads.fill",
    "OutcomeIndex": "orders.new_order",
    "SyncMarketFeed": "feeds.market_feed",
    "SyncUserFeed": "feeds.user_feed",
    "UserFeed": "feeds.user_feed",
    "as_text": "reads.times",
    "balances": "reads.wallet",
    "fills": "reads.wallet",
    "get_market": "reads.market",
    "market_trades": "reads.market",
    "markets": "reads.market",
    "order_book": "reads.market",
    "order_fills": "reads.wallet",
    "order_history": "reads.wallet",
    "positions": "reads.wallet",
}

if not TYPE_CHECKING:  # A type checker would take any name for one of this package.
    __getattr__ = on_first_use("crossbook.predictstreet", _HOMES, door=__name__)
