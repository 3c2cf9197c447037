"""Which way a schema travels: what we send may leave out and must be closed, what we receive must be open."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from compiler.documents import Document, Node, items, node, operations, text
from compiler.pointers import at, follow, mappings, named


@attrs.frozen(kw_only=True)
class Directions:
    """The named schemas of a document, as JSON pointers, by which way they travel."""

    sent: frozenset[str]
    received: frozenset[str]

    @property
    def both(self) -> frozenset[str]:
        return self.sent & self.received

    def is_received(self, location: str) -> bool:
        """Whether what stands at a place of the document is read by us, on its way there or not."""
        parts = location.split("/")
        if parts[1:2] == ["paths"]:
            return "responses" in parts
        return parts[1:3] in (["components", "responses"], ["components", "headers"]) or any(
            location == pointer or location.startswith(pointer + "/") for pointer in self.received
        )


def directions(document: Document) -> Directions:
    """Find which named schemas are reached from what is sent, and which from what is received."""
    sent, received = _of_operations(document) if document.is_rest else _of_messages(document)
    return Directions(sent=reached(document.content, sent), received=reached(document.content, received))


def reached(content: Node, roots: Iterable[object]) -> frozenset[str]:
    """Follow every reference below some parts of a document; give the pointers that are reached."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        for _, holder in mappings({"root": waiting.pop()}):
            pointer = text(holder.get("$ref")).removeprefix("#")
            if pointer and pointer not in found:
                found.add(pointer)
                waiting.append(follow(content, pointer))
    return frozenset(found)


def _of_operations(document: Document) -> tuple[list[object], list[object]]:
    sent: list[object] = []
    received: list[object] = []
    for _, _, operation in operations(document.content):
        sent += [operation.get("requestBody"), *items(operation.get("parameters"))]
        received.append(operation.get("responses"))
    return sent, received


def _of_messages(document: Document) -> tuple[list[object], list[object]]:
    location, _ = named(document)

    def references(holder: Node, *parts: str) -> list[object]:
        return [{"$ref": f"#{at(location, text(holder[part]))}"} for part in parts if holder.get(part)]

    sent: list[object] = []
    received: list[object] = references(node(document.content.get("x-socket")), "envelope", "error")
    for value in node(document.content.get("x-messages")).values():
        message = node(value)
        if message.get("direction") == "send":
            sent += references(message, "frame", "request")
            received += references(message, "reply")
        else:
            received += references(message, "frame", "payload")
    return sent, received
