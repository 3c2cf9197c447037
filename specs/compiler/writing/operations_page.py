"""Writes the page that lists every operation and every message of all venues: what it does, and what an answer to it proves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from itertools import groupby
from pathlib import Path
from typing import Final

import attrs

from compiler import templating
from compiler.documents import Document, Node, items, node, operations, resolve, text
from compiler.naming import snake
from compiler.repeating import repeatable
from compiler.writing.effect_tables import server_of

PAGE: Final = "OPERATIONS.md"
STATES: Final = ("typed", "partial", "raw")
MARKS: Final = ("deprecated", "prose only")
RECEIVED: Final = "What the venue sends"
ORDERS: Final = "Commands on orders"
OTHERS: Final = "Other commands"
READS: Final = "Reads"

_GROUPS: Final = {"place": ORDERS, "edit": ORDERS, "cancel": ORDERS, "heartbeat": ORDERS, "read": READS}
_VERDICTS: Final = ("acted", "not_acted", "may_have_acted")
_UNIONS: Final = ("anyOf", "oneOf", "allOf")
_SHAPES: Final = ("properties", "items", "prefixItems", "enum", "const", *_UNIONS)


@attrs.frozen(kw_only=True)
class Row:
    """One operation, or one message of a socket."""

    name: str
    group: str
    docs: str
    request: str
    """What goes on the wire for an operation; empty for a message."""
    state: str
    marks: tuple[str, ...]
    effect: str
    repeatable: str
    """Whether it may be sent again blindly."""
    buckets: tuple[str, ...]
    proof: str
    summary: str
    python: str

    @property
    def link(self) -> str:
        return f"[{self.name}]({self.docs})" if self.docs else self.name


@attrs.frozen(kw_only=True)
class Bucket:
    """One limit that the venue counts requests against."""

    name: str
    figure: str
    per: str
    note: str


@attrs.frozen(kw_only=True)
class Surface:
    """What one spec file describes."""

    title: str
    about: str
    venue: str
    anchor: str
    label: str
    address: str
    module: str
    is_rest: bool
    rows: tuple[Row, ...]
    buckets: tuple[Bucket, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """The rows by what they are for; within that, in the order of the spec."""
        order = (ORDERS, OTHERS, READS, RECEIVED)
        ranked = sorted(self.rows, key=lambda row: order.index(row.group))
        return tuple((group, tuple(rows)) for group, rows in groupby(ranked, key=lambda row: row.group))

    def count(self, word: str) -> int:
        """Count the rows of a state or with a mark."""
        return sum(word == row.state or word in row.marks for row in self.rows)


def write_page(documents: Iterable[Document], *, templates: Path, into: Path) -> None:
    """Write `OPERATIONS.md` in the folder `into`."""
    into.joinpath(PAGE).write_text(page(documents, templates=templates), encoding="utf-8")


def stale(documents: Iterable[Document], *, templates: Path, folder: Path) -> list[str]:
    """Tell, as a diff, how the page in a folder differs from what the specs give."""
    path = folder / PAGE
    found = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    wanted = page(documents, templates=templates).splitlines()
    return list(unified_diff(found, wanted, path.as_posix(), "from the specs", lineterm=""))


def page(documents: Iterable[Document], *, templates: Path) -> str:
    """Give the page as Markdown."""
    environment = templating.environment(templates)
    environment.filters["cell"] = _cell
    surfaces = tuple(_surface(document) for document in sorted(documents, key=lambda document: (document.venue, not document.is_rest)))
    venues = tuple((venue, tuple(found)) for venue, found in groupby(surfaces, key=lambda surface: surface.venue))
    words = {"states": STATES, "marks": MARKS, "received": RECEIVED}
    return environment.get_template(f"{PAGE}.jinja").render(surfaces=surfaces, venues=venues, **words)


def _surface(document: Document) -> Surface:
    content = document.content
    about = node(content.get("info")) if document.is_rest else content
    servers = items(content.get("servers"))
    server = (node(servers[0]) if servers else {}) if document.is_rest else node(content.get("x-socket"))
    return Surface(
        title=text(about.get("title")),
        about=text(about.get("description")),
        venue=document.venue,
        anchor=f"{document.venue}-{document.name}",
        label=document.label,
        address=text(server.get("url")),
        module=f"crossbook_bindings.{document.venue}.{snake(document.name)}",
        is_rest=document.is_rest,
        rows=tuple(_operations(document) if document.is_rest else _messages(document)),
        buckets=tuple(_buckets(document)),
    )


def _operations(document: Document) -> Iterator[Row]:
    for method, path, operation in operations(document.content):
        effect, name = node(operation.get("x-effect")), text(operation.get("operationId"))
        marks = {
            "deprecated": bool(operation.get("deprecated")) or operation.get("x-status") == "deprecated",
            "prose only": operation.get("x-status") == "prose-only",
        }
        yield Row(
            name=name,
            group=_GROUPS.get(text(effect.get("kind")), OTHERS),
            docs=text(node(operation.get("externalDocs")).get("url")),
            request=f"{method.upper()} {server_of(document, path)}{path}",
            state=_state(document.content, operation),
            marks=tuple(word for word, holds in marks.items() if holds),
            effect=_effect(effect),
            repeatable=repeatable(effect) if effect else "",
            buckets=tuple(text(bucket) for bucket in items(effect.get("buckets"))),
            proof=_proof((status, text(verdict)) for status, verdict in node(effect.get("statuses")).items()),
            summary=text(operation.get("summary")),
            python=snake(name),
        )


def _messages(document: Document) -> Iterator[Row]:
    for name, value in node(document.content.get("x-messages")).items():
        message = node(value)
        effect, sent = node(message.get("x-effect")), message.get("direction") == "send"
        yield Row(
            name=name,
            group=_GROUPS.get(text(effect.get("kind")), OTHERS) if sent else RECEIVED,
            docs=text(message.get("docs")),
            request="",
            state=text(message.get("status")) or STATES[0],
            marks=(),
            effect=_effect(effect),
            repeatable=repeatable(effect) if effect else "",
            buckets=tuple(text(bucket) for bucket in items(effect.get("buckets"))),
            proof=_reply_proof(node(effect.get("replies"))) if message.get("reply") else "no reply",
            summary=text(message.get("summary")),
            python=f"commands.{snake(name)}" if sent else f"models.{text(message.get('payload'))}",
        )


def _buckets(document: Document) -> Iterator[Bucket]:
    for name, value in node(document.content.get("x-buckets")).items():
        bucket = node(value)
        known = bucket.get("limit") is not None
        yield Bucket(
            name=name,
            figure=f"{text(bucket.get('limit'))} in {text(bucket.get('seconds'))} s" if known else "unknown",
            per=text(bucket.get("per")),
            note=text(bucket.get("note")),
        )


def _state(content: Node, operation: Node) -> str:
    """Say how much of a reply is typed: nothing of one that no document describes, whatever `x-status` adds to that."""
    replies = [reply for status, reply in node(operation.get("responses")).items() if status.startswith("2")]
    payload = text(operation.get("x-payload"))
    if not replies or any(_is_free(content, resolve(content, reply), payload) for reply in replies):
        return "raw"
    return "partial" if operation.get("x-status") == "partial" else "typed"


def _is_free(content: Node, reply: Node, payload: str) -> bool:
    schema = resolve(content, node(node(reply.get("content")).get("application/json")).get("schema"))
    for name in payload.split(".") if payload else ():
        schema = resolve(content, node(schema.get("properties")).get(name))
    maps_to = node(schema.get("additionalProperties"))
    return text(schema.get("type")) in ("", "object") and not maps_to and not any(word in schema for word in _SHAPES)


def _effect(effect: Node) -> str:
    words = (text(effect.get(word)) for word in ("kind", "scope", "settles"))
    return ", ".join(word for word in words if word)


def _proof(verdicts: Iterable[tuple[str, str]], *, listed: str = " ") -> str:
    """Gather answers by what they prove; `default` stands for every other one."""
    by_verdict: dict[str, list[str]] = {verdict: [] for verdict in _VERDICTS}
    others = ""
    for answer, verdict in verdicts:
        if answer == "default":
            others = verdict
        else:
            by_verdict.setdefault(verdict, []).append(answer)
    parts: list[str] = []
    for verdict, answers in by_verdict.items():
        if verdict != others and answers:
            parts.append(f"{listed.join(answers)} {verdict.replace('_', ' ')}")
    if others:
        same = by_verdict[others]
        parts.append(f"{listed.join(same)}{', ' if same else ''}else {others.replace('_', ' ')}")
    return " · ".join(parts)


def _reply_proof(replies: Node) -> str:
    data = [("data", text(replies["data"]))] if replies.get("data") else []
    errors = [(f"`{words}`", text(verdict)) for words, verdict in node(replies.get("errors")).items()]
    return _proof([*data, *errors, ("default", text(replies.get("default")))], listed=", ")


def _cell(words: object) -> str:
    """Write a text so that a table's cell can hold it."""
    return " ".join(text(words).split()).replace("|", "\\|")
