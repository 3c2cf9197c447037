"""Members of a reply that may be absent: left out, null, and an amount that is no number mean the same to us."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from msgspec import UNSET, UnsetType

ValueT = TypeVar("ValueT")


def given(value: ValueT | UnsetType | None) -> ValueT | None:
    """Give a member's value, or None where the venue left it out."""
    if value is UNSET or (isinstance(value, Decimal) and not value.is_finite()):  # Text such as "NaN" decodes as a decimal.
        return None
    return value
