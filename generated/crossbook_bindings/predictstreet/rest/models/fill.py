# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .side import Side
from .trade_status import TradeStatus


@define(frozen=True, kw_only=True, slots=False)
class Fill:
    """One fill of an order with its state on chain."""

    id: str | None = None
    """Trade id."""
    orderId: str | None = None
    """The order's id, as placing gives it."""
    userWallet: str | None = None
    """Address of the wallet, 0x and 40 hex digits."""
    vault: str | None = None
    """Address of the vault, 0x and 40 hex digits."""
    marketId: str | None = None
    """Market symbol."""
    price: Decimal | None = None
    """USDC per outcome token."""
    quantity: Decimal | None = None
    """Outcome tokens."""
    fee: Decimal | None = None
    """Fee of this fill; unit not documented here."""
    side: Side | Unlisted | None = None
    """Side of an order."""
    status: TradeStatus | Unlisted | None = None
    """State of a trade on its way to the chain. settled and settlement_failed are final."""
    txHash: str | None = None
    """Transaction that settles it; null before it is sent."""
    createdAt: str | None = None
    """ISO 8601."""
