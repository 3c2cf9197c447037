# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .redeem_status import RedeemStatus


@define(frozen=True, kw_only=True, slots=False)
class RedeemJob:
    """How far a redeem has come."""

    jobId: str
    """Job id, decimal digits."""
    status: RedeemStatus | Unlisted
    """State of a redeem. confirmed, failed_permanent and expired are final."""
    txHash: str | None = None
    """Transaction, once it was sent."""
    submittedAt: str | None = None
    """ISO 8601, when it was sent."""
    confirmedAt: str | None = None
    """ISO 8601, when it was seen on chain."""
    lastError: str | None = None
    """The last failure, also of an attempt that was repeated."""
