# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define, field
from msgspec import UNSET, UnsetType

from .participant import Participant


@define(frozen=True, kw_only=True, slots=False)
class GradedGame:
    """Game of a graded bet, or why it could not be loaded."""

    _id: str | UnsetType = field(alias="_id", default=UNSET)
    """Id of the game, when it could not be loaded."""
    error: str | UnsetType = UNSET
    """Why the game could not be loaded."""
    id: str | UnsetType = UNSET
    """Game id."""
    league: str | UnsetType = UNSET
    """League code."""
    sport: str | UnsetType = UNSET
    """Sport."""
    live: bool | UnsetType = UNSET
    """Whether the game is being played."""
    isSpecials: bool | UnsetType = UNSET
    """Whether it is a future or another special. Called isFutures elsewhere."""
    isFutures: bool | UnsetType = UNSET
    """Whether it is a future or another special, in the older form."""
    tournamentName: str | None | UnsetType = UNSET
    """Tournament."""
    periodName: str | UnsetType = UNSET
    """Part of the game, for instance Full Time, 1H or Set 1."""
    eventName: str | None | UnsetType = UNSET
    """Label; spelled differently per surface, so not a key."""
    ended: bool | UnsetType = UNSET
    """Whether the game is over."""
    start: str | UnsetType = UNSET
    """Start, ISO 8601."""
    parentGameID: str | None | UnsetType = UNSET
    """Game it is a period or a prop of, if any."""
    participants: tuple[Participant, ...] | UnsetType = UNSET
    """Two: away, then home."""
