"""The book of one outcome, best prices first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import attrs

from crossbook.core.times import moment
from crossbook_bindings.predictstreet import rest as bindings


@attrs.frozen(kw_only=True)
class OrderBook:
    """What rested on one outcome of a market, all orders at a price together."""

    market_id: str
    """The market's symbol."""
    outcome: int
    """0 is yes, 1 is no."""
    bids: tuple[bindings.OrderbookLevel, ...]
    """What buyers offer, the highest price first: prices in USDC per outcome token, quantities in outcome tokens."""
    asks: tuple[bindings.OrderbookLevel, ...]
    """What sellers offer, the lowest price first: prices in USDC per outcome token, quantities in outcome tokens."""
    sequence: int | None
    """Its place in the matcher's sequence (`seq`), which the sockets count on."""
    hash: str | None
    """16 hexadecimal digits over prices and quantities; None from an older deployment."""
    at: datetime | None
    """When it stood so, by the venue's clock."""
    venue_book: bindings.Orderbook = attrs.field(repr=False)
    """The book in the venue's words."""

    @property
    def best_bid(self) -> bindings.OrderbookLevel | None:
        """The highest price that a buyer offers, in USDC per outcome token; None where nobody buys."""
        return self.bids[0] if self.bids else None

    @property
    def best_ask(self) -> bindings.OrderbookLevel | None:
        """The lowest price that a seller offers, in USDC per outcome token; None where nobody sells."""
        return self.asks[0] if self.asks else None


def read_book(symbol: str, outcome: int, book: bindings.Orderbook) -> OrderBook:
    """Read a book. No page says in which order its levels come, so they are put in order."""
    return OrderBook(
        market_id=symbol,
        outcome=outcome,
        bids=_ordered(book.bids, highest_first=True),
        asks=_ordered(book.asks, highest_first=False),
        sequence=book.seq,
        hash=book.hash,
        at=moment(book.ts),
        venue_book=book,
    )


def fault_of(symbol: str, outcome: int, book: bindings.Orderbook) -> str | None:
    """Say why a book is not the one that was asked for, or none to trade on; None where nothing is wrong with it."""
    if book.marketId not in (None, symbol) or book.outcome not in (None, str(outcome)):
        return "it is about another book than the one asked for"
    if not all(level.price.is_finite() and level.quantity.is_finite() for level in (*book.bids, *book.asks)):
        return "a level has a price or a quantity that is no number"
    return None


def _ordered(levels: Sequence[bindings.OrderbookLevel], *, highest_first: bool) -> tuple[bindings.OrderbookLevel, ...]:
    return tuple(sorted(levels, key=lambda level: level.price, reverse=highest_first))
