# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define
from msgspec import UNSET, UnsetType

from .orderbook_order import OrderbookOrder


@define(frozen=True, kw_only=True, slots=False)
class DrawYesNo:
    """Orders on the draw of a moneyline1x2, by side."""

    drawYes: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """That it is drawn."""
    drawNo: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """That it is not drawn."""
