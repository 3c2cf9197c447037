# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, Raw, UnsetType


@define(frozen=True, kw_only=True, slots=False)
class OrdersHeartbeatReply:
    """Envelope of ordersHeartbeat."""

    data: Raw | UnsetType = UNSET
    """Answer of the orders service; shape undocumented."""
