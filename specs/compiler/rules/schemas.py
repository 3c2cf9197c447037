"""Schemas: only what both generators carry through, and what a reader of a field must know."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from compiler.directions import Directions, directions
from compiler.documents import Document, Node, items, node, operations, resolve, text
from compiler.framing import names
from compiler.pointers import UNIONS, Finding, Place, at, mappings, named, places, types
from compiler.rules.names import unusable
from compiler.wording import described

_EXTENSIONS = frozenset(
    (
        *("x-venue", "x-buckets", "x-effect", "x-positional", "x-page", "x-payload", "x-also", "x-credential", "x-pattern"),
        *("x-enum-varnames", "x-many", "x-same", "x-socket", "x-messages", "x-status"),
    )
)
_KEYWORDS = frozenset(
    (
        *("$ref", "type", "description", "required", "properties", "additionalProperties", "items", "anyOf", "oneOf", "enum", "format"),
        *("pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
        *("minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "example", "examples"),
    )
)
_INSTEAD = {
    "nullable": "OpenAPI 3.1 has no such word: write type: [..., 'null']",
    "allOf": "write its members out in one flat schema",
    "discriminator": "the generator ignores it: describe the forms by one flat schema",
    "const": "an unknown value must not make a reply unreadable: say it in the description",
    "prefixItems": "the generator loses positions",
    "default": "what is not set stays out of the body: say it in the description",
    "title": "it would rename the generated class",
}
_FORMATS = ("decimal", "password")
_UNITS = (
    *(r"USDC?", r"American odds", r"points?", r"outcome tokens?", r"base units"),
    *(r"seconds?", r"minutes?", r"fraction", r"percent", r"0 to 1", r"unit (un|not )documented"),
)
_UNIT = re.compile(rf"\b({'|'.join(_UNITS)})\b", re.IGNORECASE)


def extensions(document: Document) -> Iterator[Finding]:
    """Rule `extension`: an `x-` keyword is one of ours. A misspelt one would have no effect, and say nothing."""
    described = {at("/paths", path, method) for method, path, _ in operations(document.content)}
    for location, holder in mappings(document.content):
        for word in holder:
            if word.startswith("x-") and word not in _EXTENSIONS:
                yield at(location, word), "extension", f"expected one of {', '.join(sorted(_EXTENSIONS))}"
            elif word == "x-status" and location not in described:
                yield at(location, word), "extension", "expected x-status on operations only"


def schemas(document: Document) -> Iterator[Finding]:
    """Apply the rules of this module to every schema of a document."""
    location, schemas = named(document)
    enums = frozenset(f"#{at(location, name)}" for name, schema in schemas.items() if "enum" in node(schema))
    checks = _Checks(document=document, enums=enums, names=names(document), directions=directions(document))
    for place in places(document):
        schema = node(place.schema)
        if schema is not place.schema:
            yield place.location, "boolean-schema", f"expected a schema, found {place.schema}"
            continue
        for rule, messages in (
            ("keyword", checks.keywords(place, schema)),
            ("format", _formats(schema)),
            ("named-schema", _anonymous(place, schema)),
            ("open-enum", checks.enum(place, schema)),
            ("direction", checks.direction(place, schema)),
            ("union", checks.union(schema)),
            ("required", _required(schema)),
            ("property-name", checks.property_name(place)),
            ("description", _description(document, place)),
            ("many", checks.many(place, schema)),
            ("unit", _unit(place, schema)),
        ):
            for message in messages:
                yield place.location, rule, message


@attrs.frozen(kw_only=True)
class _Checks:
    """The rules that look beyond the schema itself."""

    document: Document
    enums: frozenset[str]
    names: frozenset[str]
    """Where the frames of a socket name their message."""
    directions: Directions

    def keywords(self, place: Place, schema: Node) -> Iterator[str]:
        besides = "const" if place.location in self.names else None
        if place.role == "named" and not self.document.is_rest:
            besides = "prefixItems"  # frames may be tuples
        for word in schema:
            if word not in _KEYWORDS and word != besides and not word.startswith("x-"):
                yield f"{word}: {_INSTEAD.get(word, 'not among the keywords that reach the bindings')}"

    def enum(self, place: Place, schema: Node) -> Iterator[str]:
        """Whoever adds a value to an enum must not break its readers; what we write is one of the values that are listed."""
        if "enum" in schema:
            values = items(schema["enum"])
            if place.role != "named":
                yield "expected the enum in a named schema of its own"
            if types(schema) != ["string"] or not all(isinstance(value, str) for value in values):
                yield "expected an enum of type string with values that are text"
        beside = [branch for branch in place.siblings if types(branch) == ["string"] and "enum" not in node(branch)]
        is_open = place.union == "anyOf" and bool(beside)
        if schema.get("$ref") in self.enums and not is_open and (place.union or self.directions.is_received(place.location)):
            yield "expected a closed enum to stand in an anyOf beside {type: string}: it is received"

    def direction(self, place: Place, schema: Node) -> Iterator[str]:
        """What may be left out is None where we read it and UNSET where we write it, so no class can be both."""
        if place.role == "named" and "properties" in schema and place.location in self.directions.both:
            yield "expected an object that is sent or received, found one that is both: write two schemas"

    def many(self, place: Place, schema: Node) -> Iterator[str]:
        """`x-many` asks for cheap objects of what comes by the thousand. They check nothing, as what is sent must."""
        is_right = schema.get("x-many") is True and bool(node(schema.get("properties"))) and place.location not in self.directions.sent
        if "x-many" in schema and not is_right:
            yield "expected x-many to be true, on an object with members that is received"

    def union(self, schema: Node) -> Iterator[str]:
        """Tell the branches of a union apart: msgspec can by JSON type, and by nothing else."""
        names = types(schema)
        if len(names) > 1 and (len(names) != 2 or "null" not in names):  # noqa: PLR2004 - a type and null
            yield f"expected one type, or one and null, found {names}"
        for word in UNIONS:
            branches = [resolve(self.document.content, branch) for branch in items(schema.get(word))]
            objects = [branch for branch in branches if _is_object(branch)]
            if len(objects) > 1:
                yield f"expected at most one object among the branches, found {len(objects)}: write one flat schema"
            if any(not items(branch.get("required")) and "properties" in branch for branch in objects):  # a map is meant to fit everything
                yield "expected the object among the branches to have required members; without any it fits everything"
            kinds = {"text" if name == "string" else name for branch in branches for name in types(branch) if not _is_decimal(branch)}
            if "text" in kinds and any(_is_decimal(branch) for branch in branches):
                yield "expected a decimal that also travels as text to be one {type: number, x-also: string}"

    def property_name(self, place: Place) -> Iterator[str]:
        """Fields keep the venue's names, so these must be names in Python; attrs would strip an underscore in front."""
        if place.role != "property" or (place.name == "_id" and self.document.is_rest):
            return  # templates/rest/model.py.jinja gives _id its underscore back
        if unusable(place.name) or place.name.startswith("_"):
            yield f"expected a name that Python can use, found {place.name}"


