"""A document as a flat catalogue: its operations or messages, their parts (parameters, bodies, replies, frames), and notes on them.

OpenAPI 3.0 and 3.1 documents, whoever wrote them, and our socket schemas become the same thing here, so one comparison serves all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import attrs

from compiler.comparing.shapes import Shape, shape_of
from compiler.documents import Node, items, node, operations, resolve, text

Direction: TypeAlias = Literal["request", "reply"]
Notes: TypeAlias = Mapping[str, tuple[str, ...]]


class UnreadableError(Exception):
    """The document cannot be read, or is none of those that can be compared."""


@attrs.frozen(kw_only=True)
class Part:
    """One thing that is sent or received: a parameter, a body, the reply of one status, a frame."""

    direction: Direction
    shape: Shape | None
    """None: a reply without a body that the document tells of."""
    words: str = ""


@attrs.frozen(kw_only=True)
class Exchange:
    """An operation, or a socket message."""

    parts: Mapping[str, Part]
    """By name: `query gameID`, `body`, `200`, `frame`."""
    notes: Notes
    """What else is said about it, by name; a list has several values."""
    direction: Direction
    """Who begins: `request` for what callers send, `reply` for what the venue sends by itself."""


@attrs.frozen(kw_only=True)
class Catalogue:
    """All of a document."""

    exchanges: Mapping[str, Exchange]
    """By name: `POST /session/cancel`, `send cancelById`."""
    notes: Notes


def catalogue_of(content: Node) -> Catalogue:
    """Read a document: OpenAPI 3, or one of our socket schemas."""
    if text(content.get("openapi")).startswith("3."):
        return _openapi(content)
    if "x-messages" in content:
        return _socket(content)
    raise UnreadableError("neither an OpenAPI 3 document (`openapi: 3...`) nor a socket schema (`x-messages`)")


def _openapi(content: Node) -> Catalogue:
    paths = node(content.get("paths"))
    return Catalogue(
        exchanges={
            f"{method.upper()} {path}": _operation(content, operation, item=node(paths[path]))
            for method, path, operation in operations(content)
        },
        notes={
            "server": _servers(content),
            "words": _words(node(content.get("info"))),
            **_buckets(content),
        },
    )


def _operation(content: Node, operation: Node, *, item: Node) -> Exchange:
    parts: dict[str, Part] = {}
    for parameter in (resolve(content, parameter) for parameter in [*items(item.get("parameters")), *items(operation.get("parameters"))]):
        schema = parameter.get("schema") or _json(parameter)
        shape = attrs.evolve(
            shape_of(content, schema), required=parameter.get("required") is True, deprecated=parameter.get("deprecated") is True
        )
        name = f"{text(parameter.get('in'))} {text(parameter.get('name'))}"
        parts[name] = Part(direction="request", shape=shape, words=text(parameter.get("description")))
    if body := resolve(content, operation.get("requestBody")):
        shape = attrs.evolve(_body(content, body) or Shape(), required=body.get("required") is True)
        parts["body"] = Part(direction="request", shape=shape, words=text(body.get("description")))
    for status, reference in node(operation.get("responses")).items():
        reply = resolve(content, reference)
        parts[status] = Part(direction="reply", shape=_body(content, reply), words=text(reply.get("description")))
        for name, header in node(reply.get("headers")).items():
            shape = shape_of(content, resolve(content, header).get("schema"))
            parts[f"{status} header {name}"] = Part(direction="reply", shape=shape)
    return Exchange(parts=parts, notes={**_notes(content, operation), "server": _servers(operation) or _servers(item)}, direction="request")


def _servers(holder: Node) -> tuple[str, ...]:
    return tuple(text(node(server).get("url")) for server in items(holder.get("servers")))


def _body(content: Node, holder: Node) -> Shape | None:
    schema = _json(holder)
    if schema is None:
        return None
    media = node(next(iter(node(holder.get("content")).values()), None))
    shape = shape_of(content, schema)
    examples = [json.dumps(media[word], sort_keys=True) for word in ("example", "examples") if word in media]
    return attrs.evolve(shape, example="\n".join([shape.example, *examples]).strip())


def _json(holder: Node) -> object:
    """Pick the schema of the JSON body; of whatever body there is when none is JSON."""
    media = node(holder.get("content"))
    name = next((name for name in media if "json" in name), next(iter(media), None))
    return None if name is None else node(media[name]).get("schema", {})


def _notes(content: Node, operation: Node) -> Notes:
    security = operation["security"] if "security" in operation else content.get("security")
    return {
        "name": _listed(operation.get("operationId")),
        "words": _words(operation),
        "deprecated": ("true",) if operation.get("deprecated") is True else (),
        "security": tuple(_scheme(content, node(choice)) for choice in items(security)),
        **_reading(operation),
        **_effect(operation),
    }


def _scheme(content: Node, choice: Node) -> str:
    """Say what one choice of security asks for; its name in the document does not matter."""
    if not choice:
        return "none"
    schemes = node(node(content.get("components")).get("securitySchemes"))
    known = (node(schemes.get(name)) for name in choice)
    words = (" ".join(text(scheme[key]) for key in ("type", "scheme", "in", "name") if key in scheme) for scheme in known)
    return " and ".join(sorted(words))


def _reading(operation: Node) -> Notes:
    return {
        "payload": _listed(operation.get("x-payload")),
        "page": tuple(f"{key}={text(value)}" for key, value in node(operation.get("x-page")).items()),
        "positional": tuple(f"{key}={text(value)}" for key, value in node(operation.get("x-positional")).items()),
        "status": _listed(operation.get("x-status") or operation.get("status")),
    }


def _effect(operation: Node) -> Notes:
    effect = node(operation.get("x-effect"))
    replies = {key: value for key, value in node(effect.get("replies")).items() if key != "errors"}
    outcomes = {**node(effect.get("statuses")), **replies}
    return {
        "effect kind": _listed(effect.get("kind")),
        "effect scope": _listed(effect.get("scope")),
        "effect settles": _listed(effect.get("settles")),
        "effect buckets": tuple(text(bucket) for bucket in items(effect.get("buckets"))),
        **{f"effect of {status}": _listed(outcome) for status, outcome in outcomes.items()},
        **{f"effect of error {error!r}": _listed(outcome) for error, outcome in node(node(effect.get("replies")).get("errors")).items()},
    }


def _socket(content: Node) -> Catalogue:
    socket = node(content.get("x-socket"))
    messages = {name: node(message) for name, message in node(content["x-messages"]).items()}
    # What every frame has in common, and frames that report an error, are named by the socket itself.
    common = {name: text(schema) for name, schema in socket.items() if name in ("envelope", "error") and schema}
    framing = {name: json.dumps(value, sort_keys=True) for name, value in socket.items() if name not in (*common, *_TOLD_APART)}
    return Catalogue(
        exchanges={
            **{f"{text(message.get('direction'))} {name}": _message(content, message) for name, message in messages.items()},
            **{f"receive ({name})": _message(content, {"frame": schema}) for name, schema in common.items()},
        },
        notes={
            "server": tuple(text(url) for key, url in socket.items() if key.endswith("url")),
            "framing": tuple(f"{name}={value}" for name, value in framing.items() if not name.endswith("url") and value != "null"),
            "tell": _listed(json.dumps(socket["tell"], sort_keys=True)) if "tell" in socket else (),
            "correlation": _listed(socket.get("correlation")),
            "words": _words(content),
            **_buckets(content),
        },
    )


_TOLD_APART: Final = ("tell", "correlation")


def _message(content: Node, message: Node) -> Exchange:
    began: Direction = "request" if message.get("direction") == "send" else "reply"
    carried = [f"#/$defs/{text(message[word])}" for word in ("request", "payload") if message.get(word)]
    parts: dict[str, Part] = {}
    for word in ("frame", "request", "payload", "reply"):
        if message.get(word):
            # What a frame carries is told by the part of its own.
            within = tuple(carried) if word == "frame" else ()
            shape = shape_of(content, {"$ref": f"#/$defs/{text(message[word])}"}, within=within)
            parts[word] = Part(direction="reply" if word == "reply" else began, shape=shape)
    notes = {"words": _words(message), **_reading(message), **_effect(message)}
    return Exchange(parts=parts, notes=notes, direction=began)


def _buckets(content: Node) -> Notes:
    return {
        f"bucket {name}": tuple(f"{key}={text(value)}" for key, value in node(bucket).items() if key != "note" and value is not None)
        for name, bucket in node(content.get("x-buckets")).items()
    }


def _words(holder: Node) -> tuple[str, ...]:
    told = (" ".join(text(holder.get(key)).split()) for key in ("title", "summary", "description"))
    page = text(node(holder.get("externalDocs")).get("url")) or text(holder.get("docs"))
    return tuple(word for word in (*told, page) if word)


def _listed(value: object) -> tuple[str, ...]:
    return (text(value),) if value not in (None, "") else ()
