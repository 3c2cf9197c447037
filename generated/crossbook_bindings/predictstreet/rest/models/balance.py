# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class Balance:
    """Balance of one token; what one owns is available plus locked."""

    token: str
    """Symbol of the token, e.g. USDC."""
    available: Decimal
    """Free, in units of the token (USDC)."""
    unsettled: Decimal
    """In units of the token (USDC); always 0 at present."""
    locked: Decimal
    """Held for open orders to buy and for withdrawals, in units of the token (USDC)."""
    quarantined: Decimal
    """In units of the token (USDC); always 0 at present."""
