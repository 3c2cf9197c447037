# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from .orderbook_order import OrderbookOrder

OrdersByLine: TypeAlias = Mapping[str, tuple[OrderbookOrder, ...]]
"""Resting orders of one side, by line in points as text."""
