# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class FeeTier:
    """Fee tier of a wallet."""

    tier: int | None = None
    """0 is the lowest tier, with the highest fees."""
    makerBps: int | None = None
    """Basis points."""
    takerBps: int | None = None
    """Basis points."""
    rolling30dVolume: Decimal | None = None
    """USDC taken within 30 days."""
    nextTierVolume: Decimal | None = None
    """USDC needed for the next tier; null in the highest."""
