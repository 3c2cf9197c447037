# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .position import Position


@define(frozen=True, kw_only=True, slots=False)
class ListPositionsReply:
    """Positions. Where `positions` is absent the venue wraps them otherwise than was inferred."""

    positions: tuple[Position, ...] | UnsetType = UNSET
