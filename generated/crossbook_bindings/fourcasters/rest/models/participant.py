# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class Participant:
    """One side of a game."""

    id: str | None = None
    """Participant id."""
    longName: str | None = None
    """Full name."""
    shortName: str | None = None
    """Name in a short form."""
    homeAway: str | None = None
    """home or away."""
    mainPitcher: str | None = None
    """Starting pitcher."""
    rotationNumber: str | None = None
    """Rotation number as text."""
    futuresSide: str | None = None
    """Empty for ordinary games."""
    score: Decimal | None = None
    """Final score; ended games only. Unit undocumented."""
