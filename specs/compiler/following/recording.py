"""Writes a recording for each operation and message that is new: the sample of its page, or else what its schema admits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import attrs

from compiler.documents import JSON, Node, items, node, resolve, text
from compiler.following.composing import value_of
from compiler.following.facts import Page, Shown
from compiler.following.locating import exchange_at, reach
from compiler.following.reviewing import Read
from compiler.following.samples import as_plain

_LONGEST: Final = 80


@attrs.frozen(kw_only=True)
class Made:
    """An operation or a message that was written."""

    exchange: str
    name: str
    """As its spec calls it."""
    file: str
    """The spec."""
    source: str
    """The document that describes it."""
    docs: str
    """Where that can be read."""


def recordings(project: Path, venue: str, found: Read, new: Sequence[Made], contents: Mapping[str, Node]) -> list[Path]:
    """Write the recordings that are not there yet; return their paths."""
    folder = project / "tests" / "recordings" / venue
    written: list[Path] = []
    for made in new if folder.is_dir() else ():
        name = re.sub(r"[^\w.-]", "_", made.name)[:_LONGEST]
        path = folder / f"{name}.sample.json"
        if not path.exists():
            content = contents[made.file]
            told = node(reach(content, exchange_at(content, made.exchange)))
            is_message = made.exchange.startswith(("send ", "receive "))
            held = _message(made, found, content, told) if is_message else _operation(made, found, content, told)
            path.write_text(json.dumps(held, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
            written.append(path)
    return written


def _operation(made: Made, found: Read, content: Node, operation: Node) -> Node:
    method, _, path = made.exchange.partition(" ")
    replies = node(operation.get("responses"))
    status = next((status for status in replies if status[0] == "2"), "200")
    schema = _schema(content, replies.get(status))
    shown = [
        sample
        for page, sample in _samples(found)
        if made.exchange in (page.operation, sample.operation, page.endpoint(sample))
        and sample.way == "reply"
        and not sample.sample.left_out
    ]
    sent, queries = _schema(content, operation.get("requestBody")), _parameters(content, operation, "query")
    for name, value in _parameters(content, operation, "path").items():
        path = path.replace(f"{{{name}}}", text(value))
    request: Node = {"method": method, "target": f"{path}?{urlencode(queries)}" if queries else path}
    return {
        "source": made.docs if shown else f"composed from {made.source}",
        "kind": "rest",
        "operation": made.name,
        "request": {**request, **({} if sent is None else {"body": value_of(content, sent)})},
        "status": int(status),
        **({"reply": as_plain(shown[0].sample.value)} if shown else {} if schema is None else {"reply": value_of(content, schema)}),
    }


def _message(made: Made, found: Read, content: Node, message: Node) -> Node:
    frame = value_of(content, {"$ref": f"#/$defs/{text(message.get('frame'))}"})
    shown = [sample for page, sample in _samples(found) if page.path == made.source and _names(sample, made.name)]
    held = as_plain(shown[0].sample.value) if shown else frame
    is_sent = made.exchange.startswith("send ")
    return {
        "source": made.docs if shown else f"composed from {made.source}",
        "kind": "command" if is_sent else "frame",
        "operation": made.name,
        "socket": made.file.partition(".")[0],
        **({"request": {"frame": held}} if is_sent else {"reply": held}),
    }


def _names(shown: Shown, name: str) -> bool:
    """Whether a sample is a frame of a message: the name stands at its beginning, or in a field."""
    value = shown.sample.value
    return name in (value[:1] if isinstance(value, tuple) else value.values() if isinstance(value, Mapping) else ())


def _samples(found: Read) -> Iterator[tuple[Page, Shown]]:
    return ((page, sample) for page in found.pages for sample in page.samples)


def _schema(content: Node, holder: object) -> object:
    return node(node(node(resolve(content, node(holder))).get("content")).get(JSON)).get("schema")


def _parameters(content: Node, operation: Node, place: str) -> Mapping[str, object]:
    """Compose the parameters that a request must have."""
    found = [node(resolve(content, parameter)) for parameter in items(operation.get("parameters"))]
    return {
        text(parameter.get("name")): value_of(content, parameter.get("schema"), words=text(parameter.get("description")))
        for parameter in found
        if parameter.get("in") == place and parameter.get("required")
    }
