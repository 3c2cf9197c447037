"""A document as a flat catalogue: its operations or messages, their parts (parameters, bodies, replies, frames), and notes on them.

OpenAPI 3.0 and 3.1 documents, whoever wrote them, our socket schemas and the venues' pages become the same thing, so one comparison
serves all. This module says what that is; `openapi`, `sockets` and the room `following` read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import attrs

from compiler.comparing.shapes import Shape, extensions_of
from compiler.documents import Node, items, node, text

Direction: TypeAlias = Literal["request", "reply"]
Notes: TypeAlias = Mapping[str, tuple[str, ...]]


EXTENSION: Final = "extension"


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
    """By name: `query gameID`, `body`, `200`, `frame`; a body that is no JSON with its media type: `body text/csv`, `200 text/csv`."""
    notes: Notes
    """What else is said about it, by name; a list has several values."""
    direction: Direction
    """Who begins: `request` for what callers send, `reply` for what the venue sends by itself."""
    page: str = ""
    """The address of the page that describes it."""
    tells: tuple[str, ...] = ()
    """Of a message of a socket, the fields in which objects name their message there, in either direction."""


@attrs.frozen(kw_only=True)
class Catalogue:
    """All of a document."""

    exchanges: Mapping[str, Exchange]
    """By name: `POST /session/cancel`, `webhook limitChanged`, `send cancelById`."""
    notes: Notes
    label: str = ""
    """What the document is called where several are read together."""


def reading_notes(holder: Node) -> Notes:
    """Note how a reply is read."""
    return {
        "payload": listed(holder.get("x-payload")),
        "page": tuple(f"{key}={text(value)}" for key, value in node(holder.get("x-page")).items()),
        "positional": tuple(f"{key}={text(value)}" for key, value in node(holder.get("x-positional")).items()),
        "status": listed(holder.get("x-status") or holder.get("status")),
    }


def effect_notes(holder: Node) -> Notes:
    """Note what an operation or a message does, and what each answer proves."""
    effect = node(holder.get("x-effect"))
    replies = {key: value for key, value in node(effect.get("replies")).items() if key != "errors"}
    outcomes = {**node(effect.get("statuses")), **replies}
    return {
        "effect kind": listed(effect.get("kind")),
        "effect scope": listed(effect.get("scope")),
        "effect settles": listed(effect.get("settles")),
        "effect buckets": tuple(text(bucket) for bucket in items(effect.get("buckets"))),
        **{f"effect of {status}": listed(outcome) for status, outcome in outcomes.items()},
        **{f"effect of error {error!r}": listed(outcome) for error, outcome in node(node(effect.get("replies")).get("errors")).items()},
    }


def bucket_notes(content: Node) -> Notes:
    """Note the rate limits."""
    return {
        f"bucket {name}": tuple(f"{key}={text(value)}" for key, value in node(bucket).items() if key != "note" and value is not None)
        for name, bucket in node(content.get("x-buckets")).items()
    }


def extension_notes(holder: Node) -> Notes:
    """Note what the document's own keywords say."""
    return {f"{EXTENSION} {word}": (value,) for word, value in extensions_of(holder).items()}


def words_of(holder: Node) -> tuple[str, ...]:
    """Return what is said in prose, each text on one line, and the page that says more."""
    told = (" ".join(text(holder.get(key)).split()) for key in ("title", "summary", "description"))
    return tuple(word for word in (*told, page_of(holder)) if word)


def page_of(holder: Node) -> str:
    """Return the address of the page about an operation or a message."""
    return text(node(holder.get("externalDocs")).get("url")) or text(holder.get("docs"))


def listed(value: object) -> tuple[str, ...]:
    """Turn one value into a note; nothing is no note."""
    return (text(value),) if value not in (None, "") else ()
