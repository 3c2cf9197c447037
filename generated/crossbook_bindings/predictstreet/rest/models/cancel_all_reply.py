# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .not_cancelled import NotCancelled


@define(frozen=True, kw_only=True, slots=False)
class CancelAllReply:
    """What became of the orders open on receipt, in one of two generations of the reply."""

    cancelled: tuple[str, ...] | int
    """Ids of the cancelled orders (new), or how many there were (old)."""
    notCancelled: NotCancelled | None = None
    """Order id to the reason it was not cancelled."""
    marketId: str | None = None
    """Market symbol of the request, echoed when it had one."""
