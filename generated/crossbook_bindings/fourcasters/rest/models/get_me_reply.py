# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_me_data import GetMeData


@define(frozen=True, kw_only=True, slots=False)
class GetMeReply:
    """Envelope of getMe."""

    data: GetMeData
    """Payload of getMe."""
