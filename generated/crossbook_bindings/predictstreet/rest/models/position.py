# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class Position:
    """What the wallet holds of one outcome of one market."""

    marketId: str | UnsetType = UNSET
    """Market symbol."""
    outcomeIndex: int | UnsetType = UNSET
    tokenId: str | UnsetType = UNSET
    """ERC-1155 id of the outcome token, decimal digits."""
    quantity: Decimal | UnsetType = UNSET
    """Outcome tokens owned."""
    availableQuantity: Decimal | UnsetType = UNSET
    """Outcome tokens that can be sold or burnt now."""
    encumberedQuantity: Decimal | UnsetType = UNSET
    """Outcome tokens held for open orders to sell and co-signed operations; quantity less availableQuantity."""
    avgCost: Decimal | None | UnsetType = UNSET
    """Average cost in USDC per outcome token."""
    currentPrice: Decimal | None | UnsetType = UNSET
    """USDC per outcome token."""
    realizedPnl: Decimal | None | UnsetType = UNSET
    """Realised profit in USDC."""
    unrealizedPnl: Decimal | None | UnsetType = UNSET
    """Unrealised profit in USDC."""
    accountingStatus: str | UnsetType = UNSET
    """`unavailable` when the history cannot be recovered; cost and profit are null then."""
