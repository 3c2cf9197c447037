# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .order_status import OrderStatus
from .trade import Trade


@define(frozen=True, kw_only=True, slots=False)
class PlaceOrderReply:
    """What became of one order, accepted or rejected."""

    orderId: str
    """Order id (UUID); the empty string when status is REJECTED."""
    status: OrderStatus | str
    filledQty: Decimal | UnsetType = UNSET
    """Outcome tokens matched so far."""
    remainingQty: Decimal | UnsetType = UNSET
    """Outcome tokens not matched."""
    trades: tuple[Trade, ...] | UnsetType = UNSET
    """Immediate matches."""
    code: str | UnsetType = UNSET
    """Reason of a rejection, from the same vocabulary as ApiError.code."""
    message: str | UnsetType = UNSET
    """The reason in the venue's words."""
