# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .participant import Participant


@define(frozen=True, kw_only=True, slots=False)
class Game:
    """A game without prices."""

    id: str | UnsetType = UNSET
    """Game id."""
    parentGameID: str | None | UnsetType = UNSET
    """Game it is a period or a prop of, if any."""
    cheapDataUID: str | UnsetType = UNSET
    """Name of the game across systems, to correlate lines by."""
    league: str | UnsetType = UNSET
    """League code."""
    sport: str | UnsetType = UNSET
    """Sport."""
    start: str | UnsetType = UNSET
    """Start, ISO 8601."""
    ended: bool | UnsetType = UNSET
    """Whether the game is over."""
    live: bool | UnsetType = UNSET
    """Whether the game is being played."""
    featured: bool | UnsetType = UNSET
    """Whether the venue features the game."""
    eventName: str | None | UnsetType = UNSET
    """Label; spelled differently per surface, so not a key."""
    tournamentName: str | None | UnsetType = UNSET
    """Tournament."""
    periodName: str | UnsetType = UNSET
    """Part of the game, for instance Full Time, 1H or Set 1."""
    isSpecials: bool | UnsetType = UNSET
    """Whether it is a future or another special. Called isFutures elsewhere."""
    participants: tuple[Participant, ...] | UnsetType = UNSET
    """Away, then home."""
