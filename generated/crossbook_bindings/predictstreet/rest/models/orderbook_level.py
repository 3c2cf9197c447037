# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class OrderbookLevel:
    """All resting orders at one price."""

    price: Decimal
    """USDC per outcome token."""
    quantity: Decimal
    """Outcome tokens."""
