# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_unmatched_data import GetUnmatchedData


@define(frozen=True, kw_only=True, slots=False)
class GetUnmatchedReply:
    """Envelope of getUnmatched."""

    data: GetUnmatchedData
    """Payload of getUnmatched."""
