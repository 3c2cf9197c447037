# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .unmatched_order import UnmatchedOrder


@define(frozen=True, kw_only=True, slots=False)
class GetUnmatchedData:
    """Payload of getUnmatched."""

    unmatched: tuple[UnmatchedOrder, ...]
    """Open orders, ascending by game start."""
