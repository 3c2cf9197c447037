# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_matched_volume_data import GetMatchedVolumeData


@define(frozen=True, kw_only=True, slots=False)
class GetMatchedVolumeReply:
    """Envelope of getMatchedVolume."""

    data: GetMatchedVolumeData
    """Payload of getMatchedVolume."""
