# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .fee_role import FeeRole


@define(frozen=True, kw_only=True, slots=False)
class FeeEntry:
    """The fee of one role in one trade."""

    id: str | None = None
    """Id of the entry."""
    tradeId: str | None = None
    """The trade that it was taken for."""
    amount: Decimal | None = None
    """In human units of the token (USDC)."""
    token: str | None = None
    """Symbol of the token, e.g. USDC."""
    role: FeeRole | Unlisted | None = None
    """Side of a match that a fee is for."""
    createdAt: str | None = None
    """ISO 8601."""
