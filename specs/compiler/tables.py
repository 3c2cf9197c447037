"""What the generators do not hand to templates: the effect of each operation and message, and how bodies are written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from compiler.documents import Document, Node, items, node, operations, resolve, text


@attrs.frozen(kw_only=True)
class OperationRow:
    """One line of the table of operations."""

    name: str
    constant: str
    method: str
    path: str
    docs: str
    effect: Node
    authenticated: bool
    decimals: str
    secret_fields: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Argument:
    """One parameter of a generated socket command."""

    name: str
    required: bool


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
    errors: Node
    default: str
    request: str
    reply: str
    correlation: str
    arguments: tuple[Argument, ...]


def render(document: Document, *, templates: Path, into: Path) -> None:
    """Write `effects.py` for a REST spec, `commands.py` and the package's front for a socket spec."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - the output is Python, from our own specs
    )
    rows: dict[str, tuple[OperationRow, ...] | tuple[MessageRow, ...]]
    if document.is_rest:
        rows = {"effects.py": tuple(_operation_rows(document))}
    else:
        message_rows = tuple(_message_rows(document))
        rows = {"commands.py": message_rows, "__init__.py": message_rows}
    for name, table in rows.items():
        template = environment.get_template(f"{'rest' if document.is_rest else 'socket'}_{name}.jinja")
        into.joinpath(name).write_text(template.render(rows=table, document=document), encoding="utf-8")


def snake(name: str) -> str:
    """Write `cancelAllByGame` as `cancel_all_by_game`, as openapi-python-client does with operationIds."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_").replace("-", "_")


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
            authenticated=bool(items(security)),
            decimals=_decimals(name, list(_walk(document.content, _request_schema(operation)))),
            secret_fields=tuple(sorted({field for schema in schemas for field in _secrets(schema)})),
        )


def _message_rows(document: Document) -> Iterator[MessageRow]:
    correlation = text(node(document.content["x-socket"])["correlation"])
    for name, value in node(document.content["x-messages"]).items():
        message = node(value)
        effect = node(message["x-effect"])
        replies = node(effect.get("replies"))
        request = text(message["request"])
        payload = node(node(document.content["$defs"])[request])
        required = items(payload.get("required"))
        yield MessageRow(
            name=name,
            constant=snake(name).upper(),
            function=snake(name),
            docs=text(message.get("docs")),
            summary=text(message.get("summary")),
            description=text(message.get("description")),
            effect=effect,
            errors=node(replies.get("errors")),
            default=text(replies["default"]),
            request=request,
            reply=text(message["reply"]),
            correlation=correlation,
            arguments=tuple(Argument(name=field, required=field in required) for field in node(payload.get("properties"))),
        )


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
