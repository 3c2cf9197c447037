"""What a client needs to place orders and to resolve, each loaded on first use: one that only cancels loads none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossbook.core.lazy import on_first_use

if TYPE_CHECKING:
    from crossbook.predictstreet.environments import Environment as Environment
    from crossbook.predictstreet.orders.market_terms import MarketTerms as MarketTerms
    from crossbook.predictstreet.orders.new_order import NewOrder as NewOrder
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
    "Desk": "trading.desk",
    "Environment": "environments",
    "MarketTerms": "orders.market_terms",
    "NewOrder": "orders.new_order",
    "PreparedOrder": "orders.prepared",
    "Signer": "signing.signer",
    "TradingAccount": "trading_account",
    "begun": "trading.desk",
    "belonging": "trading.desk",
    "market_terms": "trading.readying",
    "owner_of": "trading.desk",
    "place_order": "trading.placing",
    "place_orders": "trading.placing",
    "prepare_order": "trading.readying",
    "resolve": "orders.resolving",
    "resolve_scope": "orders.resolving",
}

if not TYPE_CHECKING:  # A type checker would take any name for one of this package.
    __getattr__ = on_first_use("crossbook.predictstreet", _HOMES)  # its modules are beside this package, too
