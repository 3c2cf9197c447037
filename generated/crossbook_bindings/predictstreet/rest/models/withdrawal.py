# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .withdrawal_status import WithdrawalStatus


@define(frozen=True, kw_only=True, slots=False)
class Withdrawal:
    """One withdrawal."""

    id: str | UnsetType = UNSET
    """UUID."""
    userWallet: str | UnsetType = UNSET
    amount: Decimal | UnsetType = UNSET
    """USDC, human decimals."""
    destination: str | UnsetType = UNSET
    """Address that receives it."""
    status: WithdrawalStatus | str | UnsetType = UNSET
    createdAt: str | UnsetType = UNSET
    """ISO 8601."""
    updatedAt: str | UnsetType = UNSET
    """ISO 8601."""
    txHash: str | UnsetType = UNSET
    reason: str | UnsetType = UNSET
