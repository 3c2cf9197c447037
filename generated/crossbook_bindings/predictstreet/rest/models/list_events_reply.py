# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .event import Event


@define(frozen=True, kw_only=True, slots=False)
class ListEventsReply:
    """Events. Where `events` is absent the venue wraps them otherwise than was inferred."""

    events: tuple[Event, ...] | UnsetType = UNSET
