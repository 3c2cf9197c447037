"""4casters, a peer-to-peer sports betting exchange: REST clients, the orders socket and the feeds.

Each name is imported on first use, so a REST client does not pay for websockets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.fourcasters.account import HeartbeatAck as HeartbeatAck
    from crossbook.fourcasters.async_rest import AsyncFourcasters as AsyncFourcasters
    from crossbook.fourcasters.average_prices import AveragePrices as AveragePrices
    from crossbook.fourcasters.average_prices import SidePrices as SidePrices
    from crossbook.fourcasters.bet_lookups import AnyBet as AnyBet
    from crossbook.fourcasters.bet_lookups import NamedBets as NamedBets
    from crossbook.fourcasters.bets import GameOrders as GameOrders
    from crossbook.fourcasters.bets import GradedBet as GradedBet
    from crossbook.fourcasters.bets import MatchedBet as MatchedBet
    from crossbook.fourcasters.books import GameBooks as GameBooks
    from crossbook.fourcasters.books import Offer as Offer
    from crossbook.fourcasters.books import OrderBook as OrderBook
    from crossbook.fourcasters.feeds.events import BetTaken as BetTaken
    from crossbook.fourcasters.feeds.events import OrderCancelled as OrderCancelled
    from crossbook.fourcasters.feeds.events import OrderEvent as OrderEvent
    from crossbook.fourcasters.feeds.events import OrderFilled as OrderFilled
    from crossbook.fourcasters.feeds.events import OrderPlaced as OrderPlaced
    from crossbook.fourcasters.feeds.events import RestingOrders as RestingOrders
    from crossbook.fourcasters.feeds.events import UnlistedEvent as UnlistedEvent
    from crossbook.fourcasters.feeds.events import UserFeedEvent as UserFeedEvent
    from crossbook.fourcasters.feeds.market_sides import MarketSide as MarketSide
    from crossbook.fourcasters.feeds.price_events import BookChanged as BookChanged
    from crossbook.fourcasters.feeds.price_events import BookSide as BookSide
    from crossbook.fourcasters.feeds.price_events import GameChanged as GameChanged
    from crossbook.fourcasters.feeds.price_events import PriceBook as PriceBook
    from crossbook.fourcasters.feeds.price_events import PriceFeedEvent as PriceFeedEvent
    from crossbook.fourcasters.feeds.price_events import SubscriptionSent as SubscriptionSent
    from crossbook.fourcasters.feeds.price_events import UnlistedUpdate as UnlistedUpdate
    from crossbook.fourcasters.feeds.price_events import VolumeChanged as VolumeChanged
    from crossbook.fourcasters.feeds.price_feed import PriceFeed as PriceFeed
    from crossbook.fourcasters.feeds.price_feed import SyncPriceFeed as SyncPriceFeed
    from crossbook.fourcasters.feeds.user_feed import SyncUserFeed as SyncUserFeed
    from crossbook.fourcasters.feeds.user_feed import UserFeed as UserFeed
    from crossbook.fourcasters.games import Game as Game
    from crossbook.fourcasters.orders.cancelling import GameCancelType as GameCancelType
    from crossbook.fourcasters.orders.cancelling import LeagueCancelAcknowledged as LeagueCancelAcknowledged
    from crossbook.fourcasters.orders.new_order import LARGEST_ODDS as LARGEST_ODDS
    from crossbook.fourcasters.orders.new_order import ODDS_STEP as ODDS_STEP
    from crossbook.fourcasters.orders.new_order import MarketType as MarketType
    from crossbook.fourcasters.orders.new_order import NewOrder as NewOrder
    from crossbook.fourcasters.orders.new_order import OrderType as OrderType
    from crossbook.fourcasters.orders.order import Order as Order
    from crossbook.fourcasters.orders.order import OrderStatus as OrderStatus
    from crossbook.fourcasters.orders_socket import OrdersSocket as OrdersSocket
    from crossbook.fourcasters.rest import Fourcasters as Fourcasters

_HOMES = {
    "LARGEST_ODDS": "orders.new_order",
    "ODDS_STEP": "orders.new_order",
    "AnyBet": "bet_lookups",
    "AsyncFourcasters": "async_rest",
    "AveragePrices": "average_prices",
    "BetTaken": "feeds.events",
    "BookChanged": "feeds.price_events",
    "BookSide": "feeds.price_events",
    "Fourcasters": "rest",
    "Game": "games",
    "GameBooks": "books",
    "GameCancelType": "orders.cancelling",
    "GameChanged": "feeds.price_events",
    "GameOrders": "bets",
    "GradedBet": "bets",
    "HeartbeatAck": "account",
    "LeagueCancelAcknowledged": "orders.cancelling",
    "MarketSide": "feeds.market_sides",
    "MarketType": "orders.new_order",
    "MatchedBet": "bets",
    "NamedBets": "bet_lookups",
    "NewOrder": "orders.new_order",
    "SidePrices": "average_prices",
    "Offer": "books",
    "Order": "orders.order",
    "OrderBook": "books",
    "OrderCancelled": "feeds.events",
    "OrderEvent": "feeds.events",
    "OrderFilled": "feeds.events",
    "OrderPlaced": "feeds.events",
    "OrderStatus": "orders.order",
    "OrderType": "orders.new_order",
    "OrdersSocket": "orders_socket",
    "PriceBook": "feeds.price_events",
    "PriceFeed": "feeds.price_feed",
    "PriceFeedEvent": "feeds.price_events",
    "RestingOrders": "feeds.events",
    "SubscriptionSent": "feeds.price_events",
    "SyncPriceFeed": "feeds.price_feed",
    "SyncUserFeed": "feeds.user_feed",
    "UnlistedEvent": "feeds.events",
    "UnlistedUpdate": "feeds.price_events",
    "UserFeed": "feeds.user_feed",
    "UserFeedEvent": "feeds.events",
    "VolumeChanged": "feeds.price_events",
}

_MOVED = {
    **{name: f"crossbook.{name}" for name in ("Fill", "NotPlaced", "NotPlacedReason", "PlaceOutcome", "PlaceUnknown", "Placed")},
    "OpenOrder": "crossbook.fourcasters.Order",
    "OrderDetail": "crossbook.fourcasters.Order",
    "SocketMarketType": "crossbook.fourcasters.MarketType",
}

__all__ = [
    "LARGEST_ODDS",
    "ODDS_STEP",
    "AnyBet",
    "AsyncFourcasters",
    "AveragePrices",
    "BetTaken",
    "BookChanged",
    "BookSide",
    "Fourcasters",
    "Game",
    "GameBooks",
    "GameCancelType",
    "GameChanged",
    "GameOrders",
    "GradedBet",
    "HeartbeatAck",
    "LeagueCancelAcknowledged",
    "MarketSide",
    "MarketType",
    "MatchedBet",
    "NamedBets",
    "NewOrder",
    "Offer",
    "Order",
    "OrderBook",
    "OrderCancelled",
    "OrderEvent",
    "OrderFilled",
    "OrderPlaced",
    "OrderStatus",
    "OrderType",
    "OrdersSocket",
    "PriceBook",
    "PriceFeed",
    "PriceFeedEvent",
    "RestingOrders",
    "SidePrices",
    "SubscriptionSent",
    "SyncPriceFeed",
    "SyncUserFeed",
    "UnlistedEvent",
    "UnlistedUpdate",
    "UserFeed",
    "UserFeedEvent",
    "VolumeChanged",
]


if not TYPE_CHECKING:  # A type checker would take any name for one of this package.
    __getattr__ = on_first_use(__name__, _HOMES, moved=_MOVED)


def __dir__() -> list[str]:
    return sorted(__all__)
