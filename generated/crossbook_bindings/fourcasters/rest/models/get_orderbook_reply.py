# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_orderbook_data import GetOrderbookData


@define(frozen=True, kw_only=True, slots=False)
class GetOrderbookReply:
    """Envelope of getOrderbook."""

    data: GetOrderbookData
    """Payload of getOrderbook."""
