# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_graded_since_data import GetGradedSinceData


@define(frozen=True, kw_only=True, slots=False)
class GetGradedSinceReply:
    """Envelope of getGradedSince."""

    data: GetGradedSinceData
    """Payload of getGradedSince."""
