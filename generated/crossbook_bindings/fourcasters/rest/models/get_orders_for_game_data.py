# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .matched_bet import MatchedBet
from .unmatched_order import UnmatchedOrder


@define(frozen=True, kw_only=True, slots=False)
class GetOrdersForGameData:
    """Payload of getOrdersForGame."""

    unmatched: tuple[UnmatchedOrder, ...]
    """Open orders, ascending by game start."""
    matched: tuple[MatchedBet, ...]
    """Matched bets that are not graded."""
