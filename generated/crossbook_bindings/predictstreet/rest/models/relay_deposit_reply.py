# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .deposit_status import DepositStatus


@define(frozen=True, kw_only=True, slots=False)
class RelayDepositReply:
    """The deposit that was queued."""

    auditId: str | None = None
    """UUID, what getRelayDeposit takes."""
    jobId: str | None = None
    """Id of the job that sends it."""
    status: DepositStatus | Unlisted | None = None
    """State of a relayed deposit. CONFIRMED, REJECTED, REVERTED and EXPIRED are final."""
