"""Members of a reply that may be absent: left out and null mean the same to us."""

from __future__ import annotations

from typing import TypeVar

from msgspec import UNSET, UnsetType

ValueT = TypeVar("ValueT")


def given(value: ValueT | UnsetType | None) -> ValueT | None:
    """Give a member's value, or None where the venue left it out."""
    return None if value is UNSET else value
