"""A spec stays short: nothing is said where it follows, and what two sockets have in common stands in one of their files."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.completing import BESIDE, DEFAULTS, beside
from compiler.documents import Document, Node, as_written, items, node, operations, resolve, text
from compiler.pointers import Finding, at
from compiler.shortening import superfluous

_FOLLOWS = "expected nothing here: it follows from x-defaults, or from what the operation is"
_OF_REST = ("reads", "headers", "responses", "error")
_OF_SOCKETS = ("reads",)


def brief(document: Document) -> Iterator[Finding]:
    """Rules `brief` and `defaults`."""
    written = document.written
    if not document.is_rest:
        yield from _shared(document)
    if DEFAULTS not in written:
        return
    defaults = node(written[DEFAULTS])
    known = _OF_REST if document.is_rest else _OF_SOCKETS
    for word in defaults.keys() - set(known):
        yield at(f"/{DEFAULTS}", word), "defaults", f"expected one of {', '.join(known)}"
    if document.is_rest:
        yield from _defaults(document, defaults)
        for method, path, operation in operations(written):
            found = superfluous(written, path, method, operation)
            yield from ((at("/paths", path, method, *steps), "brief", _FOLLOWS) for steps in found)
    else:
        yield from _buckets(document, f"/{DEFAULTS}/reads", defaults.get("reads"))


def _defaults(document: Document, defaults: Node) -> Iterator[Finding]:
    where = f"/{DEFAULTS}"
    for begin, buckets in node(defaults.get("reads")).items():
        if not text(begin).startswith("/"):
            yield at(where, "reads", begin), "defaults", f"expected how paths begin (/...), found {begin}"
        yield from _buckets(document, at(where, "reads", begin), buckets)
    named = {at(where, word, name): value for word in ("headers", "responses") for name, value in node(defaults.get(word)).items()}
    named |= {at(where, "error"): defaults["error"]} if "error" in defaults else {}
    for location, value in named.items():
        if node(value).keys() != {"$ref"} or not resolve(document.content, value):
            yield location, "defaults", "expected a reference to a component of this file: {$ref: '#/components/...'}"


def _buckets(document: Document, location: str, buckets: object) -> Iterator[Finding]:
    known = node(document.content.get("x-buckets"))
    if not items(buckets) or any(name not in known for name in map(text, items(buckets))):
        yield location, "defaults", f"expected a list of buckets of x-buckets ({', '.join(known)}), found {buckets}"


def _shared(document: Document) -> Iterator[Finding]:
    """A definition that another socket of the venue has as well is taken from there; the first by name keeps it."""
    ours = node(document.written.get("$defs"))
    for path in sorted(document.path.parent.glob("*.schema.yaml")):
        if path.name < document.path.name and BESIDE.match(f"{path.name}#/$defs/x"):
            theirs = node(as_written(path).get("$defs"))
            for name, schema in ours.items():
                if name in theirs and schema == theirs[name] and not beside(schema)[0]:
                    yield at("/$defs", name), "brief", f"expected {{$ref: '{path.name}#/$defs/{name}'}}: it stands there"
