# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class EditCancelled:
    """The cancel of the old order."""

    success: bool | None = None
    """Whether the old order was cancelled; if not, nothing was placed."""
    orderID: str | None = None
    """Id of the old order."""
    odds: Decimal | None = None
    """American odds of the old order."""
    filled: Decimal | None = None
    """USD at risk matched before the cancel."""
    offered: Decimal | None = None
    """0 in every sample; unit undocumented."""
    remaining: Decimal | None = None
    """USD at risk unmatched at the cancel."""
    side: str | None = None
    """As in the order placed."""
    number: Decimal | None = None
    """Line in points."""
    gameID: str | None = None
    """Id of the game, 24 hex digits."""
    userReference: str | None = None
    """The caller's name for the old order."""
    description: str | None = None
    """Label of the bet, for people."""
