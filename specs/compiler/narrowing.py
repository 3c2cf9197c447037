"""Narrows what was read from YAML or JSON, which may be anything, to what is expected there."""

from __future__ import annotations

from typing import TypeAlias, cast

Node: TypeAlias = dict[str, "object"]


def node(value: object) -> Node:
    """Narrow a value to a mapping; an absent one is an empty mapping."""
    return cast("Node", value) if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """Narrow a value to a list; an absent one is an empty list."""
    return cast("list[object]", value) if isinstance(value, list) else []


def text(value: object) -> str:
    """Narrow a value to text; an absent one is empty."""
    return "" if value is None else str(value)
