# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class ConvertSignatureRequest:
    """Which NO tokens to convert."""

    marketId: str
    """Market symbol."""
    indexSet: str
    """Bitmap of the outcomes whose NO is burnt, a uint256 in decimal digits; neither none nor all of them."""
    amount: Decimal
    """Base units (6 decimals), whole, burnt per outcome."""
