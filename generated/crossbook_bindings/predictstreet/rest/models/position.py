# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class Position:
    """What a wallet holds of one outcome of one market."""

    marketId: str | None = None
    """Market symbol."""
    outcome: str | None = None
    """Outcome, in words."""
    outcomeIndex: int | None = None
    """0 is YES, 1 is NO."""
    tokenId: str | None = None
    """Token id in decimal digits."""
    quantity: Decimal | None = None
    """Outcome tokens held."""
    availableQuantity: Decimal | None = None
    """Outcome tokens that can be sold."""
    encumberedQuantity: Decimal | None = None
    """Outcome tokens locked in orders; quantity less availableQuantity."""
    avgCost: Decimal | None = None
    """USDC per outcome token."""
    currentPrice: Decimal | None = None
    """USDC per outcome token."""
    realizedPnl: Decimal | None = None
    """Signed profit in USDC."""
    unrealizedPnl: Decimal | None = None
    """Signed profit in USDC."""
    accountingStatus: str | None = None
    """Whether costs and profits are known: where it is `unavailable`, they are null."""
