# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_game_liability_data import GetGameLiabilityData


@define(frozen=True, kw_only=True, slots=False)
class GetGameLiabilityReply:
    """Envelope of getGameLiability."""

    data: GetGameLiabilityData
    """Payload of getGameLiability."""
