# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_participants_data import GetParticipantsData


@define(frozen=True, kw_only=True, slots=False)
class GetParticipantsReply:
    """Envelope of getParticipants."""

    data: GetParticipantsData
    """Payload of getParticipants."""
