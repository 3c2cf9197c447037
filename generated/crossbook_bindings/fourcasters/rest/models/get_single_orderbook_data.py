# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .game_orderbook_nested import GameOrderbookNested
from .order_summary_entry import OrderSummaryEntry


@define(frozen=True, kw_only=True, slots=False)
class GetSingleOrderbookData:
    """Payload of getSingleOrderbook."""

    game: GameOrderbookNested
    """A game with its resting orders, spreads and totals by line."""
    orderSummary: tuple[OrderSummaryEntry, ...] | None = None
    """The caller's resting orders in the whole league of the game."""
    childGames: tuple[GameOrderbookNested, ...] | None = None
    """Games below it."""
    propGames: tuple[GameOrderbookNested, ...] | None = None
    """Props of the game."""
