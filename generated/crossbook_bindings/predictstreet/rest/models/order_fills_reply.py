# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .fill import Fill


@define(frozen=True, kw_only=True, slots=False)
class OrderFillsReply:
    """The fills of one order."""

    trades: tuple[Fill, ...]
    """The order's fills."""
    orderId: str | None = None
    """Order id, echoed."""
