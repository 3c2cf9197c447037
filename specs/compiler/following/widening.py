"""Widens what is read: where a new document has more types for a field than the specs, which have it from another, both may come."""

from __future__ import annotations

from typing import Final

import attrs

from compiler.comparing.fidelity import Finding
from compiler.comparing.shapes import Shape, shape_of
from compiler.documents import Node, items, node, resolve, text
from compiler.following.bench import Bench
from compiler.following.drafting import Draft
from compiler.following.locating import holder_at, part_at, reach
from compiler.following.placing import steps
from compiler.pointers import at

_NULL: Final = frozenset({"null"})
_INTEGER: Final = frozenset({"integer"})
_NUMBER: Final = frozenset({"number"})
_TEXT: Final = frozenset({"string"})


def place_of(bench: Bench, finding: Finding) -> tuple[str, str]:
    """Return the file and the pointer of a field of a reply that is read too narrowly; empty where it is none."""
    file, part, path = bench.place(finding.exchange, finding.at)
    schema = part_at(bench.contents[file], finding.exchange, part) if file and path and part[:1].isdecimal() else ""
    holder = holder_at(bench.contents[file], schema, path) if schema else ""
    pointer = at(holder, "properties", steps(path)[-1]) if holder else ""
    return (file, pointer) if pointer and node(reach(bench.contents[file], pointer)) else ("", "")


def widened(bench: Bench, draft: Draft, finding: Finding, file: str, pointer: str) -> Node | None:
    """Draft a field anew so that it reads what it did and what a document says of it; its words stay.

    None where that document has not all that is read already, or where nobody could tell what comes.
    """
    content, ours = bench.contents[file], node(reach(bench.contents[file], pointer))
    _, part, path = bench.place(finding.exchange, finding.at)
    told, here = bench.theirs.shape(finding.exchange, part, path, finding.file) or Shape(), shape_of(content, ours)
    if not here.types or not here.types < told.types | (_INTEGER if "number" in told.types else frozenset()):
        return None
    if here.types - _NULL == _INTEGER and "number" in told.types:
        ours, here = {**ours, "type": "number"}, attrs.evolve(here, types=here.types - _INTEGER | _NUMBER)
    added, is_null = told.types - here.types - _NULL - (_INTEGER if "number" in here.types else frozenset()), "null" in told.types
    if not added:
        return _with_null(content, ours) if is_null else ours
    kinds = here.types - _NULL, added
    if kinds == (_NUMBER, _TEXT) or (kinds == (_TEXT, _NUMBER) and ours.get("format") == "decimal"):
        plain = {word: value for word, value in ours.items() if word != "format"}
        return {**plain, "type": ["number", "null"] if is_null else "number", "x-also": "string"}
    if "object" in added and not any(member.required for member in told.members.values()):
        return None  # anything would be such an object
    known = next((items(ours[word]) for word in ("oneOf", "anyOf") if word in ours), [_bare(ours)])
    more = [draft.value(attrs.evolve(told, types=frozenset({kind})), steps(path)[-1], sent=False) for kind in sorted(added)]
    null: list[object] = [{"type": "null"}] if is_null and "null" not in here.types else []
    return {**_words(content, ours), "oneOf": [*known, *more, *null]}


def _with_null(content: Node, ours: Node) -> Node | None:
    if "type" in ours:
        return {**ours, "type": [*(items(ours["type"]) or [ours["type"]]), "null"]} if "null" not in items(ours["type"]) else ours
    union = next((word for word in ("oneOf", "anyOf") if word in ours), "anyOf")
    held = resolve(content, ours)
    if "properties" in held and not held.get("required"):
        return None  # anything would be such an object
    return {**_words(content, ours), union: [*(items(ours.get(union)) or [_bare(ours)]), {"type": "null"}]}


def _words(content: Node, ours: Node) -> Node:
    words = text(ours.get("description")) or text(resolve(content, ours).get("description"))
    return {"description": words} if words else {}


def _bare(ours: Node) -> Node:
    return {word: value for word, value in ours.items() if word != "description"}
