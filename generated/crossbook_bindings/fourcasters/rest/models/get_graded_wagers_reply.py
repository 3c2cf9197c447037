# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_graded_wagers_data import GetGradedWagersData


@define(frozen=True, kw_only=True, slots=False)
class GetGradedWagersReply:
    """Envelope of getGradedWagers."""

    data: GetGradedWagersData
    """Payload of getGradedWagers."""
