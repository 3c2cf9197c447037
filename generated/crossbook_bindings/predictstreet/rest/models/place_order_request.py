# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define, field
from msgspec import UNSET, UnsetType

from crossbook_bindings.runtime import conform, exact

from .order_type import OrderType
from .side import Side
from .time_in_force import TimeInForce


@define(frozen=True, kw_only=True, slots=False)
class PlaceOrderRequest:
    """One order, signed with EIP-712."""

    marketId: str
    """Market symbol, not the market's UUID or slug."""
    side: Side
    """Lower case only."""
    outcome: str
    """Outcome index as a decimal string, "0" (YES) or "1" (NO)."""
    price: Decimal = field(converter=exact)
    """USDC per outcome token, between 0 and 1 (both excluded), tick 0.01. For market orders the worst price."""
    quantity: Decimal = field(converter=exact)
    """Outcome tokens, above 0, at most 6 decimals."""
    nonce: str
    """The signed struct's salt, a uint256 in decimal digits."""
    expiry: int
    """The signed struct's expiration in unix seconds; 0 means none and is what the venue recommends."""
    maker: str
    """Address of the vault, not of the signing wallet."""
    signature: str
    """EIP-712 signature over the whole on-chain order, 0x and hex digits."""
    clientOrderId: str | UnsetType = UNSET
    """The caller's name for the order and its idempotency key, unique per wallet."""
    type: OrderType | UnsetType = UNSET
    """Left out, the venue takes limit."""
    timeInForce: TimeInForce | UnsetType = UNSET
    """Left out, the venue takes gtc for limit orders; pages disagree for market orders. market + gtc is refused."""
    postOnly: bool | UnsetType = UNSET
    """Left out, the venue takes false."""

    def __attrs_post_init__(self) -> None:
        conform(self)
