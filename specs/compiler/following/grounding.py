"""Turns samples into facts, measured by what our specs say of the same place: what they admit already is nothing new."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

import attrs

from compiler.comparing.shapes import EACH, VALUE, Shape
from compiler.following.prose import alternatives_in, is_placeholder
from compiler.following.samples import Path, Value

_FREE: Final = Shape()


def shape_of_value(value: Value, ours: Shape = _FREE) -> Shape:
    """Turn a sample into facts. `ours` is what our specs say of the place.

    A value of a type that we admit shows no other types than ours. One that we do not list is told as a value; so is the only one.
    """
    match value:
        case dict():
            members = {name: shape_of_value(item, _member(ours, name)) for name, item in value.items()}
            return Shape(types=frozenset({"object"}), members=members)
        case tuple():
            items = [shape_of_value(item, ours.members.get(EACH, _FREE)) for item in value]
            each = items[0] if items else None
            for item in items[1:]:
                each = joined(each, item) if each is not None else item
            return Shape(types=frozenset({"array"}), members={} if each is None else {EACH: each})
        case str():
            return _text(value, ours)
        case None:
            return Shape(types=_types("null", ours))
        case bool():
            return Shape(types=_types("boolean", ours))
        case int():
            return Shape(types=_types("integer", ours))
        case Decimal():
            return Shape(types=_types("number", ours))
        case _:
            return Shape()


def _types(kind: str, ours: Shape) -> frozenset[str]:
    is_known = kind in ours.types or (kind == "integer" and "number" in ours.types)
    return ours.types if is_known else frozenset({kind})


def _text(value: str, ours: Shape) -> Shape:
    types, told = _types("string", ours), json.dumps(value)
    if listed := alternatives_in(value):
        return Shape(types=types, values=tuple(json.dumps(each) for each in listed))
    if ours.values is None or is_placeholder(value) or (told in ours.values and len(ours.values) > 1):
        return Shape(types=types)
    # That it stands here does not say that there are no others.
    return Shape(types=types, values=(told,), open=True)


def _member(shape: Shape, name: str) -> Shape:
    return shape.members.get(name) or shape.members.get(VALUE, _FREE)


def with_left_out(shape: Shape, left_out: Mapping[Path, str]) -> Shape:
    """Give what a sample shows the words that it has in place of what it leaves out."""
    for path, words in left_out.items():
        shape = _left_out_at(shape, path, words)
    return shape


def _left_out_at(shape: Shape, path: Path, words: str) -> Shape:
    if not path:
        return attrs.evolve(shape, left_out=shape.left_out or words)
    name = EACH if isinstance(path[0], int) else path[0]
    member = shape.members.get(name)
    return shape if member is None else attrs.evolve(shape, members={**shape.members, name: _left_out_at(member, path[1:], words)})


def joined(one: Shape, other: Shape) -> Shape:
    """Put together what two places of a page say of the same thing."""
    types = one.types | other.types
    names = dict.fromkeys((*one.members, *other.members))
    listed = [shape.open for shape in (one, other) if shape.values is not None]
    return Shape(
        types=types - {"integer"} if "number" in types else types,
        values=tuple(dict.fromkeys((*(one.values or ()), *(other.values or ())))) or None,
        open=any(listed) and all(listed),
        required=one.required or other.required,
        words="\n".join(dict.fromkeys(words for words in (one.words, other.words) if words)),
        left_out=one.left_out or other.left_out,
        members={name: _both(one.members, other.members, name) for name in names},
    )


def _both(one: Mapping[str, Shape], other: Mapping[str, Shape], name: str) -> Shape:
    return joined(one[name], other[name]) if name in one and name in other else one.get(name) or other[name]
