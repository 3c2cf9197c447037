# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from crossbook_bindings.runtime import Unlisted

from .error_type import ErrorType


class CancelResult(Struct, frozen=True, kw_only=True):
    """What became of one order."""

    success: bool | None = None
    """Whether the order was cancelled by this request."""
    reason: str | None = None
    """Why not, when success is false."""
    sessionID: str | None = None
    """The order's id, 24 hex digits."""
    description: str | None = None
    """Label of the bet with its price, for people."""
    odds: Decimal | None = None
    """American odds of the order."""
    filled: Decimal | None = None
    """USD at risk matched before the cancel."""
    offered: Decimal | None = None
    """0 in every REST sample; unit undocumented."""
    remaining: Decimal | None = None
    """USD at risk unmatched at the cancel, now released."""
    gameID: str | None = None
    """Id of the game, 24 hex digits."""
    userReference: str | None = None
    """The caller's name for the order."""
    error: str | None = None
    """Why not, in the other form of failure."""
    errorType: ErrorType | Unlisted | None = None
    """Class of the error."""
    error_type: ErrorType | Unlisted | None = None
    """Class of the error, under its older name."""
