"""Orders in our words: what rests at PredictStreet, and what a look-up shows."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import attrs

from crossbook.core.times import moment, moment_of_unix
from crossbook_bindings.predictstreet import rest as bindings
from crossbook_bindings.runtime import Unlisted


@attrs.frozen(kw_only=True)
class Order:
    """An order of the acting wallet, as the venue shows it. None where it does not tell."""

    order_id: str
    """The venue's name for it."""
    user_reference: str | None
    """The caller's name for it (`clientOrderId`)."""
    market_id: str | None
    """The market's symbol."""
    side: bindings.Side | Unlisted | None
    """buy or sell, in either case, or a word that no document lists."""
    outcome: str | None
    """Index of the outcome as text: "0" is yes, "1" is no."""
    price: Decimal | None
    """USDC per outcome token."""
    quantity: Decimal | None
    """Outcome tokens."""
    filled: Decimal | None
    """Outcome tokens matched so far."""
    remaining: Decimal | None
    """Outcome tokens not matched."""
    status: bindings.OrderStatus | Unlisted | None
    """The venue's word, or one that no document lists. The list of open orders shows PARTIAL as OPEN: `filled` tells."""
    created_at: datetime | None
    """When it was placed."""
    expires_at: datetime | None
    """When it expires; None for an order without expiry."""
    venue_order: bindings.Order = attrs.field(repr=False)
    """The order in the venue's words."""


def read_order(order_id: str, order: bindings.Order) -> Order:
    """Read an order of a list or of a look-up."""
    return Order(
        order_id=order_id,
        user_reference=order.clientOrderId or None,
        market_id=order.marketId,
        side=order.side,
        outcome=order.outcome,
        price=_amount(order.price),
        quantity=_amount(order.quantity),
        filled=_amount(order.filledQty),
        remaining=_amount(order.remainingQty),
        status=order.status,
        created_at=moment(order.createdAt),
        expires_at=moment_of_unix(order.expiry),
        venue_order=order,
    )


def _amount(value: Decimal | None) -> Decimal | None:
    # Text such as "NaN" decodes as a decimal.
    return value if value is not None and value.is_finite() else None
