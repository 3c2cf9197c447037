"""Edits entries of the deviations in place: takes out what explains nothing any more, and adds places to what explains more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from compiler.comparing.deviations import Deviation
from compiler.documents import LOADER
from compiler.following.editing import end_of
from compiler.following.emitting import flow

_ONE: Final = 1


def without(source: str, kind: str, stale: Sequence[tuple[str, Deviation]]) -> str:
    """Take out entries of which no place explains anything, and of the others the places that do not."""
    gone: dict[tuple[tuple[str, ...], str], set[str]] = {}
    for place, entry in stale:
        gone.setdefault((entry.at, entry.difference), set()).add(place)
    edits = [edit for node in _entries(source, kind) if (edit := _edit(source, node, gone)) is not None]
    for begin, end, words in reversed(edits):
        source = source[:begin] + words + source[end:]
    return source


def with_places(source: str, kind: str, entry: Deviation, places: Sequence[str]) -> str:
    """Let an entry explain the same in more places. How many differences these are is counted afterwards."""
    for node in _entries(source, kind):
        at, difference = _value(node, "at"), _value(node, "difference")
        told = tuple(each.value for each in _items(at)) if at is not None else ()
        if at is not None and isinstance(difference, ScalarNode) and (told, difference.value) == (entry.at, entry.difference):
            if _value(node, "count") is None:
                end = end_of(difference)
                source = f"{source[:end]}\n{' ' * node.start_mark.column}count: {len(told)}{source[end:]}"
            words = flow(list(dict.fromkeys((*told, *places))))
            return source[: at.start_mark.index] + words + source[end_of(at) :]
    return source


def _edit(source: str, entry: MappingNode, gone: dict[tuple[tuple[str, ...], str], set[str]]) -> tuple[int, int, str] | None:
    at, difference = _value(entry, "at"), _value(entry, "difference")
    if not isinstance(difference, ScalarNode) or at is None:
        return None
    places = tuple(each.value for each in _items(at))
    lost = gone.get((places, difference.value), set())
    left = [place for place in places if place not in lost]
    if not lost:
        return None
    if left:
        end = end_of(at)
        begin = at.start_mark.index
        return begin, end, flow(left if len(left) > _ONE else left[0])
    begin = source.rfind("\n", 0, entry.start_mark.index) + 1
    end = source.find("\n", end_of(entry))
    return begin, len(source) if end < 0 else end + 1, ""


def _entries(source: str, kind: str) -> Iterator[MappingNode]:
    root = yaml.compose(source, Loader=LOADER)
    listed = _value(root, kind) if isinstance(root, MappingNode) else None
    yield from (each for each in (listed.value if isinstance(listed, SequenceNode) else ()) if isinstance(each, MappingNode))


def _value(holder: MappingNode, name: str) -> Node | None:
    pairs: list[tuple[Node, Node]] = holder.value
    return next((value for key, value in pairs if isinstance(key, ScalarNode) and key.value == name), None)


def _items(node: Node) -> list[ScalarNode]:
    found: list[Node] = node.value if isinstance(node, SequenceNode) else [node]
    return [each for each in found if isinstance(each, ScalarNode)]
