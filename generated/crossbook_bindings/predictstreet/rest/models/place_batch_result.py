# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .order_status import OrderStatus
from .trade import Trade


@define(frozen=True, kw_only=True, slots=False)
class PlaceBatchResult:
    """What became of one order of a batch, accepted or rejected. One that says neither status nor success proves nothing."""

    orderId: str | None = None
    """Order id; that it is empty for a rejected order is said of the single place only."""
    status: OrderStatus | Unlisted | None = None
    """State of an order. PENDING, OPEN and PARTIAL are not terminal."""
    filledQty: Decimal | None = None
    """Outcome tokens matched so far."""
    remainingQty: Decimal | None = None
    """Outcome tokens not matched."""
    trades: tuple[Trade, ...] | None = None
    """Immediate matches."""
    success: bool | None = None
    """Whether this order was taken."""
    code: str | None = None
    """Reason of a rejection, from the same vocabulary as ApiError.code."""
    message: str | None = None
    """The reason in the venue's words."""
    clientOrderId: str | None = None
    """The caller's name for the order, or the one that the venue made up."""
