# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .orderbook_level import OrderbookLevel


@define(frozen=True, kw_only=True, slots=False)
class Orderbook:
    """The order book of one outcome."""

    bids: tuple[OrderbookLevel, ...]
    asks: tuple[OrderbookLevel, ...]
    marketId: str | UnsetType = UNSET
    """Market symbol."""
    outcome: str | UnsetType = UNSET
    """Outcome index as a decimal string."""
    seq: int | UnsetType = UNSET
    """Position in the matcher's sequence for this outcome."""
    hash: str | UnsetType = UNSET
    """16 hex digits over prices and quantities of both sides; the socket sends the same."""
    ts: str | UnsetType = UNSET
    """ISO 8601."""
