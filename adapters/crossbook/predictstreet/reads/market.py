"""Reading markets, as plans: what there is, its book, its tape. Pure."""

from __future__ import annotations

from typing import Final, get_args

from msgspec import UNSET

from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.judging import answer_to
from crossbook.core.steps import Plan
from crossbook.predictstreet.identifiers import VENUE
from crossbook.predictstreet.reads.book import OrderBook, fault_of, read_book
from crossbook.predictstreet.reads.market_trade import MarketTrade, read_market_trade
from crossbook_bindings.predictstreet import rest as bindings

LARGEST_PAGE: Final = 200
"""(P) public-trade-tape: the venue clamps what is larger, without notice."""


def markets(status: bindings.MarketStatus | None) -> Plan[tuple[bindings.Market, ...]]:
    """List markets, as far as the venue lists them."""
    if status is not None:
        Call(VENUE, "listMarkets").choice(status, get_args(bindings.MarketStatus), "a market's status")
    reply = yield from answer_to(bindings.list_markets(status=UNSET if status is None else status))
    return reply.value.markets


def get_market(slug: str) -> Plan[bindings.Market]:
    """Read one market."""
    Call(VENUE, "getMarket").name(slug, "a market's slug")
    result = yield from answer_to(bindings.get_market(slug=slug))
    if result.value.slug not in (None, slug):
        raise result.doubt("it is about another market than the one asked for")
    return result.value


def order_book(market_id: str, outcome: int, depth: int | None) -> Plan[OrderBook]:
    """Read the book of one outcome."""
    call = Call(VENUE, "getOrderbook")
    call.name(market_id, "a market (its symbol)")
    if not is_a(outcome, int) or outcome not in (0, 1):
        raise call.invalid(expected="an outcome, 0 (yes) or 1 (no)", found=outcome)
    if depth is not None:
        call.whole(depth, "a number of levels", least=1)
    request = bindings.get_orderbook(symbol=market_id, outcome=str(outcome), depth=UNSET if depth is None else depth)
    result = yield from answer_to(request)
    fault = fault_of(market_id, outcome, result.value)
    if fault is not None:
        raise result.doubt(fault)
    return read_book(market_id, outcome, result.value)


def market_trades(market_id: str, limit: int, after: str | None, before: str | None) -> Plan[tuple[MarketTrade, ...]]:
    """Read one page of a market's tape, the latest trades of it unless told otherwise."""
    call = Call(VENUE, "listMarketTrades")
    call.name(market_id, "a market (its symbol)")
    if call.whole(limit, "a number of trades", least=1) > LARGEST_PAGE:
        raise call.invalid(expected=f"a number of trades, at most {LARGEST_PAGE}", found=limit)
    result = yield from answer_to(
        bindings.list_market_trades(
            symbol=market_id, limit=limit, after=UNSET if after is None else after, before=UNSET if before is None else before
        )
    )
    if result.value.symbol != market_id:
        raise result.doubt("it is about another market than the one asked for")
    return tuple(map(read_market_trade, result.value.trades))
