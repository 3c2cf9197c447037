# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from attrs import define

from .orderbook_order import OrderbookOrder


@define(frozen=True, kw_only=True, slots=False)
class AwayYesNo:
    """Orders on the away side of a moneyline1x2, by side."""

    awayYes: tuple[OrderbookOrder, ...] | None = None
    """That it wins."""
    awayNo: tuple[OrderbookOrder, ...] | None = None
    """That it does not win."""
