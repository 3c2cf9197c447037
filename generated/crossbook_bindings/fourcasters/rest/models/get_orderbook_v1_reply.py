# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_orderbook_v1_data import GetOrderbookV1Data


@define(frozen=True, kw_only=True, slots=False)
class GetOrderbookV1Reply:
    """Envelope of getOrderbookV1."""

    data: GetOrderbookV1Data
    """Payload of getOrderbookV1."""
