# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .graded_wager import GradedWager
from .matched_bet import MatchedBet
from .unmatched_order import UnmatchedOrder


@define(frozen=True, kw_only=True, slots=False)
class BetBuckets:
    """Payload of getBetByWagerRequestID and getBetByUserReference."""

    unmatched: tuple[UnmatchedOrder, ...]
    """Open orders; always empty in getBetByWagerRequestID."""
    matched: tuple[MatchedBet, ...]
    """Matched bets that are not graded."""
    graded: tuple[GradedWager, ...]
    """Graded bets."""
