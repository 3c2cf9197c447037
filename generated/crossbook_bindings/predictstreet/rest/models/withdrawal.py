# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .withdrawal_status import WithdrawalStatus


@define(frozen=True, kw_only=True, slots=False)
class Withdrawal:
    """One withdrawal."""

    id: str | None = None
    """UUID."""
    userWallet: str | None = None
    """Address of the wallet, 0x and 40 hex digits."""
    amount: Decimal | None = None
    """USDC, human decimals."""
    destination: str | None = None
    """Address that receives it."""
    status: WithdrawalStatus | Unlisted | None = None
    """State of a withdrawal. CONFIRMED, REJECTED, REVERTED, CANCELLED and FAILED are final."""
    createdAt: str | None = None
    """ISO 8601."""
    updatedAt: str | None = None
    """ISO 8601."""
    txHash: str | None = None
    """Transaction, once it was sent."""
    reason: str | None = None
    """Why it was not carried out, where the venue says."""
