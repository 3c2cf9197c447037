# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .game_average_price import GameAveragePrice


@define(frozen=True, kw_only=True, slots=False)
class GetOddsForAveragePriceReply:
    """Envelope of getOddsForAveragePrice."""

    games: tuple[GameAveragePrice, ...]
    """Games with their prices."""
