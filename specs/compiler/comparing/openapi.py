"""Reads an OpenAPI 3.0 or 3.1 document, whoever wrote it, as a catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from compiler.comparing.catalogue import (
    Catalogue,
    Direction,
    Exchange,
    Notes,
    Part,
    bucket_notes,
    effect_notes,
    extension_notes,
    listed,
    page_of,
    reading_notes,
    words_of,
)
from compiler.comparing.shapes import Shape, shape_of
from compiler.documents import METHODS, Node, items, node, operations, resolve, text

_OTHER_WAY: Final[Mapping[Direction, Direction]] = {"request": "reply", "reply": "request"}


def catalogue_of_openapi(content: Node) -> Catalogue:
    """Read operations, webhooks and callbacks."""
    paths = node(content.get("paths"))
    exchanges: dict[str, Exchange] = {}
    for method, path, operation in operations(content):
        exchanges[f"{method.upper()} {path}"] = _operation(content, operation, item=node(paths[path]), began="request")
        for name, begun, item in _begun_by_the_venue(content, operation):
            exchanges[f"callback {name} of {method.upper()} {path}"] = _operation(content, begun, item=item, began="reply")
    for name, hook in node(content.get("webhooks")).items():
        for _, begun in _methods(resolve(content, hook)):
            exchanges[f"webhook {name}"] = _operation(content, begun, item=resolve(content, hook), began="reply")
    return Catalogue(
        exchanges=exchanges,
        notes={
            "server": _servers(content),
            "words": (*words_of(node(content.get("info"))), *_described(content.get("servers")), *_described(content.get("tags"))),
            **bucket_notes(content),
            **extension_notes({**node(content.get("info")), **content}),
        },
    )


def _methods(item: Node) -> Iterator[tuple[str, Node]]:
    return ((method, node(item[method])) for method in METHODS if method in item)


def _begun_by_the_venue(content: Node, operation: Node) -> Iterator[tuple[str, Node, Node]]:
    for name, callback in node(operation.get("callbacks")).items():
        for item in resolve(content, callback).values():
            for _, begun in _methods(resolve(content, item)):
                yield name, begun, resolve(content, item)


def _operation(content: Node, operation: Node, *, item: Node, began: Direction) -> Exchange:
    parts: dict[str, Part] = {}
    styles: dict[str, tuple[str, ...]] = {}
    for parameter in (resolve(content, parameter) for parameter in [*items(item.get("parameters")), *items(operation.get("parameters"))]):
        media = next(iter(node(parameter.get("content")).values()), None)
        shape = attrs.evolve(
            shape_of(content, parameter.get("schema") or node(media).get("schema")),
            required=parameter.get("required") is True,
            deprecated=parameter.get("deprecated") is True,
        )
        name = f"{text(parameter.get('in'))} {text(parameter.get('name'))}"
        parts[name] = Part(direction=began, shape=shape, words=text(parameter.get("description")))
        styles[f"style of {name}"] = tuple(f"{word}={json.dumps(parameter[word])}" for word in ("style", "explode") if word in parameter)
    if body := resolve(content, operation.get("requestBody")):
        required = body.get("required") is True
        bodies = _bodies(content, body) or {"": Shape()}
        for media, shape in bodies.items():
            name = f"body {media}".strip()
            parts[name] = Part(direction=began, shape=attrs.evolve(shape, required=required), words=text(body.get("description")))
    for status, reference in node(operation.get("responses")).items():
        parts.update(_reply(content, status, resolve(content, reference), _OTHER_WAY[began]))
    notes = {**_notes(content, operation), **styles, "server": _servers(operation) or _servers(item)}
    notes["words"] = (*notes["words"], *words_of({word: item[word] for word in ("summary", "description") if word in item}))
    return Exchange(parts=parts, notes=notes, direction=began, page=page_of(operation))


def _reply(content: Node, status: str, reply: Node, direction: Direction) -> Iterator[tuple[str, Part]]:
    bodies = _bodies(content, reply)
    yield status, Part(direction=direction, shape=bodies.pop("", None), words=text(reply.get("description")))
    for media, shape in bodies.items():
        yield f"{status} {media}", Part(direction=direction, shape=shape)
    for name, header in node(reply.get("headers")).items():
        shape = shape_of(content, resolve(content, header).get("schema"))
        yield f"{status} header {name}", Part(direction=direction, shape=shape)


def _described(holders: object) -> tuple[str, ...]:
    """Return what is said of each server or tag."""
    return tuple(" ".join(words.split()) for holder in items(holders) if (words := text(node(holder).get("description"))))


def _servers(holder: Node) -> tuple[str, ...]:
    servers = [node(server) for server in items(holder.get("servers"))]
    told = (json.dumps(server["variables"], sort_keys=True) if server.get("variables") else "" for server in servers)
    return tuple(f"{text(server.get('url'))} {variables}".strip() for server, variables in zip(servers, told, strict=True))


def _bodies(content: Node, holder: Node) -> dict[str, Shape]:
    """Read every body by its media type; the JSON one, or the first of several, under no name."""
    bodies: dict[str, Shape] = {}
    for name, media in node(holder.get("content")).items():
        kind = name.partition(";")[0].strip().casefold()
        said = node(media)
        shape = shape_of(content, said.get("schema", {}))
        examples = [json.dumps(said[word], sort_keys=True) for word in ("example", "examples") if word in said]
        plain = "" if (kind.endswith(("/json", "+json")) or kind == "*/*") and "" not in bodies else kind
        limits = {**shape.limits, **({"encoding": json.dumps(said["encoding"], sort_keys=True)} if "encoding" in said else {})}
        bodies[plain] = attrs.evolve(shape, example="\n".join([shape.example, *examples]).strip(), limits=limits)
    return bodies


def _notes(content: Node, operation: Node) -> Notes:
    security = items(operation["security"] if "security" in operation else content.get("security"))
    return {
        "name": listed(operation.get("operationId")),
        "words": words_of(operation),
        "deprecated": ("true",) if operation.get("deprecated") is True else (),
        "security": tuple(_scheme(content, node(choice)) for choice in security) or (NO_KEY,),
        "method": tuple(text(method) for method in items(operation.get("x-alternate-methods"))),
        **reading_notes(operation),
        **effect_notes(operation),
        **extension_notes(operation),
    }


NO_KEY: Final = "none"
"""The choice of an operation that anybody may call."""


def _scheme(content: Node, choice: Node) -> str:
    """Say what one choice of security asks for; its name in the document does not matter."""
    if not choice:
        return NO_KEY
    schemes = node(node(content.get("components")).get("securitySchemes"))
    known = (node(schemes.get(name)) for name in choice)
    words = (" ".join(text(scheme[key]) for key in ("type", "scheme", "in", "name") if key in scheme) for scheme in known)
    return " and ".join(sorted(words))
