# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .order_status import OrderStatus
from .order_type import OrderType
from .side import Side
from .time_in_force import TimeInForce


@define(frozen=True, kw_only=True, slots=False)
class Order:
    """One order as stored."""

    id: str | None = None
    """Order id, the orderId of place and cancel."""
    userWallet: str | None = None
    """Address of the wallet, 0x and 40 hex digits."""
    vault: str | None = None
    """Vault that holds funds and position."""
    marketId: str | None = None
    """Market symbol."""
    side: Side | Unlisted | None = None
    """Side of an order."""
    outcome: str | None = None
    """Outcome index as a decimal string."""
    price: Decimal | None = None
    """USDC per outcome token."""
    quantity: Decimal | None = None
    """Outcome tokens ordered."""
    filledQty: Decimal | None = None
    """Outcome tokens matched. A buyer receives fewer, as the fee is taken from them."""
    remainingQty: Decimal | None = None
    """Outcome tokens not matched."""
    expiry: int | None = None
    """Unix seconds; 0 means none."""
    type: OrderType | Unlisted | None = None
    """Kind of order. The price of a market order is the worst it takes."""
    timeInForce: TimeInForce | Unlisted | None = None
    """How long an order stands (good till cancelled, immediate or cancel, fill or kill)."""
    status: OrderStatus | Unlisted | None = None
    """State of an order. PENDING, OPEN and PARTIAL are not terminal."""
    clientOrderId: str | None = None
    """The caller's name for the order."""
    createdAt: str | None = None
    """ISO 8601."""
    updatedAt: str | None = None
    """ISO 8601."""
