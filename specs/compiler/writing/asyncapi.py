"""Writes a socket spec as an AsyncAPI 3 document, for users who feed their own tools.

AsyncAPI's own schema dialect is that of draft 07, so tuples and references are rewritten; nothing else is.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

from compiler.documents import Document, Node, items, node, text


def write_asyncapi(document: Document, *, into: Path) -> None:
    """Write `asyncapi.json` in the folder `into`."""
    into.joinpath("asyncapi.json").write_text(json.dumps(asyncapi(document), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def asyncapi(document: Document) -> Node:
    """Build the AsyncAPI document of a socket spec."""
    content, messages = document.content, node(document.content["x-messages"])
    url = urlsplit(text(node(content["x-socket"])["url"]))
    sent = {name: node(message) for name, message in messages.items() if node(message)["direction"] == "send"}
    replies = {name: text(message["reply"]) for name, message in sent.items() if message.get("reply")}
    received = {name: node(message) for name, message in messages.items() if node(message)["direction"] == "receive"}
    components: Node = {name: _message(name, text(message["frame"]), message) for name, message in (sent | received).items()}
    components |= {f"{name}Reply": _message(f"{name}Reply", reply, {"summary": f"Reply to {name}."}) for name, reply in replies.items()}
    operations: Node = {}
    for name in sent:
        operations[f"send_{name}"] = {"action": "send", **_of_channel([name])}
        if name in replies:
            node(operations[f"send_{name}"])["reply"] = _of_channel([f"{name}Reply"])
    for name in received:
        operations[f"receive_{name}"] = {"action": "receive", **_of_channel([name])}
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": f"{document.venue} {document.name}",
            "version": "1.0.0",
            "description": f"{text(content.get('description'))} Seen from the client. Written from {document.label}.",
        },
        "defaultContentType": "application/json",
        "servers": {"venue": {"host": url.netloc, "protocol": url.scheme}},
        "channels": {
            "socket": {
                "address": url.path,
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in components},
            }
        },
        "operations": operations,
        "components": {
            "messages": components,
            "schemas": {name: _draft07(schema) for name, schema in node(content["$defs"]).items()},
        },
    }


def _message(name: str, frame: str, message: Node) -> Node:
    return {
        "name": name,
        "summary": text(message.get("summary")),
        "payload": {"$ref": f"#/components/schemas/{frame}"},
        **({"externalDocs": {"url": text(message["docs"])}} if message.get("docs") else {}),
    }


def _of_channel(names: list[str]) -> Node:
    return {
        "channel": {"$ref": "#/channels/socket"},
        "messages": [{"$ref": f"#/channels/socket/messages/{name}"} for name in names],
    }


def _draft07(value: object) -> object:
    if elements := items(value):
        return [_draft07(item) for item in elements]
    if not node(value):
        return value
    schema = {key: _draft07(item) for key, item in node(value).items()}
    if "prefixItems" in schema:
        schema |= {"items": schema.pop("prefixItems"), "additionalItems": schema.pop("items", True)}
    if "$ref" in schema:
        schema["$ref"] = text(schema["$ref"]).replace("#/$defs/", "#/components/schemas/")
    if schema.pop("x-also", None) == "string":
        kinds = items(schema["type"]) or [schema["type"]]
        schema["type"] = [*kinds, "string"]
    return schema
