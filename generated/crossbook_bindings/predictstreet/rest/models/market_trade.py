# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class MarketTrade:
    """One trade of a market, as everybody sees it."""

    id: str | None = None
    """Trade id."""
    price: Decimal | None = None
    """USDC per outcome token."""
    quantity: Decimal | None = None
    """Outcome tokens."""
    createdAt: str | None = None
    """ISO 8601; never changes."""
    settledAt: str | None = None
    """ISO 8601."""
    maker: str | None = None
    """Address of the wallet, 0x and 40 hex digits."""
    taker: str | None = None
    """Address of the wallet, 0x and 40 hex digits."""
    makerFee: Decimal | None = None
    """Unit not documented."""
    takerFee: Decimal | None = None
    """Unit not documented."""
    outcomeIndex: int | None = None
    """Index of the outcome that was traded."""
    outcomeLabel: str | None = None
    """Name of the outcome that was traded."""
