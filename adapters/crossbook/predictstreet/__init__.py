"""ADI PredictStreet, a prediction market: REST clients, and orders signed before they are sent. Each name is imported on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.predictstreet.async_chain import AsyncChain as AsyncChain
    from crossbook.predictstreet.async_rest import AsyncPredictStreet as AsyncPredictStreet
    from crossbook.predictstreet.chain import Chain as Chain
    from crossbook.predictstreet.contracts import DOCUMENTED_PRODUCTION as DOCUMENTED_PRODUCTION
    from crossbook.predictstreet.contracts import DOCUMENTED_TESTNET as DOCUMENTED_TESTNET
    from crossbook.predictstreet.contracts import Contracts as Contracts
    from crossbook.predictstreet.drawing import draw_identity as draw_identity
    from crossbook.predictstreet.environments import PRODUCTION as PRODUCTION
    from crossbook.predictstreet.environments import TESTNET as TESTNET
    from crossbook.predictstreet.environments import Environment as Environment
    from crossbook.predictstreet.feeds.events import Greeted as Greeted
    from crossbook.predictstreet.feeds.events import Subscribed as Subscribed
    from crossbook.predictstreet.feeds.events import SubscriptionRejected as SubscriptionRejected
    from crossbook.predictstreet.feeds.events import UnlistedEvent as UnlistedEvent
    from crossbook.predictstreet.feeds.market_events import BookChanged as BookChanged
    from crossbook.predictstreet.feeds.market_events import BookLevel as BookLevel
    from crossbook.predictstreet.feeds.market_events import CandleChanged as CandleChanged
    from crossbook.predictstreet.feeds.market_events import MarketEvent as MarketEvent
    from crossbook.predictstreet.feeds.market_events import MarketFeedEvent as MarketFeedEvent
    from crossbook.predictstreet.feeds.market_events import MarketStateChanged as MarketStateChanged
    from crossbook.predictstreet.feeds.market_events import PlatformChanged as PlatformChanged
    from crossbook.predictstreet.feeds.market_events import TradeMatched as TradeMatched
    from crossbook.predictstreet.feeds.market_events import TradeSettled as TradeSettled
    from crossbook.predictstreet.feeds.market_feed import MarketFeed as MarketFeed
    from crossbook.predictstreet.feeds.market_feed import SyncMarketFeed as SyncMarketFeed
    from crossbook.predictstreet.feeds.user_events import OrderCancelled as OrderCancelled
    from crossbook.predictstreet.feeds.user_events import OrderFilled as OrderFilled
    from crossbook.predictstreet.feeds.user_events import OrderPlaced as OrderPlaced
    from crossbook.predictstreet.feeds.user_events import RestingOrders as RestingOrders
    from crossbook.predictstreet.feeds.user_events import UserFeedEvent as UserFeedEvent
    from crossbook.predictstreet.feeds.user_events import VaultBalanceChanged as VaultBalanceChanged
    from crossbook.predictstreet.feeds.user_feed import SyncUserFeed as SyncUserFeed
    from crossbook.predictstreet.feeds.user_feed import UserFeed as UserFeed
    from crossbook.predictstreet.greetings import protocol_generation as protocol_generation
    from crossbook.predictstreet.orders.cancelling import Side as Side
    from crossbook.predictstreet.orders.draft import OrderDraft as OrderDraft
    from crossbook.predictstreet.orders.identity import OrderIdentity as OrderIdentity
    from crossbook.predictstreet.orders.market_terms import MarketTerms as MarketTerms
    from crossbook.predictstreet.orders.new_order import NewOrder as NewOrder
    from crossbook.predictstreet.orders.order import Order as Order
    from crossbook.predictstreet.orders.prepared import PreparedOrder as PreparedOrder
    from crossbook.predictstreet.orders.preparing import prepare as prepare
    from crossbook.predictstreet.orders.preparing import prepare_async as prepare_async
    from crossbook.predictstreet.reads.book import OrderBook as OrderBook
    from crossbook.predictstreet.reads.fill import OrderFill as OrderFill
    from crossbook.predictstreet.reads.market_trade import MarketTrade as MarketTrade
    from crossbook.predictstreet.rest import PredictStreet as PredictStreet
    from crossbook.predictstreet.signing.local_signer import LocalSigner as LocalSigner
    from crossbook.predictstreet.signing.signer import AsyncSigner as AsyncSigner
    from crossbook.predictstreet.signing.signer import Signer as Signer
    from crossbook.predictstreet.signing.typed import sign_typed as sign_typed
    from crossbook.predictstreet.signing.typed import sign_typed_async as sign_typed_async
    from crossbook.predictstreet.trading_account import TradingAccount as TradingAccount

_HOMES = {
    "AsyncChain": "async_chain",
    "AsyncPredictStreet": "async_rest",
    "AsyncSigner": "signing.signer",
    "BookChanged": "feeds.market_events",
    "BookLevel": "feeds.market_events",
    "CandleChanged": "feeds.market_events",
    "Chain": "chain",
    "Contracts": "contracts",
    "DOCUMENTED_PRODUCTION": "contracts",
    "DOCUMENTED_TESTNET": "contracts",
    "Environment": "environments",
    "Greeted": "feeds.events",
    "LocalSigner": "signing.local_signer",
    "MarketEvent": "feeds.market_events",
    "MarketFeed": "feeds.market_feed",
    "MarketFeedEvent": "feeds.market_events",
    "MarketStateChanged": "feeds.market_events",
    "MarketTerms": "orders.market_terms",
    "MarketTrade": "reads.market_trade",
    "NewOrder": "orders.new_order",
    "Order": "orders.order",
    "OrderBook": "reads.book",
    "OrderCancelled": "feeds.user_events",
    "OrderDraft": "orders.draft",
    "OrderFill": "reads.fill",
    "OrderFilled": "feeds.user_events",
    "OrderIdentity": "orders.identity",
    "OrderPlaced": "feeds.user_events",
    "PRODUCTION": "environments",
    "PlatformChanged": "feeds.market_events",
    "PredictStreet": "rest",
    "PreparedOrder": "orders.prepared",
    "RestingOrders": "feeds.user_events",
    "Side": "orders.cancelling",
    "Signer": "signing.signer",
    "Subscribed": "feeds.events",
    "SubscriptionRejected": "feeds.events",
    "SyncMarketFeed": "feeds.market_feed",
    "SyncUserFeed": "feeds.user_feed",
    "TESTNET": "environments",
    "TradeMatched": "feeds.market_events",
    "TradeSettled": "feeds.market_events",
    "TradingAccount": "trading_account",
    "UnlistedEvent": "feeds.events",
    "UserFeed": "feeds.user_feed",
    "UserFeedEvent": "feeds.user_events",
    "VaultBalanceChanged": "feeds.user_events",
    "draw_identity": "drawing",
    "prepare": "orders.preparing",
    "prepare_async": "orders.preparing",
    "protocol_generation": "greetings",
    "sign_typed": "signing.typed",
    "sign_typed_async": "signing.typed",
}

_MOVED = {"OrderState": "crossbook.predictstreet.Order"}

__all__ = [
    "DOCUMENTED_PRODUCTION",
    "DOCUMENTED_TESTNET",
    "PRODUCTION",
    "TESTNET",
    "AsyncChain",
    "AsyncPredictStreet",
    "AsyncSigner",
    "BookChanged",
    "BookLevel",
    "CandleChanged",
    "Chain",
    "Contracts",
    "Environment",
    "Greeted",
    "LocalSigner",
    "MarketEvent",
    "MarketFeed",
    "MarketFeedEvent",
    "MarketStateChanged",
    "MarketTerms",
    "MarketTrade",
    "NewOrder",
    "Order",
    "OrderBook",
    "OrderCancelled",
    "OrderDraft",
    "OrderFill",
    "OrderFilled",
    "OrderIdentity",
    "OrderPlaced",
    "PlatformChanged",
    "PredictStreet",
    "PreparedOrder",
    "RestingOrders",
    "Side",
    "Signer",
    "Subscribed",
    "SubscriptionRejected",
    "SyncMarketFeed",
    "SyncUserFeed",
    "TradeMatched",
    "TradeSettled",
    "TradingAccount",
    "UnlistedEvent",
    "UserFeed",
    "UserFeedEvent",
    "VaultBalanceChanged",
    "draw_identity",
    "prepare",
    "prepare_async",
    "protocol_generation",
    "sign_typed",
    "sign_typed_async",
]


if not TYPE_CHECKING:  # A type checker would take any name for one of this package.
    __getattr__ = on_first_use(__name__, _HOMES, moved=_MOVED)


def __dir__() -> list[str]:
    return sorted(__all__)
