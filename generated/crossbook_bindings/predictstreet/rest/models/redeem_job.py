# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .redeem_status import RedeemStatus


@define(frozen=True, kw_only=True, slots=False)
class RedeemJob:
    """How far a redeem has come."""

    jobId: str
    """Job id, decimal digits."""
    status: RedeemStatus | str
    txHash: str | UnsetType = UNSET
    """Transaction, once it was sent."""
    submittedAt: str | UnsetType = UNSET
    """ISO 8601, when it was sent."""
    confirmedAt: str | UnsetType = UNSET
    """ISO 8601, when it was seen on chain."""
    lastError: str | UnsetType = UNSET
    """The last failure, also of an attempt that was repeated."""
