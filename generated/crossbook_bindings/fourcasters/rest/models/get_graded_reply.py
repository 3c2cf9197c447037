# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_graded_data import GetGradedData


@define(frozen=True, kw_only=True, slots=False)
class GetGradedReply:
    """Envelope of getGraded."""

    data: GetGradedData
    """Payload of getGraded."""
