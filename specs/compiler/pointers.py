"""Every schema of a spec file with the place it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import attrs

from compiler.documents import Document, Node, items, node, text

Finding: TypeAlias = tuple[str, str, str]
"""JSON pointer, name of the rule, what is wrong."""
Role: TypeAlias = Literal["named", "body", "parameter", "property", "items", "values", "branch", "position"]

UNIONS = ("anyOf", "oneOf", "allOf")
_EXAMPLES = ("example", "examples")


@attrs.frozen(kw_only=True)
class Place:
    """One schema, or what stands where a schema is due."""

    location: str
    schema: object
    role: Role
    name: str = ""
    """Name of the schema or of the property."""
    words: str = ""
    """Its description, and that of what it is a part of, up to the nearest name."""
    union: str = ""
    """For a branch: the keyword it stands under."""
    siblings: tuple[object, ...] = ()
    """For a branch: all branches, itself included."""


def at(location: str, *parts: object) -> str:
    """Extend a JSON pointer."""
    return location + "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def follow(content: Node, pointer: str) -> object:
    """Return what stands at a JSON pointer; None where nothing does."""
    found: object = content
    for part in pointer.split("/")[1:]:
        found = node(found).get(part.replace("~1", "/").replace("~0", "~"))
    return found


def named(document: Document) -> tuple[str, Node]:
    """Return where a document keeps its named schemas, and these."""
    location = "/components/schemas" if document.is_rest else "/$defs"
    return location, node(follow(document.content, location))


def same_as(schema: object) -> tuple[str, str] | None:
    """Return the file and the definition that `x-same` says a schema is the same thing as: `user-feed.schema.yaml#/$defs/UserEvent`."""
    file, mark, name = text(node(schema).get("x-same")).partition("#/$defs/")
    return (file, name) if mark else None


def types(schema: object) -> list[object]:
    """Return the types that a schema admits by name; none when it does not say."""
    word = node(schema).get("type")
    return items(word) or ([] if word is None else [word])


def places(document: Document) -> Iterator[Place]:
    """Yield every schema: the named ones with all below them, then those of bodies, parameters and headers."""
    location, schemas = named(document)
    for name, schema in schemas.items():
        yield from _below(Place(location=at(location, name), schema=schema, role="named", name=name, words=_words(schema)))
    for where, holder in mappings(document.content):
        if document.is_rest and "schema" in holder and not where.startswith(location + "/"):
            role: Role = "body" if where.rpartition("/")[0].endswith("/content") else "parameter"
            words = f"{_words(holder)} {_words(holder['schema'])}"
            yield from _below(Place(location=at(where, "schema"), schema=holder["schema"], role=role, words=words))


def mappings(content: Node, location: str = "") -> Iterator[tuple[str, Node]]:
    """Yield every mapping of a document with its place; not what is inside examples."""
    yield location, content
    for word, value in content.items():
        if word in _EXAMPLES and not location.endswith("/properties"):
            continue
        if child := node(value):
            yield from mappings(child, at(location, word))
        for index, element in enumerate_text(items(value)):
            if child := node(element):
                yield from mappings(child, at(location, word, index))


def enumerate_text(values: list[object]) -> Iterator[tuple[str, object]]:
    """Number the elements of a list, as JSON pointers do."""
    return ((str(index), value) for index, value in enumerate(values))


def _below(place: Place) -> Iterator[Place]:
    yield place
    schema = node(place.schema)
    for name, child in node(schema.get("properties")).items():
        where = at(place.location, "properties", name)
        yield from _below(Place(location=where, schema=child, role="property", name=name, words=_words(child)))
    yield from _inner(place, schema, "items", "items")
    yield from _inner(place, schema, "additionalProperties", "values")
    for union in UNIONS:
        branches = items(schema.get(union))
        for index, child in enumerate_text(branches):
            yield from _below(
                Place(
                    location=at(place.location, union, index),
                    schema=child,
                    role="branch",
                    words=f"{place.words} {_words(child)}",
                    union=union,
                    siblings=tuple(branches),
                )
            )
    for index, child in enumerate_text(items(schema.get("prefixItems"))):
        yield from _below(Place(location=at(place.location, "prefixItems", index), schema=child, role="position"))


def _inner(place: Place, schema: Node, word: str, role: Role) -> Iterator[Place]:
    child = schema.get(word)
    says_open_or_closed = isinstance(child, bool) and (role == "values" or "prefixItems" in schema)
    if word in schema and not says_open_or_closed:
        yield from _below(Place(location=at(place.location, word), schema=child, role=role, words=f"{place.words} {_words(child)}"))


def _words(value: object) -> str:
    return text(node(value).get("description"))
