# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .fee_role import FeeRole


@define(frozen=True, kw_only=True, slots=False)
class FeeEntry:
    """The fee of one role in one trade."""

    id: str | UnsetType = UNSET
    tradeId: str | UnsetType = UNSET
    amount: Decimal | UnsetType = UNSET
    """In human units of the token (USDC)."""
    token: str | UnsetType = UNSET
    """Symbol of the token, e.g. USDC."""
    role: FeeRole | str | UnsetType = UNSET
    createdAt: str | UnsetType = UNSET
    """ISO 8601."""
