# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .matched_bet import MatchedBet


@define(frozen=True, kw_only=True, slots=False)
class GetMatchedBetsData:
    """Payload of getMatchedBets."""

    matchedBets: tuple[MatchedBet, ...]
    """Matched bets, ascending by game start."""