def _formats(schema: Node) -> Iterator[str]:
    if "format" in schema and schema["format"] not in _FORMATS:
        yield f"expected one of {', '.join(_FORMATS)}, found {schema['format']}: amounts stay exact, times and ids stay text"


def _anonymous(place: Place, schema: Node) -> Iterator[str]:
    """A class is called after its schema; the generators make up names for the others."""
    if place.role == "body" and "$ref" not in schema:
        yield "expected a reference to a named schema"
    elif place.role != "named" and _is_object(schema) and not _is_plain_map(schema):
        yield "expected a reference to a named schema, found an object written in place"


def _required(schema: Node) -> Iterator[str]:
    for name in items(schema.get("required")):
        if name not in node(schema.get("properties")):
            yield f"expected {name} among the properties"


def _description(document: Document, place: Place) -> Iterator[str]:
    """Who hovers over a name learns what it is: a schema says it, and a property in its own words or in those that it refers to."""
    if place.role in ("named", "property"):
        yield from wordless(described(document.content, place.schema), place.name)


def wordless(words: str, name: str) -> Iterator[str]:
    """Say what is wrong with the words for a name: there are none, or only the name again."""
    if not words:
        yield "expected a description"
    elif re.sub(r"\W|_", "", words).lower() == re.sub(r"\W|_", "", name).lower():
        yield f"expected a description that says more than its name, found {words}"


def _unit(place: Place, schema: Node) -> Iterator[str]:
    if _is_decimal(schema) and not _UNIT.search(place.words):
        yield f'expected the description to name a unit, or to say "unit undocumented", found {place.words.strip() or "nothing"}'


def _is_object(schema: Node) -> bool:
    return "object" in types(schema) or "properties" in schema


def _is_plain_map(schema: Node) -> bool:
    values = node(schema.get("additionalProperties"))
    return "properties" not in schema and bool(types(values)) and not _is_object(values)


def _is_decimal(schema: Node) -> bool:
    return "number" in types(schema) or text(schema.get("format")) == "decimal"
