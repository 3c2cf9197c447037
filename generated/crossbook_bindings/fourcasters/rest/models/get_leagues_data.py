# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class GetLeaguesData:
    """Payload of getLeagues."""

    availableLeagues: tuple[str, ...]
    """League codes, and possibly LIVE and all, which are none."""
