"""Reads how the pages of a list follow each other, where the documents say it: `x-page`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from compiler.comparing.catalogue import Exchange
from compiler.comparing.shapes import EACH, Shape, flatten
from compiler.documents import Node
from compiler.following.states import SHOWN

_NEXT: Final = ("{}", "next", "next{}")
_TRUTH: Final = frozenset({"boolean"})
_MORE: Final = ("hasmore", "more", "hasnext", "has_more", "has_next")
_INSTEAD: Final = re.compile(
    r"(?:mutually exclusive with|not together with|not (?:combined|allowed) with|instead of|in place of) `?(\w+)`?", re.IGNORECASE
)


def page_keys(told: Exchange, reply: Shape | None) -> tuple[Node, bool]:
    """Return what leads from page to page, and whether the documents say so: that the cursor is a field of the reply before.

    It is empty where there is no cursor, or where it may be one of several fields, or the list one of several lists.
    """
    queries = {part.rpartition(" ")[2]: held.words for part, held in told.parts.items() if _is_query(part)}
    cursors = [name for name in queries if name.casefold().endswith("cursor")]
    if len(cursors) != 1 or reply is None:
        return {}, False
    cursor, words = cursors[0], queries[cursors[0]]
    wanted = [name.format(cursor.casefold()) for name in _NEXT]
    following = [path for path, shape in _fields(reply) if _leaf(path) in wanted and "string" in shape.types]
    lists = [path for path, shape in _fields(reply) if "array" in shape.types]
    if len(following) != 1 or len(lists) != 1:
        return {}, False
    keys: Node = {"cursor": cursor, "next": following[0], "items": lists[0]}
    more = [path for path, shape in _fields(reply) if _leaf(path) in _MORE and shape.types == _TRUTH]
    if len(more) == 1:
        keys["more"] = more[0]
    found = _INSTEAD.search(words)
    if found is not None and found.group(1) in queries:
        keys["replaces"] = found.group(1)
    leaf = following[0].rpartition(".")[2]
    is_told = re.search(rf"`{re.escape(leaf)}`[^.]*\b(?:previous|last|prior|preceding)\b", words, re.IGNORECASE) is not None
    return keys, is_told


def _is_query(part: str) -> bool:
    return part.removeprefix(f"{SHOWN} ").startswith("query ")


def _fields(reply: Shape) -> Iterator[tuple[str, Shape]]:
    """Yield the fields that stand in no list."""
    return ((path, shape) for path, shape in flatten(reply) if path and EACH not in path)


def _leaf(path: str) -> str:
    return path.rpartition(".")[2].casefold()
