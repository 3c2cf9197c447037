"""Orders in our words: what rests at PredictStreet."""

from __future__ import annotations

from decimal import Decimal

import attrs

from crossbook.core.absent import given
from crossbook_bindings.predictstreet.rest import Order


@attrs.frozen(kw_only=True)
class OrderState:
    """An order of the acting wallet, as the venue shows it."""

    order_id: str
    user_reference: str | None
    """The caller's name for it (`clientOrderId`)."""
    market_id: str | None
    """The market's symbol."""
    side: str | None
    """buy or sell."""
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
    status: str | None
    """The venue's word. The list of open orders shows PARTIAL as OPEN: `filled` tells."""
    venue_order: Order = attrs.field(repr=False)
    """The order in the venue's words."""


def order_state(order_id: str, order: Order) -> OrderState:
    """Read an order of a list or of a look-up."""
    return OrderState(
        order_id=order_id,
        user_reference=given(order.clientOrderId) or None,
        market_id=given(order.marketId),
        side=given(order.side),
        outcome=given(order.outcome),
        price=given(order.price),
        quantity=given(order.quantity),
        filled=given(order.filledQty),
        remaining=given(order.remainingQty),
        status=given(order.status),
        venue_order=order,
    )
