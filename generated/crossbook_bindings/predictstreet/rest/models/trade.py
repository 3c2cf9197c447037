# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .side import Side


@define(frozen=True, kw_only=True, slots=False)
class Trade:
    """One match of an order; off chain until it settles, and it may fail to."""

    id: str | UnsetType = UNSET
    orderId: str | UnsetType = UNSET
    userWallet: str | UnsetType = UNSET
    """Wallet address."""
    marketId: str | UnsetType = UNSET
    """Market symbol."""
    price: Decimal | UnsetType = UNSET
    """USDC per outcome token."""
    quantity: Decimal | UnsetType = UNSET
    """Outcome tokens."""
    fee: Decimal | UnsetType = UNSET
    """Fee of this match; unit not documented here."""
    side: Side | str | UnsetType = UNSET
    createdAt: str | UnsetType = UNSET
    """ISO 8601."""
