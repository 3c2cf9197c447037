# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .match import Match


@define(frozen=True, kw_only=True, slots=False)
class ListMatchesReply:
    """Matches."""

    matches: tuple[Match, ...]
    """The matches."""
