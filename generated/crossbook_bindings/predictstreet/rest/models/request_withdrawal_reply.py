# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .withdrawal_status import WithdrawalStatus


@define(frozen=True, kw_only=True, slots=False)
class RequestWithdrawalReply:
    """What became of a request to withdraw, accepted or rejected."""

    status: WithdrawalStatus | str | UnsetType = UNSET
    """Compare without regard to case; rejected and mlro_review come in lower case."""
    id: str | UnsetType = UNSET
    """Withdrawal id (UUID)."""
    code: str | UnsetType = UNSET
    """Reason of a rejection, machine-readable."""
    reason: str | UnsetType = UNSET
    """The reason in the venue's words."""
