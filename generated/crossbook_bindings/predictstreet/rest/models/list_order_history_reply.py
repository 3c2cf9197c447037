# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import Raw


@define(frozen=True, kw_only=True, slots=False)
class ListOrderHistoryReply:
    """One page of orders in every state."""

    walletAddress: str
    """Wallet the orders belong to."""
    orders: tuple[Raw, ...]
    """The orders of this page."""
    nextCursor: str | None = None
    """Opaque cursor of the next page; null on the last."""
