# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .participant import Participant


@define(frozen=True, kw_only=True, slots=False)
class GameSummary:
    """The game an order belongs to."""

    id: str | None = None
    """Id of the game, 24 hex digits."""
    league: str | None = None
    """League code."""
    sport: str | None = None
    """Name of the sport."""
    start: str | None = None
    """Start, ISO 8601."""
    ended: bool | None = None
    """Whether the game is over."""
    eventName: str | None = None
    """Label; spelled differently per surface, so not a key."""
    isFutures: bool | None = None
    """Whether the game is a future or another special. Called isSpecials elsewhere."""
    participants: tuple[Participant, ...] | None = None
    """Away, then home."""
