# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .orderbook_level import OrderbookLevel


@define(frozen=True, kw_only=True, slots=False)
class Orderbook:
    """The order book of one outcome."""

    bids: tuple[OrderbookLevel, ...]
    """Levels of the buyers."""
    asks: tuple[OrderbookLevel, ...]
    """Levels of the sellers."""
    marketId: str | None = None
    """Market symbol."""
    outcome: str | None = None
    """Outcome index as a decimal string."""
    seq: int | None = None
    """Position in the matcher's sequence for this outcome."""
    hash: str | None = None
    """16 hex digits over prices and quantities of both sides; the socket sends the same."""
    ts: str | None = None
    """ISO 8601."""
