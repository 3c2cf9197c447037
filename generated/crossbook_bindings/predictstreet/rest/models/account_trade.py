# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .side import Side
from .trade_status import TradeStatus


@define(frozen=True, kw_only=True, slots=False)
class AccountTrade:
    """One trade of a wallet, from its own side."""

    id: str | None = None
    """UUID."""
    orderId: str | None = None
    """The wallet's own order."""
    userWallet: str | None = None
    """Address of the wallet, 0x and 40 hex digits."""
    vaultAddress: str | None = None
    """Vault address; the text has this name."""
    vault: str | None = None
    """Vault address, under another name."""
    marketId: str | None = None
    """Market symbol."""
    price: Decimal | None = None
    """USDC per outcome token, up to 8 decimals."""
    quantity: Decimal | None = None
    """Outcome tokens, up to 8 decimals."""
    fee: Decimal | None = None
    """Fee in USDC."""
    side: Side | Unlisted | None = None
    """The wallet's own side."""
    createdAt: str | None = None
    """ISO 8601, when it was matched."""
    status: TradeStatus | Unlisted | None = None
    """State of a trade on its way to the chain. settled and settlement_failed are final."""
    txHash: str | None = None
    """Transaction that settles it; null until it is sent."""
    settledAt: str | None = None
    """ISO 8601; null unless it is settled."""
    adjustment: str | None = None
    """How it was adjusted for settlement; NONE is the only value seen."""
