# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .withdrawal_status import WithdrawalStatus


@define(frozen=True, kw_only=True, slots=False)
class RequestWithdrawalReply:
    """What became of a request to withdraw, accepted or rejected."""

    status: WithdrawalStatus | Unlisted | None = None
    """Compare without regard to case; rejected and mlro_review come in lower case."""
    id: str | None = None
    """Withdrawal id (UUID)."""
    code: str | None = None
    """Reason of a rejection, machine-readable."""
    reason: str | None = None
    """The reason in the venue's words."""
