# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .account_trade import AccountTrade


@define(frozen=True, kw_only=True, slots=False)
class ListTradesReply:
    """One page of a wallet's trades."""

    trades: tuple[AccountTrade, ...]
    walletAddress: str | UnsetType = UNSET
    nextCursor: str | None | UnsetType = UNSET
    """Opaque cursor of the next, older page; null only on the last page."""
