# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from crossbook_bindings.runtime import conform

from .side import Side


@define(frozen=True, kw_only=True, slots=False)
class CancelAllRequest:
    """Filters, AND-combined; without any, the whole wallet."""

    marketId: str | UnsetType = UNSET
    """Market symbol."""
    side: Side | UnsetType = UNSET
    """Any case is accepted."""
    outcome: int | UnsetType = UNSET
    """Outcome index, an integer here although order bodies carry it as a string."""

    def __attrs_post_init__(self) -> None:
        conform(self)
