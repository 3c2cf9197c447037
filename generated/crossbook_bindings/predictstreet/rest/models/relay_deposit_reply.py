# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .deposit_status import DepositStatus


@define(frozen=True, kw_only=True, slots=False)
class RelayDepositReply:
    """The deposit that was queued."""

    auditId: str | UnsetType = UNSET
    """UUID, what getRelayDeposit takes."""
    jobId: str | UnsetType = UNSET
    status: DepositStatus | str | UnsetType = UNSET
