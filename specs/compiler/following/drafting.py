"""Drafts schemas in the hand of the specs from what a venue's documents say: flat, named, enums open where they are received.

What the specs already know is used: an object with the same members is referred to, and a field that they describe elsewhere under the
same name and type is described in the same words. What nobody but a person can know is left as a question.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count
from typing import Final

import attrs

from compiler.comparing.shapes import EACH, VALUE, Shape, shape_of
from compiler.comparing.telling import UNITS
from compiler.documents import Node, items, node, resolve, text
from compiler.following.copying import Copier, Original
from compiler.following.resembling import nearest, reads, same
from compiler.following.sentences import sentence
from compiler.rules.names import unusable

_OBJECT: Final = frozenset({"object"})
_ARRAY: Final = frozenset({"array"})
_AMOUNT: Final = frozenset({"number", "integer"})
_GENERIC: Final = (
    *("data", "result", "payload", "item", "dataItem", "message", "request", "operation", "effect"),
    *("kind", "outcome", "reason", "state", "status", "type"),
)
"""Names that say nothing outside of what they are in, or mean something else in the bindings."""


@attrs.define(kw_only=True)
class Draft:
    """Schemas that are being drafted for one spec."""

    content: Node
    """The spec, as it is."""
    home: str
    """Where it keeps named schemas: `#/components/schemas/` or `#/$defs/`."""
    known: Mapping[str, Node]
    source: str
    docs: str = ""
    """Where the document can be read that it is drafted from."""
    made: dict[str, Node] = attrs.Factory(dict[str, Node])
    """The new named schemas."""
    questions: dict[str, list[str]] = attrs.Factory(dict[str, list[str]])
    """What a person has to decide, by the name of the new schema; under the empty name, for what is drafted itself."""
    like: Node = attrs.Factory(dict[str, object])
    """The fields of the known object that the one being drafted is most like: their words come before those of others."""
    unsaid: list[str] = attrs.Factory(list[str])
    """What nobody says: what a list holds that is empty wherever it is shown, or an object of which nothing is shown."""
    original: Original | None = None
    """The message of a socket that a sample leaves out, as what it says instead tells."""
    originals: list[str] = attrs.Factory(list[str])
    """What was taken for that message."""
    borrowed: list[str] = attrs.Factory(list[str])
    """Fields that are described in the words of the same fields elsewhere: what they mean there, and in which unit, may not hold here."""
    prefix: str = ""
    """The operation or message that is drafted."""
    within: str = ""
    shapes: dict[str, Shape] = attrs.Factory(dict[str, Shape])

    def schema(self, shape: Shape, name: str, *, sent: bool) -> Node:
        """Draft the schema of a value: a field called `name`, or the named thing itself."""
        if (found := self._described(shape, name)) is not None:
            return found
        drafted = self.value(shape, name, sent=sent)
        if "$ref" not in drafted and "description" not in drafted:
            drafted = {**drafted, "description": self._words(shape, name)}
        return drafted

    def object(self, shape: Shape, name: str, *, sent: bool) -> str:
        """Draft a named object, or find the one that is known; return its name."""
        # A caller builds what is sent: it has the members that it may have, and no others.
        known = self._known_object(shape)
        if known is not None and (not sent or self._shapes()[known].members.keys() == shape.members.keys()):
            return known
        chosen = self.free(self._own(name))
        outer, self.within = self.within, chosen
        like, self.like = self.like, nearest(self.known.values(), shape)
        self.made[chosen] = {}
        properties = {key: self.schema(member, key, sent=sent) for key, member in shape.members.items() if key[0] not in "[{"}
        required = [key for key, member in shape.members.items() if member.required and key in properties]
        drafted: Node = {"type": "object", "description": sentence(shape.words) or self._named(name)}
        if required:
            drafted["required"] = required
        drafted |= {"properties": properties} if properties else {"additionalProperties": True}
        self.made[chosen] = drafted
        self.within, self.like = outer, like
        return chosen

    def _own(self, name: str) -> str:
        """Name a class: what says nothing outside of what it is in is called after that."""
        return f"{self.prefix}{_pascal(name)}" if name in _GENERIC else name

    def value(self, shape: Shape, name: str, *, sent: bool) -> Node:
        """Draft the schema of a value, without words."""
        types = shape.types - {"null"}
        words = [json.loads(value) for value in shape.values or ()]
        if words and all(isinstance(word, str) for word in words):
            return self._enum([str(word) for word in words], name, sent=sent)
        if len(types) > 1 and "object" in types:
            plain = [{"type": kind} for kind in sorted(types - {"object"})]
            return {"oneOf": [*plain, self._ref(self.object(attrs.evolve(shape, types=frozenset({"object"})), name, sent=sent))]}
        if types == _OBJECT or (not types and shape.members):
            return self._of_object(shape, name, sent=sent)
        if types == _ARRAY:
            each = shape.members.get(EACH)
            if each is None:
                self.unsaid.append(name)
            return {"type": "array", "description": self._words(shape, name), "items": self._bare(each or Shape(), _one(name), sent=sent)}
        if not types:
            return {}
        (first, *others) = sorted(types)
        drafted: Node = {"type": [first, "null"] if "null" in shape.types else first}
        return {**drafted, "x-also": others[0]} if others else drafted

    def _of_object(self, shape: Shape, name: str, *, sent: bool) -> Node:
        if not shape.members and shape.left_out:
            return self._left_out(shape, name, sent=sent)
        if VALUE in shape.members and len(shape.members) == 1:
            return {
                "type": "object",
                "description": self._words(shape, name),
                "additionalProperties": self._bare(shape.members[VALUE], _one(name), sent=sent),
            }
        reference = self._ref(self.object(shape, name, sent=sent))
        return {"description": self._words(shape, name), "anyOf": [reference, {"type": "null"}]} if "null" in shape.types else reference

    def _left_out(self, shape: Shape, name: str, *, sent: bool) -> Node:
        """Draft an object of which nothing is shown: the message that it is said to be, or else anything."""
        if self.original is not None and not sent:
            self.originals.append(f"{name} ({shape.left_out.rstrip('.')})")
            copier = Copier(known=self.known, made=self.made, home=self.home, free=self.free)
            return self._ref(copier.copy(self.original))
        self.unsaid.append(f"{name} ({shape.left_out.rstrip('.')})")
        return self._ref(self.object(attrs.evolve(shape, left_out=""), name, sent=sent))

    def _bare(self, shape: Shape, name: str, *, sent: bool) -> Node:
        """Draft what a list or a map holds, which needs no words of its own."""
        drafted = self.value(shape, name, sent=sent)
        return {key: value for key, value in drafted.items() if key != "description" or "type" not in drafted}

    def _enum(self, words: Sequence[str], name: str, *, sent: bool) -> Node:
        found = next((known for known, schema in self._all() if set(map(str, items(schema.get("enum")))) == set(words)), None)
        if found is None:
            found = self.free(self._own(name))
            self.made[found] = {"type": "string", "description": self._named(name), "enum": list(words)}
        reference = self._ref(found)
        return reference if sent else {"description": self._named(name), "anyOf": [reference, {"type": "string"}]}

    def _described(self, shape: Shape, name: str) -> Node | None:
        """Find a field that the spec describes under the same name and with the same type; the form used most often."""
        found: dict[str, tuple[int, Node]] = {}
        liked = node(self.like.get(name))
        for fields in ({name: liked},) if liked and self._fits(liked, shape) else map(_properties, self.known.values()):
            member = node(fields.get(name))
            if member and self._fits(member, shape):
                key = json.dumps(member, sort_keys=True, default=str)
                found[key] = (found.get(key, (0, member))[0] + 1, member)
        if not found:
            return None
        chosen = max(found.values(), key=_times)[1]
        own, words = sentence(shape.words), text(chosen.get("description"))
        if own and UNITS.search(own) and UNITS.findall(own) != UNITS.findall(words):
            return {**chosen, "description": own} if "$ref" not in chosen else None
        if chosen.get("type") == "array" and not chosen.get("items"):
            self.unsaid.append(name)
        if words and (UNITS.search(words) or len(found) > 1):
            self.borrowed.append(f"{name} ({words.rstrip('.')})")
        return chosen

    def doubts(self) -> list[str]:
        """Ask, once for all that was drafted, whether what was taken from elsewhere holds here, and what nobody says."""
        asked = {
            "the words are those of the same fields elsewhere; do they hold here, units too?": self.borrowed,
            f"are these {'' if self.original is None else self.original.name} of the socket, as it is written?": self.originals,
            "what do these hold? No document says more than this:": self.unsaid,
        }
        told = [f"{question} {'; '.join(dict.fromkeys(found))}" for question, found in asked.items() if found]
        for found in asked.values():
            found.clear()
        return told

    def _fits(self, member: Node, shape: Shape) -> bool:
        told = shape_of(self.content, member)
        values = {json.loads(value) for value in shape.values or () if value.startswith('"')}
        known = {json.loads(value) for value in told.values or ()}
        if shape.members:
            return self._known_object(shape) == text(resolve_name(member)) or (
                EACH in shape.members and EACH in told.members and same(told.members[EACH], shape.members[EACH])
            )
        plain, here = shape.types - {"null"}, told.types - {"null"}
        # A number is read where an integer is told, and not the other way about.
        number = (plain, here) == (frozenset({"integer"}), frozenset({"number"}))
        return (
            (plain == here or number)
            and (not values or values == known or not known)
            and ("null" not in shape.types or "null" in told.types)
        )

    def _known_object(self, shape: Shape) -> str | None:
        """Find a named object that reads everything that this one may be."""
        return next((name for name, known in self._shapes().items() if reads(known, shape)), None)

    def _shapes(self) -> Mapping[str, Shape]:
        """Return the shape of every named object, the new ones included."""
        for name, schema in self._all():
            if name not in self.shapes and schema.get("properties"):
                held = {**self.known, **self.made}
                content: Node = {"components": {"schemas": held}, "$defs": held}
                self.shapes[name] = shape_of(content, {"$ref": f"{self.home}{name}"})
        return self.shapes

    def _all(self) -> Iterator[tuple[str, Node]]:
        yield from self.known.items()
        yield from self.made.items()

    def _ref(self, name: str) -> Node:
        return {"$ref": f"{self.home}{name}"}

    def free(self, name: str) -> str:
        """Return the name of a class that nothing has yet."""
        pascal = _pascal(name)
        # Each class has a file, and a file system may not tell capitals from others.
        taken = {known.casefold() for known in (*self.known, *self.made)}
        return next(
            each
            for each in chain((pascal,), (f"{pascal}{number}" for number in count(2)))
            if each.casefold() not in taken and not unusable(each)
        )

    def _words(self, shape: Shape, name: str) -> str:
        words = sentence(shape.words)
        if shape.types & _AMOUNT and not words:
            self.questions.setdefault(self.within, []).append(f"the unit of {name} ({self.source} does not say)")
        return words or self._named(name)

    def _named(self, name: str) -> str:
        """Say in words what the documents only name."""
        parts = {"data": "Payload", f"{self.prefix}Reply": "Reply", f"{self.prefix}Request": "Payload"}
        if self.prefix and name in parts:
            return f"{parts[name]} of {self.prefix}."
        told = _spaced(name)
        about = _spaced(self.prefix or self.within).casefold()
        return (
            f"{told} of {about}." if about and not told.casefold().startswith(about) else f"What {self.source or 'the venue'} calls {name}."
        )


def _properties(schema: Node) -> Node:
    return node(schema.get("properties"))


def _times(found: tuple[int, Node]) -> int:
    return found[0]


def resolve_name(schema: Node) -> str:
    """Return the name of the schema that is referred to."""
    return text(schema.get("$ref")).rpartition("/")[2]


def _one(name: str) -> str:
    return name.removesuffix("s") if name.endswith("s") and not name.endswith("ss") else f"{name}Item"


def _pascal(name: str) -> str:
    words = "".join(word[:1].upper() + word[1:] for word in re.split(r"[^A-Za-z0-9]+", name))
    return words if words[:1].isalpha() else f"The{words}"


def _spaced(name: str) -> str:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).split(" ")
    told = " ".join(word if word[:2].isupper() and len(word) > 1 else word[:1].lower() + word[1:] for word in words)
    return told[:1].upper() + told[1:]


def follow_home(content: Node) -> str:
    """Say where a spec keeps its named schemas."""
    return "#/components/schemas/" if "openapi" in content else "#/$defs/"


def known_schemas(content: Node) -> dict[str, Node]:
    """Return the named schemas of a spec."""
    held = node(node(content.get("components")).get("schemas")) if "openapi" in content else node(content.get("$defs"))
    return {name: node(resolve(content, schema)) for name, schema in held.items()}
