# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .orderbook_order import OrderbookOrder


@define(frozen=True, kw_only=True, slots=False)
class DrawYesNo:
    """Orders on the draw of a moneyline1x2, by side."""

    drawYes: tuple[OrderbookOrder, ...] | None = None
    """That it is drawn."""
    drawNo: tuple[OrderbookOrder, ...] | None = None
    """That it is not drawn."""
