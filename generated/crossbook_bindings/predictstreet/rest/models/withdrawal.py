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
    amount: Decimal | None = None
    """USDC, human decimals."""
    destination: str | None = None
    """Address that receives it."""
    status: WithdrawalStatus | Unlisted | None = None
    createdAt: str | None = None
    """ISO 8601."""
    updatedAt: str | None = None
    """ISO 8601."""
    txHash: str | None = None
    reason: str | None = None
