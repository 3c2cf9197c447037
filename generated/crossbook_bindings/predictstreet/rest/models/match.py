# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .event import Event
from .stage import Stage
from .tag import Tag


@define(frozen=True, kw_only=True, slots=False)
class Match:
    """One match with its events."""

    id: str | UnsetType = UNSET
    """UUID."""
    slug: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    participantA: str | UnsetType = UNSET
    participantB: str | UnsetType = UNSET
    tags: tuple[Tag, ...] | UnsetType = UNSET
    stage: Stage | str | None | UnsetType = UNSET
    startTime: str | UnsetType = UNSET
    """ISO 8601."""
    state: str | UnsetType = UNSET
    """State of the match; its values were not seen."""
    createdAt: str | UnsetType = UNSET
    """ISO 8601."""
    updatedAt: str | UnsetType = UNSET
    """ISO 8601."""
    events: tuple[Event, ...] | UnsetType = UNSET
