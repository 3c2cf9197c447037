"""How a reply is read: the payload in its envelope, the next of its pages, the list that answers position by position."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.documents import JSON, Document, Node, items, node, resolve
from compiler.pointers import Finding, at, types
from compiler.rules.references import field

_PAGE = ("cursor", "next", "items", "more", "replaces")
_POSITIONAL = ("request", "reply")


def replies(document: Document, location: str, operation: Node) -> Iterator[Finding]:
    """Rule `pointer`: what an operation says of its reply leads to what is there."""
    success = next((reply for status, reply in node(operation.get("responses")).items() if status.startswith("2")), None)
    reply = _schema(resolve(document.content, success))
    if "x-payload" in operation:
        yield from field(document, at(location, "x-payload"), reply, operation["x-payload"])
    if "x-positional" in operation:
        yield from _positional(document, at(location, "x-positional"), operation, reply)
    if "x-page" in operation:
        yield from _page(document, at(location, "x-page"), operation, reply)


def _positional(document: Document, where: str, operation: Node, reply: object) -> Iterator[Finding]:
    words = node(operation["x-positional"])
    yield from _only(where, words, _POSITIONAL)
    request = _schema(node(operation.get("requestBody")))
    yield from field(document, at(where, "request"), request, words.get("request"), kind="array")
    if words.get("request") not in items(resolve(document.content, request).get("required")):
        yield at(where, "request"), "pointer", "expected a required field of the body itself: its entries are counted"
    # An empty path is a reply that is the list itself.
    if words.get("reply") != "":
        yield from field(document, at(where, "reply"), reply, words.get("reply"), kind="array")
    elif "array" not in types(resolve(document.content, reply)):
        yield at(where, "reply"), "pointer", "expected the path of a list: the reply is none"


def _page(document: Document, where: str, operation: Node, reply: object) -> Iterator[Finding]:
    words = node(operation["x-page"])
    yield from _only(where, words, _PAGE)
    parameters = [resolve(document.content, parameter) for parameter in items(operation.get("parameters"))]
    queries = [parameter.get("name") for parameter in parameters if parameter.get("in") == "query"]
    for word in ("cursor", *(["replaces"] if "replaces" in words else [])):
        if words.get(word) not in queries:
            yield at(where, word), "pointer", f"expected the name of a query parameter, found {words.get(word)}"
    if words.get("replaces") == words.get("cursor"):
        yield at(where, "replaces"), "pointer", "expected a parameter that the cursor stands in for, found the cursor"
    yield from field(document, at(where, "next"), reply, words.get("next"), kind="string")
    yield from field(document, at(where, "items"), reply, words.get("items"), kind="array")
    if "more" in words:
        yield from field(document, at(where, "more"), reply, words["more"], kind="boolean")


def _only(where: str, words: Node, known: tuple[str, ...]) -> Iterator[Finding]:
    for word in words.keys() - known:
        yield at(where, word), "pointer", f"expected one of {', '.join(known)}"


def _schema(body: Node) -> object:
    return node(node(body.get("content")).get(JSON)).get("schema")
