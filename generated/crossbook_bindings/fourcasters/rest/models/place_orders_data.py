# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .place_result import PlaceResult


@define(frozen=True, kw_only=True, slots=False)
class PlaceOrdersData:
    """Payload of placeOrders."""

    createdSessions: tuple[PlaceResult, ...]
    """One entry per order, in the order sent."""
