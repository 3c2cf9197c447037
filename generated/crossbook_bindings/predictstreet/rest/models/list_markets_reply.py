# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .market import Market


@define(frozen=True, kw_only=True, slots=False)
class ListMarketsReply:
    """Markets, at most 500."""

    markets: tuple[Market, ...]
    """The markets, at most 500."""
