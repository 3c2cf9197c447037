# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .order_status import OrderStatus
from .order_type import OrderType
from .side import Side
from .time_in_force import TimeInForce


@define(frozen=True, kw_only=True, slots=False)
class Order:
    """One order as stored."""

    id: str | UnsetType = UNSET
    """Order id, the orderId of place and cancel."""
    userWallet: str | UnsetType = UNSET
    vault: str | UnsetType = UNSET
    """Vault that holds funds and position."""
    marketId: str | UnsetType = UNSET
    """Market symbol."""
    side: Side | str | UnsetType = UNSET
    outcome: str | UnsetType = UNSET
    """Outcome index as a decimal string."""
    price: Decimal | UnsetType = UNSET
    """USDC per outcome token."""
    quantity: Decimal | UnsetType = UNSET
    """Outcome tokens ordered."""
    filledQty: Decimal | UnsetType = UNSET
    """Outcome tokens matched. A buyer receives fewer, as the fee is taken from them."""
    remainingQty: Decimal | UnsetType = UNSET
    """Outcome tokens not matched."""
    expiry: int | UnsetType = UNSET
    """Unix seconds; 0 means none."""
    type: OrderType | str | UnsetType = UNSET
    timeInForce: TimeInForce | str | UnsetType = UNSET
    status: OrderStatus | str | UnsetType = UNSET
    clientOrderId: str | UnsetType = UNSET
    """The caller's name for the order."""
    createdAt: str | UnsetType = UNSET
    """ISO 8601."""
    updatedAt: str | UnsetType = UNSET
    """ISO 8601."""
