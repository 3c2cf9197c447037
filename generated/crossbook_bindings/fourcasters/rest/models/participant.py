# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class Participant:
    """One side of a game."""

    id: str | UnsetType = UNSET
    """Participant id."""
    longName: str | UnsetType = UNSET
    """Full name."""
    shortName: str | UnsetType = UNSET
    """Short name."""
    homeAway: str | UnsetType = UNSET
    """home or away."""
    mainPitcher: str | None | UnsetType = UNSET
    """Starting pitcher."""
    rotationNumber: str | None | UnsetType = UNSET
    """Rotation number as text."""
    futuresSide: str | None | UnsetType = UNSET
    """Empty for ordinary games."""
    score: Decimal | UnsetType = UNSET
    """Final score; ended games only. Unit undocumented."""
