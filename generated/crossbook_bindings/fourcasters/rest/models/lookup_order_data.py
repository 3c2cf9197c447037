# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .lookup_order_detail import LookupOrderDetail


@define(frozen=True, kw_only=True, slots=False)
class LookupOrderData:
    """Payload of lookupOrder."""

    order: LookupOrderDetail
    """State of one order."""
