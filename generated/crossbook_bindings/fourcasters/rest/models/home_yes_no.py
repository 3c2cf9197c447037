# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .orderbook_order import OrderbookOrder


@define(frozen=True, kw_only=True, slots=False)
class HomeYesNo:
    """Orders on the home side of a moneyline1x2, by side."""

    homeYes: tuple[OrderbookOrder, ...] | None = None
    """That it wins."""
    homeNo: tuple[OrderbookOrder, ...] | None = None
    """That it does not win."""
