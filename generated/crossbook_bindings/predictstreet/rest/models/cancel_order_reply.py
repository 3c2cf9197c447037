# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .cancel_status import CancelStatus


@define(frozen=True, kw_only=True, slots=False)
class CancelOrderReply:
    """Whether this request cancelled the order."""

    orderId: str
    """Order id, echoed."""
    status: CancelStatus | Unlisted
    """Whether an order was cancelled, in either spelling, or there was nothing to cancel."""
    unfilledQty: Decimal | None = None
    """Outcome tokens not filled when it was cancelled (reference page's name)."""
    remainingQty: Decimal | None = None
    """Outcome tokens not filled when it was cancelled (concept page's name)."""
