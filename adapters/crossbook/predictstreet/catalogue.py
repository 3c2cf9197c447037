"""What the REST clients of PredictStreet can be asked, method by method, and how the venue names orders. Pure."""

from __future__ import annotations

from typing import Final

from crossbook.core.judging import ask_or_raise
from crossbook.core.naming import Catalogue, Naming
from crossbook.core.paging import fetch, next_page
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.orders import cancelling
from crossbook.predictstreet.reads import market, wallet

CATALOGUE: Final = Catalogue(
    venue=VENUE,
    plans={
        "send": ask_or_raise,
        "fetch": fetch,
        "pages": next_page,
        "cancel_order": cancelling.cancel_order,
        "cancel_orders": cancelling.cancel_orders,
        "cancel_market_orders": cancelling.cancel_market,
        "cancel_all_orders": cancelling.cancel_everything,
        "open_orders": cancelling.open_orders,
        "get_order": cancelling.look_up,
        "order_history": wallet.order_history,
        "order_fills": wallet.order_fills,
        "fills": wallet.fills,
        "positions": wallet.positions,
        "balances": wallet.balances,
        "markets": market.markets,
        "get_market": market.get_market,
        "order_book": market.order_book,
        "market_trades": market.market_trades,
    },
    untaped=frozenset({"place_orders", "place_order", "prepare_order", "market_terms", "resolve", "resolve_scope", "check"}),
    unsaid=frozenset({"session", "drawn", "at", "account", "patience", "knows"}),
    naming=Naming(ids=frozenset({"orderId"}), references=frozenset({"clientOrderId"}), orders=frozenset({"orders"})),
)
