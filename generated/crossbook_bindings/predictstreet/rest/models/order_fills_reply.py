# Generated from specs/predictstreet/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .fill import Fill


@define(frozen=True, kw_only=True, slots=False)
class OrderFillsReply:
    """The fills of one order."""

    trades: tuple[Fill, ...]
    orderId: str | UnsetType = UNSET
    """Order id, echoed."""
