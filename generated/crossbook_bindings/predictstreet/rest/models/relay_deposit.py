# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .deposit_status import DepositStatus


@define(frozen=True, kw_only=True, slots=False)
class RelayDeposit:
    """How far a relayed deposit has come."""

    auditId: str
    """UUID."""
    status: DepositStatus | Unlisted
    """State of a relayed deposit. CONFIRMED, REJECTED, REVERTED and EXPIRED are final."""
    rejectionCode: str | None = None
    """Machine-readable word, when it was rejected."""
    rejectionDetail: str | None = None
    """The rejection in the venue's words."""
    jobStatus: str | None = None
    """State of the job that sends it; its values were not seen."""
    txHash: str | None = None
    """Transaction, once it was sent."""
    submittedAt: str | None = None
    """ISO 8601."""
    confirmedAt: str | None = None
    """ISO 8601."""
    lastError: str | None = None
    """The last failure, if any."""
