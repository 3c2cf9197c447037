# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class FeeTier:
    """Fee tier of a wallet."""

    tier: int | UnsetType = UNSET
    """0 is the lowest tier, with the highest fees."""
    makerBps: int | UnsetType = UNSET
    """Basis points."""
    takerBps: int | UnsetType = UNSET
    """Basis points."""
    rolling30dVolume: Decimal | UnsetType = UNSET
    """USDC taken within 30 days."""
    nextTierVolume: Decimal | None | UnsetType = UNSET
    """USDC needed for the next tier; null in the highest."""
