# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .game_orderbook_nested import GameOrderbookNested


@define(frozen=True, kw_only=True, slots=False)
class GetOrderbookV1Data:
    """Payload of getOrderbookV1."""

    games: tuple[GameOrderbookNested, ...]
    """Games with their orders."""
    market: str | None = None
    """Always null."""
