# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class Tag:
    """One tag of the venue's own list."""

    slug: str | UnsetType = UNSET
    """What filters take."""
    name: str | UnsetType = UNSET
    color: str | UnsetType = UNSET
    iconUrl: str | UnsetType = UNSET
