"""Copies what a socket tells into the schemas of REST, where a reply holds the same messages: each copy says so (`x-same`)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence

import attrs

from compiler.documents import Node, items, node, text
from compiler.pointers import same_as

_DEFS = "#/$defs/"
_LEFT_OUT = ("examples", "x-many")
"""What is of the socket alone: its samples, and that it tells so much that its objects are made cheaply."""


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


@attrs.define(kw_only=True)
class Copier:
    """Copies definitions into a spec."""

    known: Mapping[str, Node]
    made: dict[str, Node]
    home: str
    free: Callable[[str], str]
    begun: dict[str, str] = attrs.Factory(dict[str, str])
    """What has been begun, by the name of its original: one may contain itself."""

    def copy(self, original: Original) -> str:
        """Copy a definition with all that it refers to, but for what the spec has already; return the name of the copy."""
        if original.name in self.begun:
            return self.begun[original.name]
        schema = _definition(original.content, original.name)
        for name, held in (*self.known.items(), *self.made.items()):
            listed = "enum" in schema and set(map(text, items(held.get("enum")))) == set(map(text, items(schema["enum"])))
            if listed or same_as(held) == (original.file, original.name):
                return name
        chosen = self.begun[original.name] = self.free(original.name)
        self.made[chosen] = {}
        said: Node = {word: schema[word] for word in ("type", "description") if word in schema}
        same: Node = {"x-same": f"{original.file}{_DEFS}{original.name}"} if "properties" in schema else {}
        self.made[chosen] = {**said, **same, **node(self._followed(schema, original))}
        return chosen

    def _followed(self, found: object, original: Original) -> object:
        here, held = node(found), items(found)
        if (reference := text(here.get("$ref"))).startswith(_DEFS):
            return {"$ref": f"{self.home}{self.copy(attrs.evolve(original, name=reference.removeprefix(_DEFS)))}"}
        if here:
            return {word: self._followed(value, original) for word, value in here.items() if word not in _LEFT_OUT}
        return [self._followed(value, original) for value in held] if held else found


def _definition(content: Node, name: str) -> Node:
    # What is changed in the copy is no change of the original.
    loaded: object = json.loads(json.dumps(node(node(content.get("$defs")).get(name)), default=str))
    return node(loaded)
