"""How the frames of a socket are made, in each direction: what `x-socket` says, with what it leaves unsaid."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from compiler.documents import Document, Node, node, text
from compiler.pointers import at

SEND = "send"
RECEIVE = "receive"
TUPLE = "tuple"
OBJECT = "object"


@attrs.frozen(kw_only=True)
class Framing:
    """How the frames of one direction are made."""

    kind: str
    tell: str
    """For objects: the field in which a frame names its message. Tuples begin with the name."""
    payload: str
    """For objects: the field that holds the payload; empty where its members stand beside the name."""


def framing(document: Document, direction: object) -> Framing:
    """Read how frames of a direction are made. What is not said of those we send is as it is in those we receive."""
    about = node(document.content.get("x-socket"))
    if direction == SEND:
        kind, tell, payload = about.get("send_framing", about.get("framing")), about.get("send_tell", about.get("tell")), "send_payload"
    else:
        kind, tell, payload = about.get("framing"), about.get("tell"), "payload"
    return Framing(kind=text(kind), tell=text(node(tell).get("field")), payload=text(about.get(payload)))


def messages(document: Document) -> Iterator[tuple[str, Node]]:
    """Yield the messages of a socket spec by name, in the order of the file; none of a REST spec."""
    for name, message in node(document.content.get("x-messages")).items():
        yield name, node(message)


def names(document: Document) -> frozenset[str]:
    """Return the places, as JSON pointers, at which frames name their message."""
    places: set[str] = set()
    for _, message in messages(document):
        frames = framing(document, message.get("direction"))
        frame = at("/$defs", text(message.get("frame")))
        places.add(at(frame, "prefixItems", 0) if frames.kind == TUPLE else at(frame, "properties", frames.tell))
    return frozenset(places)


def is_free(schema: Node) -> bool:
    """Whether a schema says nothing of a value, besides in words."""
    return schema.keys() <= {"description"}
