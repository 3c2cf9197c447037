# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .order_status import OrderStatus
from .trade import Trade


@define(frozen=True, kw_only=True, slots=False)
class PlaceBatchResult:
    """What became of one order of a batch, accepted or rejected. One that says neither status nor success proves
    nothing."""

    orderId: str | UnsetType = UNSET
    """Order id; that it is empty for a rejected order is said of the single place only."""
    status: OrderStatus | str | UnsetType = UNSET
    filledQty: Decimal | UnsetType = UNSET
    """Outcome tokens matched so far."""
    remainingQty: Decimal | UnsetType = UNSET
    """Outcome tokens not matched."""
    trades: tuple[Trade, ...] | UnsetType = UNSET
    """Immediate matches."""
    success: bool | UnsetType = UNSET
    code: str | UnsetType = UNSET
    """Reason of a rejection, from the same vocabulary as ApiError.code."""
    message: str | UnsetType = UNSET
    """The reason in the venue's words."""
    clientOrderId: str | UnsetType = UNSET
    """The caller's name for the order, or the one that the venue made up."""
