# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .participant_summary import ParticipantSummary


@define(frozen=True, kw_only=True, slots=False)
class GetParticipantsData:
    """Payload of getParticipants."""

    participants: tuple[ParticipantSummary, ...]
    """Participants, each once."""
