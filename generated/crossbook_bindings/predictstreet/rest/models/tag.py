# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class Tag:
    """One tag of the venue's own list."""

    slug: str | None = None
    """What filters take."""
    name: str | None = None
    """What it is called."""
    color: str | None = None
    """Its colour."""
    iconUrl: str | None = None
    """Address of its icon."""
