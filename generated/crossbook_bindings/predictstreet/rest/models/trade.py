# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .side import Side


@define(frozen=True, kw_only=True, slots=False)
class Trade:
    """One match of an order; off chain until it settles, and it may fail to."""

    id: str | None = None
    """Trade id."""
    orderId: str | None = None
    """The order's id, as placing gives it."""
    userWallet: str | None = None
    """Address of the wallet, 0x and 40 hex digits."""
    marketId: str | None = None
    """Market symbol."""
    price: Decimal | None = None
    """USDC per outcome token."""
    quantity: Decimal | None = None
    """Outcome tokens."""
    fee: Decimal | None = None
    """Fee of this match; unit not documented here."""
    side: Side | Unlisted | None = None
    """Side of an order."""
    createdAt: str | None = None
    """ISO 8601."""
