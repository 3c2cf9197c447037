"""Finds among the objects that a spec knows the one that documents speak of, or the one that is most like it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from compiler.comparing.shapes import EACH, Shape
from compiler.documents import Node, node

_STRING: Final = frozenset({"string"})
_ALIKE: Final = 0.7
_FEW: Final = 3
"""How many members in common may be chance."""


def nearest(known: Iterable[Node], shape: Shape) -> Node:
    """Return the fields of the schema that has the most of an object's members, if it has nearly all; else none."""
    names = {name for name in shape.members if name[0] not in "[{"}
    fields = [node(schema.get("properties")) for schema in known]
    best = max(fields, key=lambda held: len(names & held.keys())) if fields else {}
    return best if len(names & best.keys()) >= max(_FEW, _ALIKE * len(names)) else {}


def reads(known: Shape, shape: Shape) -> bool:
    """Whether what is known is the same kind of object: it has the members, few besides, and demands none that may be missing."""
    names = {name for name in shape.members if name[0] not in "[{"}
    ours = {name for name in known.members if name[0] not in "[{"}
    if not names or not names <= ours or len(names) < _ALIKE * len(ours):
        return False
    return all(_fitting(known.members[name], shape.members.get(name)) for name in ours)


def _fitting(known: Shape, shape: Shape | None) -> bool:
    if shape is None or (known.required and not shape.required):
        return not known.required
    types = {*shape.types} - {"integer"} if "number" in known.types else {*shape.types}
    if known.types and not types <= known.types:
        return False
    if shape.values and known.values and shape.types == _STRING and set(shape.values) != set(known.values):
        return False
    if any(name[0] not in "[{" for name in shape.members):
        return reads(known, shape)
    each, ours = shape.members.get(EACH), known.members.get(EACH)
    return each is None or ours is None or not each.members or reads(ours, each)


def same(one: Shape, other: Shape) -> bool:
    return bool(other.members) and reads(one, other)
