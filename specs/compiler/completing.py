"""Completes a spec: what its `x-defaults` say of every operation is written out at each, and what stands in a spec beside it is taken in.

    x-defaults:
      reads: {/: [ip], /api/me: [ip, wallet]}   # buckets of a GET, by the longest of these that its path begins with
      headers: {Name: {$ref: ...}}              # of every success; another has `headers` of its own, be it {}
      responses: {'401': {$ref: ...}}           # of every operation, 401 where credentials are needed; another has its own, or null
      error: {$ref: ...}                        # the body of every failure; another has a `content` of its own, be it {}

In the spec of a socket, `reads` are the buckets of every message that reads: `x-effect: {kind: read}` is all that such a one needs.
Where there are `x-defaults`, what the rules leave no choice about is not said either: a GET reads; a reply to a read proves that the
venue has not acted; for a command, 401 and 429 prove the same, and a 5xx and a status that no document lists prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Final

from compiler.narrowing import Node, items, node, text

DEFAULTS: Final = "x-defaults"
METHODS: Final = ("get", "put", "post", "delete", "patch")
JSON: Final = "application/json"
"""The only media type of bodies."""
BESIDE: Final = re.compile(r"([a-z][a-z0-9-]*\.schema\.yaml)#/\$defs/(\w+)")
_READ: Final[Node] = {"data": "not_acted", "errors": {}, "default": "not_acted"}
"""What the replies to a message that reads prove."""


def completed(written: Node, beside: Callable[[str], Node]) -> Node:
    """Complete a spec. `beside` reads another one of the same folder by its name; an absent one is empty."""
    content = written
    if "$defs" in content:
        content = {**content, "$defs": {name: _taken_in(schema, beside) for name, schema in node(content["$defs"]).items()}}
    if DEFAULTS not in content:
        return content
    defaults = node(content[DEFAULTS])
    content = {word: value for word, value in content.items() if word != DEFAULTS}
    if "x-messages" in content:
        content["x-messages"] = {name: _message(message, defaults) for name, message in node(content["x-messages"]).items()}
    if "paths" in content:
        content["paths"] = {
            path: {
                word: operation_of(content, defaults, text(path), word, node(value)) if word in METHODS else value
                for word, value in node(methods).items()
            }
            for path, methods in node(content["paths"]).items()
        }
    components = node(content.get("components"))
    if "responses" in components:
        shared = {name: _reply("4XX", response, defaults) for name, response in node(components["responses"]).items()}
        content["components"] = {**components, "responses": shared}
    return content


def beside(schema: object) -> tuple[str, str]:
    """Return the file and the definition that a definition is taken from; both are empty where it stands in its own file."""
    reference = node(schema)
    found = BESIDE.fullmatch(text(reference.get("$ref"))) if reference.keys() == {"$ref"} else None
    return (found[1], found[2]) if found else ("", "")


def buckets_of(defaults: Node, path: str) -> list[object]:
    """Return the buckets of a read: those of the longest beginning of its path."""
    reads = node(defaults.get("reads"))
    fitting = [begin for begin in map(text, reads) if path == begin or path.startswith(begin.rstrip("/") + "/")]
    return list(items(reads.get(max(fitting, key=len)))) if fitting else []


def proof(status: str, kind: object) -> str | None:
    """Return what a status proves where the rules leave no choice; None where a person has to say it."""
    if kind == "read" or status in ("401", "429"):
        return "not_acted"
    return "may_have_acted" if status == "default" or status.startswith("5") else None


def _taken_in(schema: object, read: Callable[[str], Node]) -> object:
    file, name = beside(schema)
    found = node(read(file).get("$defs")).get(name) if file else None
    return schema if found is None else deepcopy(found)


def operation_of(content: Node, defaults: Node, path: str, method: str, operation: Node) -> Node:
    """Complete one operation of a spec."""
    public = operation.get("security", content.get("security")) == []
    responses = node(operation.get("responses"))
    usual = {status: value for status, value in node(defaults.get("responses")).items() if not (public and status == "401")}
    told = deepcopy({**usual, **responses})
    responses = {text(status): reply for status, reply in sorted(told.items(), key=_status) if reply is not None}
    return {
        **operation,
        "responses": {status: _reply(status, reply, defaults) for status, reply in responses.items()},
        "x-effect": _effect(node(operation.get("x-effect")), responses, defaults, path, method),
    }


def _status(named: tuple[object, object]) -> str:
    return text(named[0])


def _effect(said: Node, responses: Node, defaults: Node, path: str, method: str) -> Node:
    effect: Node = {"kind": said.get("kind", "read" if method == "get" else None), **said}
    if effect["kind"] is None:
        return said
    if effect["kind"] == "read":
        effect = {"kind": "read", "buckets": buckets_of(defaults, path), **said}
    named = {text(status): told for status, told in node(effect.get("statuses")).items()}
    due = {status: named.get(status, proof(status, effect["kind"])) for status in (*responses, "default")}
    statuses = {status: proven for status, proven in due.items() if proven is not None}
    return {**effect, "statuses": {**statuses, **named}}


def _reply(status: str, value: object, defaults: Node) -> object:
    """Complete one reply. An empty mapping says that there is nothing; it is not said again in what comes out."""
    reply = node(value)
    if not reply or "$ref" in reply:
        return value
    if status.startswith("2"):
        reply = {**deepcopy({"headers": node(defaults.get("headers"))}), **reply}
    elif status[:1] in ("4", "5") and "error" in defaults:
        reply = {**reply, "content": reply.get("content", {JSON: {"schema": deepcopy(defaults["error"])}})}
    return {word: said for word, said in reply.items() if not (word in ("headers", "content") and said == {})}


def _message(value: object, defaults: Node) -> object:
    message = node(value)
    effect = node(message.get("x-effect"))
    if effect.get("kind") != "read":
        return value
    usual: Node = {"kind": "read", "buckets": list(items(defaults.get("reads")))}
    if message.get("reply") is not None:
        usual["replies"] = deepcopy(_READ)
    return {**message, "x-effect": {**usual, **effect}}
