# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define, field

from .participant import Participant


@define(frozen=True, kw_only=True, slots=False)
class GradedGame:
    """Game of a graded bet, or why it could not be loaded."""

    _id: str | None = field(alias="_id", default=None)
    """Id of the game, when it could not be loaded."""
    error: str | None = None
    """Why the game could not be loaded."""
    id: str | None = None
    """Id of the game, 24 hex digits."""
    league: str | None = None
    """League code."""
    sport: str | None = None
    """Name of the sport."""
    live: bool | None = None
    """Whether the game is being played."""
    isSpecials: bool | None = None
    """Whether it is a future or another special. Called isFutures elsewhere."""
    isFutures: bool | None = None
    """Whether it is a future or another special, in the older form."""
    tournamentName: str | None = None
    """Tournament."""
    periodName: str | None = None
    """Part of the game, for instance Full Time, 1H or Set 1."""
    eventName: str | None = None
    """Label; spelled differently per surface, so not a key."""
    ended: bool | None = None
    """Whether the game is over."""
    start: str | None = None
    """Start, ISO 8601."""
    parentGameID: str | None = None
    """Game it is a period or a prop of, if any."""
    participants: tuple[Participant, ...] | None = None
    """Two: away, then home."""
