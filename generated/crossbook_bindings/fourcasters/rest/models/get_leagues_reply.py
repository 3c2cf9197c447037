# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_leagues_data import GetLeaguesData


@define(frozen=True, kw_only=True, slots=False)
class GetLeaguesReply:
    """Envelope of getLeagues."""

    data: GetLeaguesData
    """Payload of getLeagues."""
