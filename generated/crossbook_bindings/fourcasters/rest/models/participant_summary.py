# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class ParticipantSummary:
    """A participant and where it plays."""

    participantID: str | UnsetType = UNSET
    """Participant id, called id inside games."""
    longName: str | UnsetType = UNSET
    """Full name."""
    shortName: str | UnsetType = UNSET
    """Short name."""
    league: str | UnsetType = UNSET
    """League code."""
    sport: str | UnsetType = UNSET
    """Sport."""
