# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class MarketTrade:
    """One trade of a market, as everybody sees it."""

    id: str | UnsetType = UNSET
    price: Decimal | UnsetType = UNSET
    """USDC per outcome token."""
    quantity: Decimal | UnsetType = UNSET
    """Outcome tokens."""
    createdAt: str | UnsetType = UNSET
    """ISO 8601; never changes."""
    settledAt: str | None | UnsetType = UNSET
    """ISO 8601."""
    maker: str | UnsetType = UNSET
    """Wallet address."""
    taker: str | UnsetType = UNSET
    """Wallet address."""
    makerFee: Decimal | UnsetType = UNSET
    """Unit not documented."""
    takerFee: Decimal | UnsetType = UNSET
    """Unit not documented."""
    outcomeIndex: int | UnsetType = UNSET
    outcomeLabel: str | UnsetType = UNSET
