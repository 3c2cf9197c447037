# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .order import Order


@define(frozen=True, kw_only=True, slots=False)
class ListOpenOrdersReply:
    """One page of open orders."""

    orders: tuple[Order, ...]
    walletAddress: str | UnsetType = UNSET
    """Wallet the orders belong to."""
    nextCursor: str | None | UnsetType = UNSET
    """Opaque cursor of the next, older page; null only on the last page."""
