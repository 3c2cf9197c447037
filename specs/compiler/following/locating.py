"""Finds where in a spec file something stands that a difference names: `POST /orders 200 data.orders[].id`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from compiler.comparing.shapes import EACH, VALUE
from compiler.documents import Node, items, node, text
from compiler.following.placing import steps
from compiler.pointers import at

_MOST: Final = 16
"""How many references may lead from one to the next."""


def reach(content: Node, pointer: str) -> object:
    """Return what stands at a JSON pointer, through lists too; None where nothing does."""
    found: object = content
    for word in pointer.split("/")[1:]:
        name = word.replace("~1", "/").replace("~0", "~")
        held = items(found)
        found = held[int(name)] if name.isdigit() and int(name) < len(held) else node(found).get(name)
    return found


def part_of(place: str, exchange: str) -> tuple[str, str]:
    """Split what stands behind an operation or a message into its part and the path in it."""
    words = place.removeprefix(exchange).strip()
    first, _, rest = words.partition(" ")
    if first in ("query", "path", "header", "cookie", "error"):
        return words, ""
    return first, rest


def exchange_at(content: Node, exchange: str) -> str:
    """Return the pointer of an operation or a message; empty where there is none."""
    first, _, rest = exchange.partition(" [")[0].partition(" ")
    pointer = at("/x-messages", rest) if first in ("send", "receive") else at("/paths", rest, first.lower())
    return pointer if node(reach(content, pointer)) else ""


def part_at(content: Node, exchange: str, part: str) -> str:
    """Return the pointer of the schema of a part; empty where there is none."""
    home = exchange_at(content, exchange)
    here = node(reach(content, home)) if home else {}
    if part in ("request", "payload", "reply", "frame") and here.get(part):
        return at("/$defs", text(here[part]))
    if part == "body":
        return _body_at(content, at(home, "requestBody"))
    if part[:1].isdigit():
        return _body_at(content, at(home, "responses", part))
    parameter = parameter_at(content, exchange, part)
    return at(resolved(content, parameter), "schema") if parameter else ""


def parameter_at(content: Node, exchange: str, part: str) -> str:
    """Return the pointer of a parameter in the list of its operation; empty where there is none."""
    home = exchange_at(content, exchange)
    kind, _, name = part.partition(" ")
    for number, _ in enumerate(items(node(reach(content, home)).get("parameters")) if home else ()):
        found = node(reach(content, resolved(content, at(home, "parameters", number))))
        if (text(found.get("in")), text(found.get("name"))) == (kind, name):
            return at(home, "parameters", number)
    return ""


def member_at(content: Node, pointer: str, path: str) -> str:
    """Return the pointer of what a path leads to, from a schema; empty where it leads nowhere."""
    for step in steps(path):
        pointer = _step(content, pointer, step) if pointer else ""
    return resolved(content, pointer) if pointer else ""


def holder_at(content: Node, pointer: str, path: str) -> str:
    """Return the pointer of the object that holds the last member of a path, whether it has that member or not."""
    return _objects(content, member_at(content, pointer, outer(path)))


def resolved(content: Node, pointer: str) -> str:
    """Follow references until something stands there itself."""
    for _ in range(_MOST):
        reference = text(node(reach(content, pointer)).get("$ref"))
        if not reference:
            break
        pointer = reference.removeprefix("#")
    return pointer


def enum_at(content: Node, pointer: str) -> str:
    """Return the pointer of the list of values of a schema, which may stand in a branch; empty where there is none."""
    here = resolved(content, pointer)
    if "enum" in node(reach(content, here)):
        return at(here, "enum")
    return next((found for branch in _branches(content, here) if (found := enum_at(content, branch))), "")


def hops(content: Node, pointer: str, path: str, *, goal: str) -> Sequence[tuple[str, str]] | None:
    """Return the references that lead along a path to what has a keyword: where each stands, and what it leads to.

    None where the path leads to nothing of the kind.
    """
    return _hops(content, pointer, steps(path), goal)


def _hops(content: Node, pointer: str, left: Sequence[str], goal: str) -> Sequence[tuple[str, str]] | None:
    found: list[tuple[str, str]] = []
    while (reference := text(node(reach(content, pointer)).get("$ref"))) and len(found) < _MOST:
        found.append((pointer, reference.removeprefix("#")))
        pointer = reference.removeprefix("#")
    if not left and goal in node(reach(content, pointer)):
        return found
    step = _within(content, pointer, left[0]) if left else ""
    for begin, rest in ((step, left[1:]),) if step else ((branch, left) for branch in _branches(content, pointer)):
        deeper = _hops(content, begin, rest, goal)
        if deeper is not None:
            return [*found, *deeper]
    return None


def _objects(content: Node, pointer: str) -> str:
    here = resolved(content, pointer) if pointer else ""
    if not here or "properties" in node(reach(content, here)):
        return here
    return next((found for branch in _branches(content, here) if (found := _objects(content, branch))), "")


def _step(content: Node, pointer: str, step: str) -> str:
    here = resolved(content, pointer)
    found = _within(content, here, step)
    return found or next((found for branch in _branches(content, here) if (found := _step(content, branch, step))), "")


def _within(content: Node, here: str, step: str) -> str:
    """Return the pointer of what a schema holds itself; empty where it does not."""
    schema = node(reach(content, here))
    if step == EACH and "items" in schema:
        return at(here, "items")
    if step == VALUE and "additionalProperties" in schema:
        return at(here, "additionalProperties")
    if step[0] == "[" and step != EACH:
        return at(here, "prefixItems", step[1:-1])
    if step in node(schema.get("properties")):
        return at(here, "properties", step)
    return ""


def _branches(content: Node, pointer: str) -> Sequence[str]:
    schema = node(reach(content, pointer))
    return [at(pointer, word, number) for word in ("anyOf", "oneOf") for number, _ in enumerate(items(schema.get(word)))]


def _body_at(content: Node, pointer: str) -> str:
    here = resolved(content, pointer)
    media = node(node(reach(content, here)).get("content"))
    name = next((name for name in media if "json" in name), "")
    return at(here, "content", name, "schema") if name else ""


def outer(path: str) -> str:
    """Return the path without its last step."""
    found = steps(path)
    return ".".join(found[:-1]).replace(".[", "[").replace(".{", "{")
