# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_games_data import GetGamesData


@define(frozen=True, kw_only=True, slots=False)
class GetGamesReply:
    """Envelope of getGames."""

    data: GetGamesData
    """Payload of getGames."""
