# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define, field

from crossbook_bindings.runtime import conform, exact


@define(frozen=True, kw_only=True, slots=False)
class ConvertSignatureRequest:
    """Which NO tokens to convert."""

    marketId: str
    """Market symbol."""
    indexSet: str
    """Bitmap of the outcomes whose NO is burnt, a uint256 in decimal digits; neither none nor all of them."""
    amount: Decimal = field(converter=exact)
    """Base units (6 decimals), whole, burnt per outcome."""

    def __attrs_post_init__(self) -> None:
        conform(self)
