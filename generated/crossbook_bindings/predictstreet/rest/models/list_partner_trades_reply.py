# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .partner_trade import PartnerTrade


@define(frozen=True, kw_only=True, slots=False)
class ListPartnerTradesReply:
    """One page of changed trades."""

    trades: tuple[PartnerTrade, ...]
    """The trades of this page."""
    nextCursor: str | None
    """Opaque cursor of the next page; null once there is no more."""
