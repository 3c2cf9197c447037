# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .market_trade import MarketTrade


@define(frozen=True, kw_only=True, slots=False)
class ListMarketTradesReply:
    """Trades of one market."""

    symbol: str
    """Market symbol."""
    trades: tuple[MarketTrade, ...]
    """The market's trades."""
