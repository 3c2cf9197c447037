# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class GetGameLiabilityData:
    """Payload of getGameLiability."""

    liability: Decimal
    """Worst case in USD, 0 or below."""
