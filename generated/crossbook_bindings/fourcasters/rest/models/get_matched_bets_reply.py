# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_matched_bets_data import GetMatchedBetsData


@define(frozen=True, kw_only=True, slots=False)
class GetMatchedBetsReply:
    """Envelope of getMatchedBets."""

    data: GetMatchedBetsData
    """Payload of getMatchedBets."""
