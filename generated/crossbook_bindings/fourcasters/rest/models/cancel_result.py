# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET, Struct, UnsetType

from .error_type import ErrorType


class CancelResult(Struct, frozen=True, kw_only=True):
    """What became of one order."""

    success: bool | UnsetType = UNSET
    """Whether the order was cancelled by this request."""
    reason: str | UnsetType = UNSET
    """Why not, when success is false."""
    sessionID: str | UnsetType = UNSET
    """Order id."""
    description: str | UnsetType = UNSET
    """Label of the bet with its price, for people."""
    odds: Decimal | UnsetType = UNSET
    """American odds of the order."""
    filled: Decimal | UnsetType = UNSET
    """USD at risk matched before the cancel."""
    offered: Decimal | UnsetType = UNSET
    """0 in every REST sample; unit undocumented."""
    remaining: Decimal | UnsetType = UNSET
    """USD at risk unmatched at the cancel, now released."""
    gameID: str | UnsetType = UNSET
    """Game id."""
    userReference: str | None | UnsetType = UNSET
    """The caller's name for the order."""
    error: str | UnsetType = UNSET
    """Why not, in the other form of failure."""
    errorType: ErrorType | str | UnsetType = UNSET
    """Class of the error."""
    error_type: ErrorType | str | UnsetType = UNSET
    """Class of the error, under its older name."""
