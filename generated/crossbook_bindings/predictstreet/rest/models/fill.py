# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .side import Side
from .trade_status import TradeStatus


@define(frozen=True, kw_only=True, slots=False)
class Fill:
    """One fill of an order with its state on chain."""

    id: str | UnsetType = UNSET
    orderId: str | UnsetType = UNSET
    userWallet: str | UnsetType = UNSET
    """Wallet address."""
    vault: str | UnsetType = UNSET
    """Vault address."""
    marketId: str | UnsetType = UNSET
    """Market symbol."""
    price: Decimal | UnsetType = UNSET
    """USDC per outcome token."""
    quantity: Decimal | UnsetType = UNSET
    """Outcome tokens."""
    fee: Decimal | UnsetType = UNSET
    """Fee of this fill; unit not documented here."""
    side: Side | str | UnsetType = UNSET
    status: TradeStatus | str | UnsetType = UNSET
    txHash: str | None | UnsetType = UNSET
    """Transaction that settles it; null before it is sent."""
    createdAt: str | UnsetType = UNSET
    """ISO 8601."""
