"""Copies what a socket tells into the schemas of REST, where a reply holds the same messages: each copy says so (`x-same`)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence

import attrs

from compiler.documents import Node, items, node, text
from compiler.pointers import same_as

_DEFS = "#/$defs/"


@attrs.frozen
class Original:
    """What a message of a socket carries."""

    file: str
    name: str
    content: Node

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(node(_definition(self.content, self.name).get("properties")))


def named_in(words: str, originals: Sequence[Original]) -> Original | None:
    """Return the one message of which words name a field: `feed messages, each with its messageID`."""
    told = set(re.findall(r"\w+", words))
    found = [original for original in originals if told & original.fields]
    return found[0] if len(found) == 1 else None


def copied(original: Original, known: Mapping[str, Node], made: dict[str, Node], home: str, free: Callable[[str], str]) -> str:
    """Copy a definition with all that it refers to, but for what a spec has already; return the name of the copy."""
    schema = _definition(original.content, original.name)
    for name, held in (*known.items(), *made.items()):
        listed = "enum" in schema and set(map(text, items(held.get("enum")))) == set(map(text, items(schema["enum"])))
        if listed or same_as(held) == (original.file, original.name):
            return name
    chosen = free(original.name)
    is_object = "properties" in schema
    made[chosen] = {"x-same": f"{original.file}{_DEFS}{original.name}"} if is_object else {}

    def follow(found: object) -> object:
        here = node(found)
        if (reference := text(here.get("$ref"))).startswith(_DEFS):
            inner = attrs.evolve(original, name=reference.removeprefix(_DEFS))
            return {"$ref": f"{home}{copied(inner, known, made, home, free)}"}
        if here:
            return {word: follow(value) for word, value in here.items() if word != "examples"}
        held = items(found)
        return [follow(value) for value in held] if held else found

    begin: Node = {word: schema[word] for word in ("type", "description") if word in schema}
    made[chosen] = {**begin, **made[chosen], **node(follow(schema))}
    return chosen


def _definition(content: Node, name: str) -> Node:
    # What is changed in the copy is no change of the original.
    loaded: object = json.loads(json.dumps(node(node(content.get("$defs")).get(name)), default=str))
    return node(loaded)
