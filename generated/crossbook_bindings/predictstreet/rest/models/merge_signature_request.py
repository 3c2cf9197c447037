# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define, field

from crossbook_bindings.runtime import conform, exact


@define(frozen=True, kw_only=True, slots=False)
class MergeSignatureRequest:
    """How much USDC to merge into."""

    marketId: str
    """Market symbol."""
    amount: Decimal = field(converter=exact)
    """USDC, human decimals; as many tokens of every outcome are burnt."""

    def __attrs_post_init__(self) -> None:
        conform(self)
