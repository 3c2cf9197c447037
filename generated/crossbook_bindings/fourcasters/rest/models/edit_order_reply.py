# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .edit_order_result import EditOrderResult


@define(frozen=True, kw_only=True, slots=False)
class EditOrderReply:
    """Envelope of editOrder and editOrderV4."""

    data: EditOrderResult
    """What became of the old order and of the new one."""
