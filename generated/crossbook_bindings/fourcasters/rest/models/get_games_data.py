# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .game import Game


@define(frozen=True, kw_only=True, slots=False)
class GetGamesData:
    """Payload of getGames."""

    games: tuple[Game, ...]
    """Active games."""
