# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .side import Side
from .trade_status import TradeStatus


@define(frozen=True, kw_only=True, slots=False)
class AccountTrade:
    """One trade of a wallet, from its own side."""

    id: str | UnsetType = UNSET
    """UUID."""
    orderId: str | UnsetType = UNSET
    """The wallet's own order."""
    userWallet: str | UnsetType = UNSET
    vaultAddress: str | UnsetType = UNSET
    vault: str | UnsetType = UNSET
    marketId: str | UnsetType = UNSET
    """Market symbol."""
    price: Decimal | UnsetType = UNSET
    """USDC per outcome token, up to 8 decimals."""
    quantity: Decimal | UnsetType = UNSET
    """Outcome tokens, up to 8 decimals."""
    fee: Decimal | UnsetType = UNSET
    """Fee in USDC."""
    side: Side | str | UnsetType = UNSET
    """The wallet's own side."""
    createdAt: str | UnsetType = UNSET
    """ISO 8601, when it was matched."""
    status: TradeStatus | str | UnsetType = UNSET
    txHash: str | None | UnsetType = UNSET
    """Transaction that settles it; null until it is sent."""
    settledAt: str | None | UnsetType = UNSET
    """ISO 8601; null unless it is settled."""
    adjustment: str | UnsetType = UNSET
    """How it was adjusted for settlement; NONE is the only value seen."""
