"""The OpenAPI document of the controls, written from their signatures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from crossbook.sandbox.remote.calls import Offered, offered
from crossbook.sandbox.remote.forms import schema_of
from crossbook.sandbox.wire import Json, JsonObject

_ERROR: Final[JsonObject] = {
    "description": "What was expected and what was found.",
    "content": {"application/json": {"schema": {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}}},
}


def describe(targets: Mapping[str, type]) -> Json:
    """Write the document: one path for each control."""
    paths: JsonObject = {}
    for prefix, target in targets.items():
        for name, entry in offered(target).items():
            paths[f"/_sandbox/{prefix}/{name}"] = _path(prefix, entry)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "crossbook sandbox controls",
            "version": "1",
            "description": "What a test does with the sandbox. Properties are read with GET, methods called with POST and their arguments.",
        },
        "paths": paths,
    }


def _path(prefix: str, entry: Offered) -> JsonObject:
    trader: Json = {"name": "trader", "in": "path", "required": True, "schema": {"type": "string"}}
    shared: JsonObject = {"parameters": [trader]} if "{trader}" in prefix else {}
    if not entry.is_property:
        return {**shared, "post": _operation(prefix, entry, "", with_body=True)}
    read: JsonObject = {**shared, "get": _operation(prefix, entry, "get_", with_body=False)}
    return {**read, "put": _operation(prefix, entry, "set_", with_body=True)} if entry.settable else read


def _operation(prefix: str, entry: Offered, verb: str, *, with_body: bool) -> JsonObject:
    place = prefix.replace("/traders/{trader}", "_trader")
    result: JsonObject = {"type": "object", "required": ["result"], "properties": {"result": _schema(entry.returns)}}
    written: JsonObject = {
        "operationId": f"{place}_{verb}{entry.name}",
        "summary": entry.about,
        "responses": {
            "200": {"description": "Done.", "content": {"application/json": {"schema": result}}},
            "400": _ERROR,
            "404": _ERROR,
        },
    }
    if not with_body:
        return written
    members: JsonObject = {
        parameter.name: {"type": "array", "items": _schema(parameter.annotation)} if parameter.many else _schema(parameter.annotation)
        for parameter in entry.parameters
    }
    required: list[Json] = [parameter.name for parameter in entry.parameters if parameter.required]
    body: JsonObject = {"type": "object", "additionalProperties": False, "properties": members, "required": required}
    return {**written, "requestBody": {"required": bool(required), "content": {"application/json": {"schema": body}}}}


def _schema(annotation: object) -> JsonObject:
    """Write a schema; a handle, like a trader, goes by its name."""
    try:
        return schema_of(annotation)
    except TypeError:
        return {"type": "string"}
