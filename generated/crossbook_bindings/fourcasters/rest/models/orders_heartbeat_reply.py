# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from crossbook_bindings.runtime import Unread


@define(frozen=True, kw_only=True, slots=False)
class OrdersHeartbeatReply:
    """Envelope of ordersHeartbeat."""

    data: Unread = None
    """Answer of the orders service; shape undocumented."""
