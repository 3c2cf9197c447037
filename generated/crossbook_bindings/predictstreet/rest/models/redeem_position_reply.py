# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .redeem_status import RedeemStatus


@define(frozen=True, kw_only=True, slots=False)
class RedeemPositionReply:
    """The job that claims the position."""

    jobId: str
    """Job id, decimal digits."""
    status: RedeemStatus | Unlisted
    """State of a redeem. confirmed, failed_permanent and expired are final."""
