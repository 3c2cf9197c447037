# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .get_single_orderbook_data import GetSingleOrderbookData


@define(frozen=True, kw_only=True, slots=False)
class GetSingleOrderbookReply:
    """Envelope of getSingleOrderbook."""

    data: GetSingleOrderbookData
    """Payload of getSingleOrderbook."""
