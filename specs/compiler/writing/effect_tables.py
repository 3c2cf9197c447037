"""What the generators do not hand to templates: the effect of each operation and message, and how bodies are written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs

from compiler import templating
from compiler.buckets import bucket_rows
from compiler.documents import Document, Node, items, node, operations, resolve, text
from compiler.naming import snake
from compiler.repeating import Repeatable, repeatable
from compiler.wording import described


@attrs.frozen(kw_only=True)
class OperationRow:
    """One line of the table of operations."""

    name: str
    constant: str
    method: str
    path: str
    docs: str
    effect: Node
    repeatable: Repeatable
    authenticated: bool
    decimals: str
    secret_fields: tuple[str, ...]
    server: str
    """Another host than that of the document; empty where it is the same."""


@attrs.frozen(kw_only=True)
class MessageRow:
    """One line of the table of socket messages."""

    name: str
    constant: str
    function: str
    docs: str
    summary: str
    description: str
    effect: Node
    repeatable: Repeatable
    errors: Node
    default: str
    argument: str
    """What a caller builds: the payload of a tuple, or the whole object."""
    argument_words: str
    reply: str
    """Empty where the venue never answers."""
    correlation: str
    """The payload's field that the reply repeats; empty where there is none."""
    in_tuple: bool
    """Whether the payload travels in a tuple behind the message's name, or is itself the frame."""


@attrs.frozen(kw_only=True)
class ReceivedRow:
    """One kind of frame that a venue sends by itself."""

    name: str
    docs: str
    summary: str
    status: str
    frame: str
    payload: str
    hint: str
    """What it is read as: the payload of a tuple, a `Push`, or the whole object."""


def render(document: Document, *, templates: Path, into: Path) -> None:
    """Write `effects.py` and `buckets.py` for a REST spec, `commands.py` and the package's front for a socket spec."""
    environment = templating.environment(templates)
    rows: dict[str, tuple[object, ...]] = (
        {"rest_effects.py": tuple(_operation_rows(document)), "rest_buckets.py": tuple(bucket_rows(document))}
        if document.is_rest
        else {
            "socket___init__.py": (),
            "socket_commands.py": tuple(_message_rows(document)),
            "socket_frames.py": tuple(_received_rows(document)),
        }
    )
    parts = ["models", *(name.removeprefix("socket_").removesuffix(".py") for name, table in rows.items() if table)]
    for name, table in rows.items():
        if table or name.endswith("__init__.py"):
            text_of_file = environment.get_template(f"{name}.jinja").render(
                rows=table, parts=parts, document=document, tell=_tell(document), payload=_payload(document)
            )
            into.joinpath(name.split("_", 1)[1]).write_text(text_of_file, encoding="utf-8")


def _operation_rows(document: Document) -> Iterator[OperationRow]:
    for method, path, operation in operations(document.content):
        name = text(operation["operationId"])
        security = operation.get("security", document.content.get("security"))
        schemas = list(_body_schemas(document.content, operation))
        yield OperationRow(
            name=name,
            constant=snake(name).upper(),
            method=method.upper(),
            path=path,
            docs=text(node(operation.get("externalDocs")).get("url")),
            effect=node(operation["x-effect"]),
            repeatable=repeatable(node(operation["x-effect"])),
            authenticated=bool(items(security)),
            decimals=_decimals(name, list(_walk(document.content, _request_schema(operation)))),
            secret_fields=tuple(sorted({field for schema in schemas for field in _secrets(schema)})),
            server=server_of(document, path),
        )


def _message_rows(document: Document) -> Iterator[MessageRow]:
    correlation = text(node(document.content["x-socket"]).get("correlation"))
    for name, value in node(document.content["x-messages"]).items():
        message = node(value)
        if message["direction"] != "send":
            continue
        effect = node(message["x-effect"])
        replies = node(effect.get("replies"))
        in_tuple = "prefixItems" in node(node(document.content["$defs"])[text(message["frame"])])
        argument = text(message["request"] if in_tuple else message["frame"])
        yield MessageRow(
            name=name,
            constant=snake(name).upper(),
            function=snake(name),
            docs=text(message.get("docs")),
            summary=text(message.get("summary")),
            description=text(message.get("description")),
            effect=effect,
            repeatable=repeatable(effect),
            errors=node(replies.get("errors")),
            default=text(replies.get("default")) or "not_acted",
            argument=argument,
            argument_words=described(document.content, node(document.content["$defs"])[argument]),
            reply=text(message.get("reply")),
            correlation=correlation,
            in_tuple=in_tuple,
        )


def _received_rows(document: Document) -> Iterator[ReceivedRow]:
    for name, value in node(document.content["x-messages"]).items():
        message = node(value)
        if message["direction"] == "receive":
            frame, payload = text(message["frame"]), text(message["payload"])
            if isinstance(_tell(document), int):
                hint = f"models.{payload}"
            elif _payload(document) is None:
                hint = f"models.{frame}"
            else:
                hint = f"Push[models.{frame}, models.{payload}]"
            yield ReceivedRow(
                name=name,
                docs=text(message.get("docs")),
                summary=text(message.get("summary")),
                status=text(message["status"]),
                frame=frame,
                payload=payload,
                hint=hint,
            )


def _tell(document: Document) -> int | str | None:
    tell = node(node(document.content.get("x-socket")).get("tell"))
    position = tell.get("position")
    return position if isinstance(position, int) else text(tell.get("field")) or None


def _payload(document: Document) -> str | None:
    return text(node(document.content.get("x-socket")).get("payload")) or None


def _request_schema(operation: Node) -> object:
    return node(node(node(operation.get("requestBody")).get("content")).get("application/json")).get("schema")


def _body_schemas(content: Node, operation: Node) -> Iterator[Node]:
    yield from _walk(content, _request_schema(operation))
    for response in node(operation.get("responses")).values():
        body = node(node(resolve(content, response).get("content")).get("application/json"))
        yield from _walk(content, body.get("schema"))


def _walk(content: Node, schema: object, seen: frozenset[str] = frozenset()) -> Iterator[Node]:
    """Yield every schema that a schema reaches."""
    reference = text(node(schema).get("$ref"))
    if reference in seen:
        return
    target = resolve(content, schema)
    yield target
    below: list[object] = [*node(target.get("properties")).values(), target.get("items"), target.get("additionalProperties")]
    for word in ("anyOf", "oneOf"):
        below += items(target.get(word))
    for child in below:
        if node(child):
            yield from _walk(content, child, seen | {reference} if reference else seen)


def server_of(document: Document, path: str) -> str:
    """Give the host of a path that names one of its own."""
    servers = items(node(node(document.content.get("paths")).get(path)).get("servers"))
    return text(node(servers[0]).get("url")) if servers else ""


def _secrets(schema: Node) -> Iterator[str]:
    return (name for name, field in node(schema.get("properties")).items() if node(field).get("format") == "password")


def _decimals(name: str, schemas: list[Node]) -> str:
    kinds: set[str] = set()
    for schema in schemas:
        types = items(schema.get("type")) or [schema.get("type")]
        if "number" in types:
            kinds.add("number")
        elif schema.get("format") == "decimal":
            kinds.add("string")
    if len(kinds) > 1:
        message = f"{name}: its request body writes some decimals as numbers and some as strings; one encoder cannot do both"
        raise ValueError(message)
    return kinds.pop() if kinds else "number"
