# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .market import Market
from .stage import Stage
from .tag import Tag


@define(frozen=True, kw_only=True, slots=False)
class Event:
    """One or more markets on the same happening."""

    id: str | UnsetType = UNSET
    """UUID."""
    slug: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    group: str | None | UnsetType = UNSET
    """Letter of the group, A to L; in group stages only."""
    stage: Stage | str | None | UnsetType = UNSET
    """Null when it is not a fixture."""
    teamA: str | None | UnsetType = UNSET
    """FIFA code of three letters."""
    teamB: str | None | UnsetType = UNSET
    """FIFA code of three letters."""
    tags: tuple[Tag, ...] | UnsetType = UNSET
    eventStartTime: str | UnsetType = UNSET
    """ISO 8601."""
    createdAt: str | UnsetType = UNSET
    """ISO 8601."""
    updatedAt: str | UnsetType = UNSET
    """ISO 8601."""
    markets: tuple[Market, ...] | UnsetType = UNSET
