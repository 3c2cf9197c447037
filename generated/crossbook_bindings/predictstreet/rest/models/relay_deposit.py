# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .deposit_status import DepositStatus


@define(frozen=True, kw_only=True, slots=False)
class RelayDeposit:
    """How far a relayed deposit has come."""

    auditId: str
    """UUID."""
    status: DepositStatus | str
    rejectionCode: str | UnsetType = UNSET
    """Machine-readable word, when it was rejected."""
    rejectionDetail: str | UnsetType = UNSET
    jobStatus: str | UnsetType = UNSET
    """State of the job that sends it; its values were not seen."""
    txHash: str | UnsetType = UNSET
    """Transaction, once it was sent."""
    submittedAt: str | UnsetType = UNSET
    """ISO 8601."""
    confirmedAt: str | UnsetType = UNSET
    """ISO 8601."""
    lastError: str | UnsetType = UNSET
    """The last failure, if any."""
