"""Composes a value that a schema admits, with every field that it names: what a recording holds where no document shows a sample."""

from __future__ import annotations

import re
from typing import Final

from compiler.documents import Node, items, node, resolve, text

_TIME: Final = re.compile(r"ISO[- ]?8601|RFC ?3339", re.IGNORECASE)
_DEEPEST: Final = 8
_ID: Final = "66a000000000000000000001"
_MOMENT: Final = "2026-08-01T00:00:00.000Z"


def value_of(content: Node, schema: object, *, words: str = "", depth: int = 0) -> object:
    """Compose a value. Of alternatives the first one is taken; what contains itself ends at some depth."""
    here = node(resolve(content, node(schema)))
    words = text(here.get("description")) or words
    given = [here[word] for word in ("const", "example") if word in here] or items(here.get("enum"))
    if given:
        return given[0]
    if branches := items(here.get("anyOf")) or items(here.get("oneOf")):
        return value_of(content, branches[0], words=words, depth=depth + 1) if depth < _DEEPEST else None
    kind = next((text(each) for each in items(here.get("type")) if each != "null"), text(here.get("type")))
    if depth >= _DEEPEST and kind in ("array", "object"):
        return [] if kind == "array" else {}
    match kind:
        case "object":
            return {
                name: value_of(content, member, depth=depth + 1)
                for name, member in node(here.get("properties")).items()
                if not node(member).get("deprecated")
            }
        case "array":
            each = items(here.get("prefixItems")) or [here.get("items")]
            return [value_of(content, item, depth=depth + 1) for item in each]
        case "boolean":
            return True
        case "integer" | "number":
            return 1
        case _:
            return _text(here, words)


def _text(schema: Node, words: str) -> str:
    if schema.get("format") == "decimal":
        return "1.00"
    if _TIME.search(words):
        return _MOMENT
    return _ID if "24 hex digits" in words or "24}" in text(schema.get("pattern")) else "text"
