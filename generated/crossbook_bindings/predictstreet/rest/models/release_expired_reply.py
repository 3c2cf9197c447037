# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define


@define(frozen=True, kw_only=True, slots=False)
class ReleaseExpiredReply:
    """State of a co-signed operation after the request."""

    signedOpId: str | None = None
    """UUID of the operation."""
    status: str | None = None
    """EXPIRED, CANCELLED, REVERTED, REJECTED or FAILED; the list may not be complete."""
    vaultAddress: str | None = None
    """Address of the vault, 0x and 40 hex digits."""
    deadline: int | None = None
    """Unix seconds."""
    refunded: bool | None = None
    """Whether the lock is gone."""
    refundAppliedNow: bool | None = None
    """Whether this request did it."""
    updatedAt: str | None = None
    """ISO 8601."""
    reason: str | None = None
    """Why it ended so, where the venue says."""
    txHash: str | None = None
    """Transaction on chain, where there is one."""
