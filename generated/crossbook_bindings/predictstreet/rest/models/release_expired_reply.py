# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class ReleaseExpiredReply:
    """State of a co-signed operation after the request."""

    signedOpId: str | UnsetType = UNSET
    """UUID of the operation."""
    status: str | UnsetType = UNSET
    """EXPIRED, CANCELLED, REVERTED, REJECTED or FAILED; the list may not be complete."""
    vaultAddress: str | UnsetType = UNSET
    deadline: int | UnsetType = UNSET
    """Unix seconds."""
    refunded: bool | UnsetType = UNSET
    """Whether the lock is gone."""
    refundAppliedNow: bool | UnsetType = UNSET
    """Whether this request did it."""
    updatedAt: str | UnsetType = UNSET
    """ISO 8601."""
    reason: str | UnsetType = UNSET
    txHash: str | UnsetType = UNSET
