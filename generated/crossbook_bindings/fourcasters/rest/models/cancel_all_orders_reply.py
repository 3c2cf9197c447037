# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .cancel_result import CancelResult


@define(frozen=True, kw_only=True, slots=False)
class CancelAllOrdersReply:
    """Envelope of cancelAllOrders."""

    data: tuple[CancelResult, ...]
    """One entry per order found, in no stated order."""
