# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import conform

from .place_order_request import PlaceOrderRequest


@define(frozen=True, kw_only=True, slots=False)
class PlaceBatchRequest:
    """The orders to place, in the order in which they are to be decided."""

    orders: tuple[PlaceOrderRequest, ...]
    """Each with a clientOrderId of its own, or a lost reply cannot be resolved."""

    def __attrs_post_init__(self) -> None:
        conform(self)
