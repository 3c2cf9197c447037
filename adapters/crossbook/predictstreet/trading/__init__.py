"""What the REST clients do with orders: plans, and what they take and give. Each is loaded on first use: who only cancels signs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.predictstreet.catalogue import CATALOGUE as CATALOGUE
    from crossbook.predictstreet.environments import Environment as Environment
    from crossbook.predictstreet.orders.cancelling import Side as Side
    from crossbook.predictstreet.orders.cancelling import cancel_everything as cancel_everything
    from crossbook.predictstreet.orders.cancelling import cancel_market as cancel_market
    from crossbook.predictstreet.orders.cancelling import cancel_order as cancel_order
    from crossbook.predictstreet.orders.cancelling import cancel_orders as cancel_orders
    from crossbook.predictstreet.orders.cancelling import look_up as look_up
    from crossbook.predictstreet.orders.cancelling import open_orders as open_orders
    from crossbook.predictstreet.orders.identity import OrderIdentity as OrderIdentity
    from crossbook.predictstreet.orders.market_terms import MarketTerms as MarketTerms
    from crossbook.predictstreet.orders.new_order import NewOrder as NewOrder
    from crossbook.predictstreet.orders.order import Order as Order
    from crossbook.predictstreet.orders.prepared import PreparedOrder as PreparedOrder
    from crossbook.predictstreet.orders.resolving import resolve as resolve
    from crossbook.predictstreet.orders.resolving import resolve_scope as resolve_scope
    from crossbook.predictstreet.signing.signer import AsyncSigner as AsyncSigner
    from crossbook.predictstreet.signing.signer import Signer as Signer
    from crossbook.predictstreet.trading.desk import Desk as Desk
    from crossbook.predictstreet.trading.desk import begun as begun
    from crossbook.predictstreet.trading.desk import belonging as belonging
    from crossbook.predictstreet.trading.desk import owner_of as owner_of
    from crossbook.predictstreet.trading.placing import place_order as place_order
    from crossbook.predictstreet.trading.placing import place_orders as place_orders
    from crossbook.predictstreet.trading.readying import market_terms as market_terms
    from crossbook.predictstreet.trading.readying import prepare_order as prepare_order
    from crossbook.predictstreet.trading_account import TradingAccount as TradingAccount

_HOMES = {
    "AsyncSigner": "signing.signer",
    "CATALOGUE": "catalogue",
    "Desk": "trading.desk",
    "Environment": "environments",
    "MarketTerms": "orders.market_terms",
    "NewOrder": "orders.new_order",
    "Order": "orders.order",
    "OrderIdentity": "orders.identity",
    "PreparedOrder": "orders.prepared",
    "Side": "orders.cancelling",
    "Signer": "signing.signer",
    "TradingAccount": "trading_account",
    "begun": "trading.desk",
    "belonging": "trading.desk",
    "cancel_everything": "orders.cancelling",
    "cancel_market": "orders.cancelling",
    "cancel_order": "orders.cancelling",
    "cancel_orders": "orders.cancelling",
    "look_up": "orders.cancelling",
    "market_terms": "trading.readying",
    "open_orders": "orders.cancelling",
    "owner_of": "trading.desk",
    "place_order": "trading.placing",
    "place_orders": "trading.placing",
    "prepare_order": "trading.readying",
    "resolve": "orders.resolving",
    "resolve_scope": "orders.resolving",
}

if not TYPE_CHECKING:  # A type checker would take any name for one of this package.
    __getattr__ = on_first_use("crossbook.predictstreet", _HOMES, door=__name__)  # its modules are beside this package, too
