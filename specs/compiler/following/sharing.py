"""Finds who else reads a schema: other operations and messages of its spec, and its twin in another spec (`x-same`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.comparing.shapes import EACH, VALUE
from compiler.documents import Node, items, node, operations, text
from compiler.following.locating import holder_at, reach
from compiler.following.placing import steps
from compiler.pointers import at, same_as

_HOMES = ("/components/schemas/", "/$defs/")
_PARTS = ("frame", "request", "payload", "reply")


def definition_of(pointer: str) -> str:
    """Return the pointer of the named schema that something stands in; empty where it stands in none."""
    home = next((home for home in _HOMES if pointer.startswith(home)), "")
    return home + pointer.removeprefix(home).partition("/")[0] if home else ""


def sharers(content: Node, pointer: str) -> tuple[str, ...]:
    """Name the operations and messages that read the named schema that something stands in; nobody where it stands in none."""
    definition = definition_of(pointer)
    return tuple(name for name, begin in _exchanges(content) if definition and definition in _reached(content, begin))


def _exchanges(content: Node) -> Iterator[tuple[str, object]]:
    for method, path, operation in operations(content):
        yield f"{method.upper()} {path}", [operation, node(node(content.get("paths")).get(path)).get("parameters")]
    for name, value in node(content.get("x-messages")).items():
        message = node(value)
        used = [{"$ref": f"#/$defs/{text(message[part])}"} for part in _PARTS if message.get(part)]
        yield f"{text(message.get('direction'))} {name}", used


def _reached(content: Node, begin: object) -> set[str]:
    found: set[str] = set()
    waiting = [begin]
    while waiting:
        for reference in _references(waiting.pop()):
            if reference not in found:
                found.add(reference)
                waiting.append(reach(content, reference))
    return found


def _references(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if reference := text(node(here).get("$ref")):
            yield reference.removeprefix("#")
        waiting += [*node(here).values(), *items(here)]


def twins_of(contents: Mapping[str, Node]) -> dict[tuple[str, str], tuple[str, str]]:
    """Pair the schemas that are the same thing in two specs, each by file and pointer, in both directions."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for file, content in contents.items():
        for name, schema in node(node(content.get("components")).get("schemas")).items():
            same = same_as(schema)
            if same is not None and same[0] in contents:
                here, there = (file, at("/components/schemas", name)), (same[0], at("/$defs", same[1]))
                found |= {here: there, there: here}
    return found


def twin_at(
    contents: Mapping[str, Node], twins: Mapping[tuple[str, str], tuple[str, str]], file: str, pointer: str, path: str
) -> tuple[str, str, str] | None:
    """Return the file, the schema and the path in it that are the same thing as a path from a schema is; None where it has no twin."""
    told = steps(path)
    for index in reversed(range(len(told))):
        holder = holder_at(contents[file], pointer, path_of(told[: index + 1]))
        if (twin := twins.get((file, holder))) is not None:
            return *twin, path_of(told[index:])
    return None


def path_of(told: list[str]) -> str:
    """Put the steps of a path together again."""
    return ".".join(told).replace(f".{EACH}", EACH).replace(f".{VALUE}", VALUE).replace(".[", "[")
