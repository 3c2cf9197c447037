# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .account_trade import AccountTrade


@define(frozen=True, kw_only=True, slots=False)
class ListTradesReply:
    """One page of a wallet's trades."""

    trades: tuple[AccountTrade, ...]
    """The trades of this page."""
    walletAddress: str | None = None
    """Address of the wallet, 0x and 40 hex digits."""
    nextCursor: str | None = None
    """Opaque cursor of the next, older page; null only on the last page."""
