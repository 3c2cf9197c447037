"""Messages of a socket spec."""

from __future__ import annotations

from collections.abc import Iterator

from compiler import rules_effects, rules_references
from compiler.documents import Document, Node, items, node, text
from compiler.places import Finding, at

_REPLIES = ("data", "errors", "default")


def socket(document: Document) -> Iterator[Finding]:
    """Apply the rules of this module, and those of the effect block, to every message."""
    yield from rules_effects.buckets(document)
    about = node(document.content.get("x-socket"))
    yield from _about(document, about)
    for name, value in node(document.content.get("x-messages")).items():
        location, message = at("/x-messages", name), node(value)
        if not text(message.get("summary")).strip():
            yield location, "words", "expected a summary"
        if not text(message.get("docs")).startswith("https://"):
            yield location, "docs", "expected the url of the venue's page"
        yield from _shapes(document, location, name, message, correlation=text(about.get("correlation")))
        yield from _effect(document, location, message)


def _about(document: Document, about: Node) -> Iterator[Finding]:
    if not text(about.get("url")).startswith("wss://"):
        yield "/x-socket/url", "socket", f"expected wss://..., found {about.get('url')}"
    if about.get("framing") != "tuple":
        yield "/x-socket/framing", "socket", f"expected tuple, found {about.get('framing')}"
    for word in ("envelope", "error"):
        schema = rules_references.definition(document, about.get(word))
        if schema is None:
            yield at("/x-socket", word), "socket", f"expected the name of a definition, found {about.get(word)}"
        elif about.get("correlation") not in node(schema.get("properties")):
            yield at("/x-socket", word), "correlation", f"expected {about.get(word)} to have {about.get('correlation')}"


def _shapes(document: Document, location: str, name: str, message: Node, *, correlation: str) -> Iterator[Finding]:
    if message.get("direction") != "send":
        yield at(location, "direction"), "message", f"expected send, found {message.get('direction')}"
    shapes = {part: rules_references.definition(document, message.get(part)) for part in ("frame", "request", "reply")}
    for part, shape in shapes.items():
        if shape is None:
            yield at(location, part), "message", f"expected the name of a definition, found {message.get(part)}"
    for part in ("request", "reply"):
        if (shape := shapes[part]) is not None and correlation not in items(shape.get("required")):
            yield at(location, part), "correlation", f"expected {message.get(part)} to require {correlation}, by which replies are matched"
    if (frame := shapes["frame"]) is not None:
        first, second = [*items(frame.get("prefixItems")), None, None][:2]
        closed = (frame.get("type"), frame.get("items"), frame.get("minItems"), frame.get("maxItems")) == ("array", False, 2, 2)
        if not closed or node(first).get("const") != name or node(second).get("$ref") != f"#/$defs/{message.get('request')}":
            yield at(location, "frame"), "frame", f"expected a closed array of two: {name}, then {message.get('request')}"
    if "x-positional" in message:
        where, words = at(location, "x-positional"), node(message["x-positional"])
        for part in ("request", "reply"):
            yield from rules_references.field(document, at(where, part), shapes[part], words.get(part), is_list=True)


def _effect(document: Document, location: str, message: Node) -> Iterator[Finding]:
    effect = node(message.get("x-effect"))
    where = at(location, "x-effect")
    yield from rules_effects.effect(document, where, effect, proof="replies")
    replies = node(effect.get("replies"))
    where = at(where, "replies")
    if set(replies) != set(_REPLIES):
        yield where, "status", f"expected {', '.join(_REPLIES)}, found {', '.join(replies) or 'nothing'}"
    kind = text(effect.get("kind"))
    yield from rules_effects.verdicts(where, {word: replies[word] for word in ("data", "default") if word in replies}, kind=kind)
    yield from rules_effects.verdicts(at(where, "errors"), node(replies.get("errors")), kind=kind)
