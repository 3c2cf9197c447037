# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .event import Event
from .stage import Stage
from .tag import Tag


@define(frozen=True, kw_only=True, slots=False)
class Match:
    """One match with its events."""

    id: str | None = None
    """UUID."""
    slug: str | None = None
    """A name for addresses; the page only lists the field."""
    title: str | None = None
    """What it is called."""
    participantA: str | None = None
    """The first participant."""
    participantB: str | None = None
    """The second participant."""
    tags: tuple[Tag, ...] | None = None
    """Its tags."""
    stage: Stage | Unlisted | None = None
    """Stage of a tournament."""
    startTime: str | None = None
    """ISO 8601."""
    state: str | None = None
    """State of the match; its values were not seen."""
    createdAt: str | None = None
    """ISO 8601."""
    updatedAt: str | None = None
    """ISO 8601."""
    events: tuple[Event, ...] | None = None
    """Its events."""
