"""What of an order was matched, and how far that is on its way to the chain."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import attrs

from crossbook.core.times import moment
from crossbook_bindings.predictstreet import rest as bindings
from crossbook_bindings.runtime import Unlisted


@attrs.frozen(kw_only=True)
class OrderFill:
    """One match of an order of the acting wallet. It is off the chain until it is settled, and may fail to settle. None where untold."""

    trade_id: str | None
    """The venue's name for the match."""
    order_id: str | None
    """The wallet's own order."""
    market_id: str | None
    """The market's symbol."""
    side: bindings.Side | Unlisted | None
    """The wallet's own side: buy or sell, or a word that no document lists."""
    price: Decimal | None
    """USDC per outcome token."""
    quantity: Decimal | None
    """Outcome tokens."""
    fee: Decimal | None
    """The fee, in USDC by the page about trades; that about an order's fills gives no unit. Pages disagree on whether makers pay one."""
    status: bindings.TradeStatus | Unlisted | None
    """matched, settlement_pending, settled or settlement_failed, or a word that no document lists."""
    tx_hash: str | None
    """The transaction that settles it; None before it is sent."""
    created_at: datetime | None
    """When it was matched."""
    settled_at: datetime | None
    """When it was settled; the fills of one order do not tell."""
    venue_fill: bindings.Fill | bindings.AccountTrade = attrs.field(repr=False)
    """The match in the venue's words."""

    @property
    def is_final(self) -> bool:
        """Whether it is settled, or has failed for good: nothing about it changes any more."""
        return self.status in ("settled", "settlement_failed")


def read_fill(fill: bindings.Fill | bindings.AccountTrade) -> OrderFill:
    """Read a match of either list."""
    return OrderFill(
        trade_id=fill.id,
        order_id=fill.orderId,
        market_id=fill.marketId,
        side=fill.side,
        price=finite(fill.price),
        quantity=finite(fill.quantity),
        fee=finite(fill.fee),
        status=fill.status,
        tx_hash=fill.txHash or None,
        created_at=moment(fill.createdAt),
        settled_at=moment(fill.settledAt) if isinstance(fill, bindings.AccountTrade) else None,
        venue_fill=fill,
    )


def finite(value: Decimal | None) -> Decimal | None:
    """Give an amount, None for what is none: text such as "NaN" decodes as a decimal."""
    return value if value is not None and value.is_finite() else None
