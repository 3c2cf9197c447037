"""Writes out what a spec file says once of every operation, and takes in what it refers to in the file of another socket.

Of these the sandbox needs the replies and the rate limits. The keywords are explained in the spec files themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Final

from crossbook.sandbox.wire import Json, JsonObject, member, text

_METHODS: Final = ("get", "put", "post", "delete", "patch")
_BESIDE: Final = re.compile(r"([\w-]+\.schema\.yaml)#/\$defs/(\w+)")


def completed(root: JsonObject, beside: Callable[[str], JsonObject]) -> JsonObject:
    """Complete a spec file. `beside` reads another file of the same folder."""
    definitions = root.get("$defs")
    if isinstance(definitions, dict):
        root = {**root, "$defs": {name: _taken_in(schema, beside) for name, schema in definitions.items()}}
    defaults = root.pop("x-defaults", None)
    if defaults is None:
        return root
    messages, paths, components = root.get("x-messages"), root.get("paths"), root.get("components")
    if isinstance(messages, dict):
        for message in messages.values():
            _buckets(member(message, "x-effect"), member(defaults, "reads"))
    for path, methods in paths.items() if isinstance(paths, dict) else ():
        for method, operation in methods.items() if isinstance(methods, dict) else ():
            if method in _METHODS and isinstance(operation, dict):
                _operation(operation, defaults, path, method, public=operation.get("security", root.get("security")) == [])
    shared = member(components, "responses")
    for response in shared.values() if isinstance(shared, dict) else ():
        _body(response, "4XX", defaults)
    return root


def _operation(operation: JsonObject, defaults: Json, path: str, method: str, *, public: bool) -> None:
    effect = operation.setdefault("x-effect", {"kind": "read"} if method == "get" else {})
    if isinstance(effect, dict) and method == "get":
        effect.setdefault("kind", "read")
    reads = member(defaults, "reads")
    begins = [begin for begin in reads if f"{path}/".startswith(begin.rstrip("/") + "/")] if isinstance(reads, dict) else []
    _buckets(effect, member(reads, max(begins, key=len)) if begins else [])
    responses, usual = operation.get("responses"), member(defaults, "responses")
    if not isinstance(responses, dict) or not isinstance(usual, dict):
        return
    for status, response in usual.items():
        if not (public and status == "401"):
            responses.setdefault(status, deepcopy(response))
    for status, response in list(responses.items()):
        if response is None:
            del responses[status]
        _body(response, status, defaults)


def _buckets(effect: Json, usual: Json) -> None:
    """What reads uses the buckets of reads, unless it names its own."""
    if isinstance(effect, dict) and text(effect, "kind") == "read":
        effect.setdefault("buckets", deepcopy(usual))


def _body(response: Json, status: str, defaults: Json) -> None:
    """A failure has the body of failures, unless it shows its own; an empty one is none."""
    error = member(defaults, "error")
    if error is None or not isinstance(response, dict) or "$ref" in response or status[:1] not in ("4", "5"):
        return
    if response.setdefault("content", {"application/json": {"schema": deepcopy(error)}}) == {}:
        del response["content"]


def _taken_in(schema: Json, beside: Callable[[str], JsonObject]) -> Json:
    found = _BESIDE.fullmatch(text(schema, "$ref") or "") if isinstance(schema, dict) and len(schema) == 1 else None
    return schema if found is None else deepcopy(member(beside(found[1]).get("$defs"), found[2]))
