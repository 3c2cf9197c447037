# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import conform

from .place_order_input import PlaceOrderInput


@define(frozen=True, kw_only=True, slots=False)
class PlaceOrdersRequest:
    """Orders to place."""

    orders: tuple[PlaceOrderInput, ...]
    """Orders; the reply keeps their order."""

    def __attrs_post_init__(self) -> None:
        conform(self)
