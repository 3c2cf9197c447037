"""Compares what two documents say about one value: did it become wider, narrower, or something else?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from compiler.comparing.shapes import CONDITIONS, Shape
from compiler.comparing.telling import kind_of

Finding: TypeAlias = tuple[str, str, str]
"""Kind of the difference, what was, what is."""

_AT_MOST: Final = re.compile("max", re.IGNORECASE)
_AT_LEAST: Final = re.compile("min", re.IGNORECASE)


def compare_values(old: Shape, new: Shape) -> Iterator[Finding]:
    """Yield what differs in a value itself; not what is below it."""
    found = tuple(_facts(old, new))
    yield from found
    if old.words != new.words:
        kind = kind_of(old.words, new.words)
        # Words that tell of what was just found say nothing besides.
        yield "words changed" if kind == "rule changed" and found else kind, old.words, new.words
    if old.example != new.example:
        yield "example changed", old.example, new.example


def _facts(old: Shape, new: Shape) -> Iterator[Finding]:
    yield from _types(old.types, new.types)
    yield from _listed(old, new)
    if old.required != new.required:
        yield ("became required", "", "") if new.required else ("became optional", "", "")
    yield from _formats(old, new)
    for limit in sorted({*old.limits, *new.limits}):
        was, becomes = old.limits.get(limit, ""), new.limits.get(limit, "")
        if was != becomes:
            yield f"limit {_limit(limit, was, becomes)}", f"{limit} {was}" if was else "", f"{limit} {becomes}" if becomes else ""
    if old.default != new.default:
        yield "default changed", old.default, new.default
    if old.closed != new.closed:
        yield ("closed to further members" if new.closed else "opened to further members"), "", ""
    if old.deprecated != new.deprecated:
        yield ("deprecated" if new.deprecated else "no longer deprecated"), "", ""
    for word in sorted({*old.extensions, *new.extensions}):
        was, becomes = old.extensions.get(word, ""), new.extensions.get(word, "")
        if was != becomes:
            yield "extension changed", f"{word} {was}" if was else "", f"{word} {becomes}" if becomes else ""


def _types(old: frozenset[str], new: frozenset[str]) -> Iterator[Finding]:
    if old and new and "null" in old ^ new:
        yield ("null admitted" if "null" in new else "null no longer admitted"), "", ""
    was, becomes = old - {"null"}, new - {"null"}
    if was == becomes and bool(old) == bool(new):
        return
    if not new or (old and _covers(becomes, was)):
        kind = "type widened"
    elif not old or _covers(was, becomes):
        kind = "type narrowed"
    else:
        kind = "type changed"
    yield kind, named(was or old), named(becomes or new)


def named(types: frozenset[str]) -> str:
    """Name types in words."""
    return " or ".join(sorted(types)) or "anything"


def _covers(wide: frozenset[str], narrow: frozenset[str]) -> bool:
    return all(kind in wide or (kind == "integer" and "number" in wide) for kind in narrow)


def _listed(old: Shape, new: Shape) -> Iterator[Finding]:
    if old.values is None and new.values is None:
        return
    if old.values is None or new.values is None:
        listed, shape = ("values listed", new) if old.values is None else ("values no longer listed", old)
        yield (f"{listed} openly" if shape.open else listed), _told(old.values), _told(new.values)
        return
    for value in old.values:
        if value not in new.values:
            yield ("value removed from an open list" if new.open else "value removed"), _told((value,)), ""
    for value in new.values:
        if value not in old.values:
            yield ("value added to an open list" if old.open else "value added"), "", _told((value,))
    if old.open != new.open:
        yield ("list of values opened" if new.open else "list of values closed"), _told(old.values), _told(new.values)


def _told(values: tuple[str, ...] | None) -> str:
    loaded: list[object] = [json.loads(value) for value in values or ()]
    return ", ".join(value if isinstance(value, str) else json.dumps(value) for value in loaded)


def _formats(old: Shape, new: Shape) -> Iterator[Finding]:
    if old.format == new.format:
        return
    if "decimal" in (old.format, new.format):
        yield "decimal text changed", old.format or "any text", new.format or "any text"
    elif not old.format or not new.format:
        yield ("format stated" if new.format else "format no longer stated"), old.format, new.format
    else:
        yield "format changed", old.format, new.format


def _limit(limit: str, was: str, becomes: str) -> str:
    """Say whether a limit is tighter now. A pattern cannot be measured, and neither can a condition."""
    if limit in (*CONDITIONS, "encoding"):
        return "changed"
    if not was or not becomes:
        return "loosened" if was else "tightened"
    try:
        higher = float(becomes) > float(was)
    except ValueError:
        return "changed"
    if _AT_MOST.search(limit):
        return "loosened" if higher else "tightened"
    if _AT_LEAST.search(limit):
        return "tightened" if higher else "loosened"
    return "changed"
