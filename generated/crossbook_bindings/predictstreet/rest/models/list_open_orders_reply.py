# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .order import Order


@define(frozen=True, kw_only=True, slots=False)
class ListOpenOrdersReply:
    """One page of open orders."""

    orders: tuple[Order, ...]
    """The orders of this page."""
    walletAddress: str | None = None
    """Wallet the orders belong to."""
    nextCursor: str | None = None
    """Opaque cursor of the next, older page; null only on the last page."""
