# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .account_trade import AccountTrade


@define(frozen=True, kw_only=True, slots=False)
class ListTradesReply:
    """One page of a wallet's trades."""

    trades: tuple[AccountTrade, ...]
    walletAddress: str | None = None
    nextCursor: str | None = None
    """Opaque cursor of the next, older page; null only on the last page."""
