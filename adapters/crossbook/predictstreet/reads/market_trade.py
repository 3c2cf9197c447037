"""Trades of a market, as everybody sees them."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import attrs

from crossbook.core.times import moment
from crossbook.predictstreet.reads.fill import finite
from crossbook_bindings.predictstreet import rest as bindings


@attrs.frozen(kw_only=True)
class MarketTrade:
    """One trade on the public tape of a market. None where the venue does not tell."""

    trade_id: str | None
    """The venue's name for it: drop what you have seen by it, because pages can overlap."""
    outcome: int | None
    """Which outcome was traded: 0 is yes, 1 is no."""
    price: Decimal | None
    """USDC per outcome token."""
    quantity: Decimal | None
    """Outcome tokens."""
    created_at: datetime | None
    """When it was matched; never changes."""
    settled_at: datetime | None
    """When it was settled; None before."""
    venue_trade: bindings.MarketTrade = attrs.field(repr=False)
    """The trade in the venue's words."""


def read_market_trade(trade: bindings.MarketTrade) -> MarketTrade:
    """Read one trade of the tape."""
    return MarketTrade(
        trade_id=trade.id,
        outcome=trade.outcomeIndex,
        price=finite(trade.price),
        quantity=finite(trade.quantity),
        created_at=moment(trade.createdAt),
        settled_at=moment(trade.settledAt),
        venue_trade=trade,
    )
