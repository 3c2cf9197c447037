"""What the definitions of a message must look like: its frame, what stands in it, and what replies are matched by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.documents import Document, Node, items, node, text
from compiler.framing import OBJECT, RECEIVE, SEND, TUPLE, Framing, framing, is_free
from compiler.pointers import Finding, at, types
from compiler.rules import references as rules_references

_PARTLY_KNOWN = ("partial", "raw")
_PROSE = ("description", "example", "examples")


def sent(document: Document, location: str, name: str, message: Node) -> Iterator[Finding]:
    """Rules `message`, `correlation` and `frame`, for a message that we send."""
    frames = framing(document, SEND)
    correlation = node(document.content.get("x-socket")).get("correlation")
    # A frame needs no payload where objects carry the name; a reply is due wherever one could be matched.
    without = {"request": frames.kind == OBJECT, "reply": correlation is None}
    shapes = {part: rules_references.definition(document, message.get(part)) for part in ("frame", "request", "reply")}
    for part, shape in shapes.items():
        left_out = part in message and message[part] is None and without.get(part, False)
        if shape is None and not left_out:
            yield at(location, part), "message", f"expected the name of a definition, found {message.get(part)}"
    built = "frame" if frames.kind == OBJECT else "request"
    yield from _correlation(location, message, correlation, {part: shapes[part] for part in (built, "reply")})
    if (frame := shapes["frame"]) is not None:
        due = _tuple(frame, name, message.get("request"))
        if frames.kind == OBJECT:
            held = _held(message, shapes["request"], frames)
            due = _sent_object(frame, name, message, held=held, ours={frames.tell, correlation}, tell=frames.tell)
        yield from ((at(location, "frame"), "frame", words) for words in due)
    if "x-positional" in message:
        where, words = at(location, "x-positional"), node(message["x-positional"])
        for part in ("request", "reply"):
            yield from rules_references.field(document, at(where, part), shapes[part], words.get(part), kind="array")


def received(document: Document, location: str, name: str, message: Node) -> Iterator[Finding]:
    """Rules `message`, `frame` and `documentation`, for a message that the venue sends by itself."""
    frames = framing(document, RECEIVE)
    shapes = {part: rules_references.definition(document, message.get(part)) for part in ("frame", "payload")}
    for part, shape in shapes.items():
        if shape is None:
            yield at(location, part), "message", f"expected the name of a definition, found {message.get(part)}"
    if "status" not in message:
        yield at(location, "status"), "documentation", "expected a status: how much of the payload is known"
    frame, payload = shapes["frame"], shapes["payload"]
    if payload is not None and is_free(payload) != (message.get("status") == "raw"):
        words = "expected a payload that is free to be raw, and one that is raw to be free: a description and nothing else"
        yield at(location, "payload"), "documentation", words
    if frame is not None:
        due = _tuple(frame, name, message.get("payload")) if frames.kind == TUPLE else _received_object(frame, name, message, frames)
        yield from ((at(location, "frame"), "frame", words) for words in due)


def _correlation(location: str, message: Node, correlation: object, shapes: Mapping[str, Node | None]) -> Iterator[Finding]:
    """What a caller builds and what comes back both hold what they are matched by; a reply that nobody has seen is let be."""
    if correlation is None:
        if shapes["reply"] is not None:
            yield at(location, "reply"), "correlation", "expected no reply: x-socket.correlation does not say how one is matched"
        return
    for part, shape in shapes.items():
        unseen = part == "reply" and message.get("status") in _PARTLY_KNOWN and is_free(node(shape))
        if shape is not None and not unseen and correlation not in items(shape.get("required")):
            yield at(location, part), "correlation", f"expected {message.get(part)} to require {correlation}: it matches replies"


def _tuple(frame: Node, name: str, payload: object) -> Iterator[str]:
    first, second = [*items(frame.get("prefixItems")), None, None][:2]
    closed = (frame.get("type"), frame.get("items"), frame.get("minItems"), frame.get("maxItems")) == ("array", False, 2, 2)
    if not closed or node(first).get("const") != name or not _is_reference(second, payload):
        yield f"expected a closed array of two: {name}, then {payload}"


def _held(message: Node, request: Node | None, frames: Framing) -> Node:
    """Return the schema of what a frame that we send holds, besides its name and what replies are matched by."""
    if not frames.payload:
        return node(request)
    if request is None:
        return {}
    return {"properties": {frames.payload: {"$ref": f"#/$defs/{message.get('request')}"}}, "required": [frames.payload]}


def _sent_object(frame: Node, name: str, message: Node, *, held: Node, ours: set[object], tell: str) -> Iterator[str]:
    """An object that we send is built by callers as it stands, so it holds the name, the payload and nothing else."""
    fields, required = node(frame.get("properties")), items(frame.get("required"))
    if frame.get("type") != "object" or tell not in required or fields.get(tell) != {"const": name}:
        yield f"expected an object that requires {tell}, which is always {name}"
    found, due = (_bare(side, ours) for side in (frame, held))
    if found != due:
        yield f"expected, besides {tell}, what {message.get('request')} has: {', '.join(due[0]) or 'no fields'}"


def _received_object(frame: Node, name: str, message: Node, frames: Framing) -> Iterator[str]:
    """An object that is received is told by its name, and only then read."""
    fields, payload = node(frame.get("properties")), message.get("payload")
    if frame.get("type") != "object":
        yield "expected an object"
    if frames.tell:
        tell = node(fields.get(frames.tell))
        named = tell.get("const") == name if "const" in tell else types(tell) == ["string"]
        if frames.tell not in items(frame.get("required")) or not named:
            yield f"expected to require {frames.tell}, which is text or always {name}"
    if not frames.payload:
        if message.get("frame") != payload:
            yield f"expected {payload}: nothing says which part of the frame is the payload"
    elif frames.payload not in fields:
        yield f"expected the field {frames.payload}, which holds the payload"
    elif not (is_free(node(fields[frames.payload])) or _is_reference(fields[frames.payload], payload)):
        yield f"expected {frames.payload} to be left unread, or to be {payload}"


def _is_reference(schema: object, name: object) -> bool:
    return node(schema).get("$ref") == f"#/$defs/{text(name)}"


def _bare(schema: Node, ours: set[object]) -> tuple[Node, set[object]]:
    """Return the fields of an object without their prose, and which of them are required; ours left out."""
    fields = {name: node(field) for name, field in node(schema.get("properties")).items() if name not in ours}
    bare: Node = {name: {word: value for word, value in field.items() if word not in _PROSE} for name, field in fields.items()}
    return bare, set(items(schema.get("required"))) - ours
