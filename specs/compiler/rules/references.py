"""References and paths of fields lead somewhere, inside their file; nothing is named that nobody uses."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.documents import Document, Node, items, node, resolve, text
from compiler.pointers import Finding, at, follow, mappings, named, types


def references(document: Document) -> Iterator[Finding]:
    """Rule `reference`: the generators are given one file, and one of them ignores what it cannot find."""
    for location, holder in mappings(document.content):
        if "$ref" not in holder or location.endswith("/properties"):
            continue
        reference = text(holder["$ref"])
        if not reference.startswith("#/"):
            beside = "" if document.is_rest else ", or one of a whole definition to that of a socket beside it"
            yield at(location, "$ref"), "reference", f"expected a reference into this file (#/...){beside}, found {reference}"
        elif follow(document.content, reference[1:]) is None:
            yield at(location, "$ref"), "reference", f"{reference} leads nowhere"


def cycles(document: Document) -> Iterator[Finding]:
    """Rule `reference`: a schema is not made of itself. Only the members of an object may lead back to it: they may be left out."""
    location, schemas = named(document)
    leads_to = {at(location, name): frozenset(_made_of(schema)) for name, schema in schemas.items()}
    for start, first in leads_to.items():
        waiting, seen = [*first], set[str]()
        while waiting:
            pointer = waiting.pop()
            if pointer == start:
                yield start, "reference", "expected a schema that is not made of itself"
                break
            if pointer not in seen:
                seen.add(pointer)
                waiting.extend(leads_to.get(pointer, ()))


def _made_of(schema: object) -> Iterator[str]:
    """Yield the references in a schema that do not stand in the members of an object."""
    for element in items(schema):
        yield from _made_of(element)
    for word, value in node(schema).items():
        if word == "$ref":
            yield text(value).removeprefix("#")
        elif word not in ("properties", "example", "examples"):
            yield from _made_of(value)


def unused(document: Document) -> Iterator[Finding]:
    """Rule `unused`: every component is reached from an operation, every definition from a message."""
    reached: set[str] = set()
    waiting = list(_roots(document))
    while waiting:
        pointer = waiting.pop()
        if pointer not in reached:
            reached.add(pointer)
            waiting.extend(_targets(node(follow(document.content, pointer))))
    for location in _components(document):
        if location not in reached:
            yield location, "unused", "expected to be reached from an operation or a message; remove it, or refer to it"


def field(document: Document, location: str, schema: object, path: object, *, kind: str = "") -> Iterator[Finding]:
    """Rule `pointer`: the dotted path of a field below a schema leads to one; where a type is due, to one of that type."""
    found = resolve(document.content, schema)
    for name in text(path).split("."):
        properties = node(found.get("properties"))
        if name not in properties:
            yield location, "pointer", f"expected the path of a field, found {text(path) or 'nothing'}"
            return
        found = resolve(document.content, properties[name])
    if kind and kind not in types(found):
        yield location, "pointer", f"expected the path of a field of type {kind}, found {text(path)}"


def definition(document: Document, name: object) -> Node | None:
    """Return a named schema; None if there is none of this name."""
    schemas = named(document)[1]
    return node(schemas[text(name)]) if text(name) in schemas else None


def _roots(document: Document) -> Iterator[str]:
    if document.is_rest:
        yield "/paths"
        return
    location, _ = named(document)
    socket = node(document.content.get("x-socket"))
    for name in ("envelope", "error"):
        yield at(location, text(socket.get(name)))
    for message in node(document.content.get("x-messages")).values():
        for part in ("frame", "request", "reply", "payload"):
            yield at(location, text(node(message).get(part)))


def _targets(content: Node) -> Iterator[str]:
    return (text(holder["$ref"]).removeprefix("#") for _, holder in mappings(content) if "$ref" in holder)


def _components(document: Document) -> Iterator[str]:
    if not document.is_rest:
        location, schemas = named(document)
        yield from (at(location, name) for name in schemas)
        return
    for section, members in node(document.content.get("components")).items():
        if section != "securitySchemes":  # these are referred to by name
            yield from (at("/components", section, name) for name in node(members))
