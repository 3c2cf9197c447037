# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .participant import Participant


@define(frozen=True, kw_only=True, slots=False)
class GameSummary:
    """The game an order belongs to."""

    id: str | UnsetType = UNSET
    """Game id."""
    league: str | UnsetType = UNSET
    """League code."""
    sport: str | UnsetType = UNSET
    """Sport."""
    start: str | UnsetType = UNSET
    """Start, ISO 8601."""
    ended: bool | UnsetType = UNSET
    """Whether the game is over."""
    eventName: str | None | UnsetType = UNSET
    """Label; spelled differently per surface, so not a key."""
    isFutures: bool | UnsetType = UNSET
    """Whether the game is a future or another special. Called isSpecials elsewhere."""
    participants: tuple[Participant, ...] | UnsetType = UNSET
    """Away, then home."""
