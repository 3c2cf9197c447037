# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .order_status import OrderStatus
from .trade import Trade


@define(frozen=True, kw_only=True, slots=False)
class PlaceOrderReply:
    """What became of one order, accepted or rejected."""

    orderId: str
    """Order id (UUID); the empty string when status is REJECTED."""
    status: OrderStatus | Unlisted
    """State of an order. PENDING, OPEN and PARTIAL are not terminal."""
    filledQty: Decimal | None = None
    """Outcome tokens matched so far."""
    remainingQty: Decimal | None = None
    """Outcome tokens not matched."""
    trades: tuple[Trade, ...] | None = None
    """Immediate matches."""
    code: str | None = None
    """Reason of a rejection, from the same vocabulary as ApiError.code."""
    message: str | None = None
    """The reason in the venue's words."""
