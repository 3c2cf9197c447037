# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class ParticipantSummary:
    """A participant and where it plays."""

    participantID: str | None = None
    """Participant id, called id inside games."""
    longName: str | None = None
    """Full name."""
    shortName: str | None = None
    """Name in a short form."""
    league: str | None = None
    """League code."""
    sport: str | None = None
    """Name of the sport."""
