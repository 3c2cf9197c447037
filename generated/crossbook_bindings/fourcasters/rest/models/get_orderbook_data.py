# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .game_orderbook_flat import GameOrderbookFlat


@define(frozen=True, kw_only=True, slots=False)
class GetOrderbookData:
    """Payload of getOrderbook."""

    games: tuple[GameOrderbookFlat, ...]
    """Games with their orders, a list even for one game."""
