# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from typing import TypeAlias

from .orderbook_order import OrderbookOrder

OrdersByLine: TypeAlias = dict[str, tuple[OrderbookOrder, ...]]
"""Resting orders of one side, by line in points as text."""
