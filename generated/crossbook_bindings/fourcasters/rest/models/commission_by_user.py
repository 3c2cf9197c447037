# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

CommissionByUser: TypeAlias = dict[str, Decimal]
"""Commission paid, by the player's username."""
