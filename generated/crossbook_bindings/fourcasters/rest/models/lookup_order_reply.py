# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .lookup_order_data import LookupOrderData


@define(frozen=True, kw_only=True, slots=False)
class LookupOrderReply:
    """Envelope of lookupOrder."""

    data: LookupOrderData
    """Payload of lookupOrder."""
