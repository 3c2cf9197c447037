# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class EditCancelled:
    """The cancel of the old order."""

    success: bool | UnsetType = UNSET
    """Whether the old order was cancelled; if not, nothing was placed."""
    orderID: str | UnsetType = UNSET
    """Id of the old order."""
    odds: Decimal | UnsetType = UNSET
    """American odds of the old order."""
    filled: Decimal | UnsetType = UNSET
    """USD at risk matched before the cancel."""
    offered: Decimal | UnsetType = UNSET
    """0 in every sample; unit undocumented."""
    remaining: Decimal | UnsetType = UNSET
    """USD at risk unmatched at the cancel."""
    side: str | UnsetType = UNSET
    """As in the order placed."""
    number: Decimal | None | UnsetType = UNSET
    """Line in points."""
    gameID: str | UnsetType = UNSET
    """Game id."""
    userReference: str | None | UnsetType = UNSET
    """The caller's name for the old order."""
    description: str | UnsetType = UNSET
    """Label of the bet, for people."""
