# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .place_orders_data import PlaceOrdersData


@define(frozen=True, kw_only=True, slots=False)
class PlaceOrdersReply:
    """Envelope of placeOrders."""

    data: PlaceOrdersData
    """Payload of placeOrders."""
