# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .market import Market
from .stage import Stage
from .tag import Tag


@define(frozen=True, kw_only=True, slots=False)
class Event:
    """One or more markets on the same happening."""

    id: str | None = None
    """UUID."""
    slug: str | None = None
    """A name for addresses; the page only lists the field."""
    title: str | None = None
    """What it is called."""
    group: str | None = None
    """Letter of the group, A to L; in group stages only."""
    stage: Stage | Unlisted | None = None
    """Null when it is not a fixture."""
    teamA: str | None = None
    """FIFA code of three letters."""
    teamB: str | None = None
    """FIFA code of three letters."""
    tags: tuple[Tag, ...] | None = None
    """Its tags."""
    eventStartTime: str | None = None
    """ISO 8601."""
    createdAt: str | None = None
    """ISO 8601."""
    updatedAt: str | None = None
    """ISO 8601."""
    markets: tuple[Market, ...] | None = None
    """Its markets."""
