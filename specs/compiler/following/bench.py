"""The spec files of a venue while they are written to: where a difference belongs, and what is said at its line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import attrs

from compiler.comparing.catalogue import Exchange
from compiler.comparing.fidelity import Finding
from compiler.comparing.shapes import flatten
from compiler.completing import beside
from compiler.documents import Node, items, node, operations, text
from compiler.following.copying import Original, named_in
from compiler.following.drafting import Draft, follow_home, known_schemas
from compiler.following.editing import DECIDE, Yaml, at
from compiler.following.limits import undocumented
from compiler.following.locating import exchange_at, member_at, parameter_at, part_at, part_of, reach
from compiler.following.placing import same_page
from compiler.following.sharing import definition_of, sharers
from compiler.following.told import Told
from compiler.pointers import at as to

_WIDTH: Final = 116


@attrs.define(kw_only=True)
class Bench:
    """The files of one venue."""

    files: Mapping[str, Yaml]
    contents: Mapping[str, Node]
    """The same, complete."""
    written: Mapping[str, Node]
    """The same, as they were written."""
    theirs: Told
    state: str
    """What the state is called in comments."""
    buckets: list[tuple[str, str]] = attrs.Factory(list[tuple[str, str]])
    """The buckets that are new, by file and name."""
    pending: dict[tuple[str, str], list[str]] = attrs.Factory(dict[tuple[str, str], list[str]])
    """The schemas that are new, by file and pointer, each with its comments."""
    base: str = ""
    """What the address of a document begins with."""

    def place(self, exchange: str, where: str) -> tuple[str, str, str]:
        """Return the file, the part and the path in it of a place such as `POST /orders 200 data.id`."""
        file = next((name for name, content in self.contents.items() if exchange_at(content, exchange)), "")
        return file, *part_of(where, exchange)

    def pointer(self, exchange: str, where: str) -> tuple[str, str]:
        """Return the file and the pointer of a place: a field, a status, a parameter, or else the operation or message around it."""
        file, part, path = self.place(exchange, where)
        if not file:
            return "", ""
        content, home = self.contents[file], exchange_at(self.contents[file], exchange)
        if path and not path.startswith("header "):
            schema = part_at(content, exchange, part)
            return (file, member_at(content, schema, path) or schema or home)
        if part[:3].isdecimal():
            # The operation has it; what its body refers to may be that of every failure.
            return file, to(home, "responses", part[:3])
        if " " in part and (parameter := parameter_at(content, exchange, part)):
            return file, parameter
        return file, part_at(content, exchange, part) or home

    def home(self, file: str, pointer: str) -> tuple[str, str]:
        """Return where something is written: in the file of another socket, if the definition around it stands there."""
        home, name, *rest = at(pointer) or ("", "")
        there, definition = beside(node(self.written[file].get("$defs")).get(name)) if home == "$defs" else ("", "")
        return (there, to("", home, definition, *rest)) if there in self.files else (file, pointer)

    def ask(self, file: str, pointer: str, source: str, question: str) -> None:
        """Put a question above what stands at a pointer."""
        file, pointer = self.home(file, pointer)
        self.note(file, pointer, [source, *question_lines(question)])

    def note(self, file: str, pointer: str, notes: Sequence[str]) -> None:
        """Put comments above what stands at a pointer; above the whole of a schema that is new."""
        held = self.pending.get((file, definition_of(pointer)))
        if held is None:
            self.files[file].note(at(pointer), notes)
        else:
            held += notes

    def put(self, file: str, pointer: str, value: object, notes: Sequence[str] = ()) -> None:
        """Write something else than what stands at a pointer, with comments above it."""
        *where, name = at(pointer)
        node(reach(self.contents[file], to("", *where)))[name] = value
        if (file, definition_of(pointer)) not in self.pending:
            self.files[file].replace(at(pointer), value)
            self.note(file, pointer, notes)

    def append(self, file: str, pointer: str, value: object, notes: Sequence[str]) -> None:
        """Write one more item into the list at a pointer, with comments above it."""
        if (file, definition_of(pointer)) in self.pending:
            items(reach(self.contents[file], pointer)).append(value)
        else:
            self.files[file].append(at(pointer), value, notes)

    def others(self, file: str, pointer: str, besides: Sequence[str]) -> list[str]:
        """Name the operations and messages, besides some, that read what stands at a pointer."""
        known = {name.partition(" [")[0] for name in besides}
        return [name for name in sharers(self.contents[file], pointer) if name not in known]

    def socket_of(self, finding: Finding) -> str:
        """Find the socket that a page is about: the one whose messages name it."""
        return next((name for name, content in self.contents.items() if any(self.messages_of(content, finding))), "")

    def messages_of(self, content: Node, finding: Finding) -> Iterator[str]:
        """Name the messages of a socket that a page is about."""
        page = finding.exchange.removeprefix("page ")
        for name, message in node(content.get("x-messages")).items():
            if same_page(text(node(message).get("docs")), page):
                yield name

    def draft(self, file: str, finding: Finding) -> Draft:
        """Begin to draft what a finding tells of."""
        content = self.contents[file]
        source = finding.file.rpartition(":")[0] or finding.file
        return Draft(content=content, home=follow_home(content), known=known_schemas(content), source=source, docs=self.docs(source))

    def original(self, finding: Finding, told: Exchange) -> Original | None:
        """Find the message that the samples of a new operation leave out: one of the sockets that its page is about."""
        words = " ".join(shape.left_out for held in told.parts.values() if held.shape is not None for _, shape in flatten(held.shape))
        page = attrs.evolve(finding, exchange=f"page {finding.file.rpartition(':')[0] or finding.file}")
        return named_in(
            words,
            [
                Original(file, text(message["payload"]), content)
                for file, content in self.contents.items()
                for name in self.messages_of(content, page)
                if (message := node(node(content["x-messages"])[name])).get("payload")
            ],
        )

    def docs(self, file: str) -> str:
        """Return the address of a document: its own, or beside those of the other pages that the specs name, or in its repository."""
        if "://" in file:
            return file
        for content in self.contents.values():
            for page in _pages_of(content):
                begin, mark, _ = page.partition("/pages/")
                if mark and file.startswith("pages/"):
                    return f"{begin}/{file.rpartition('.')[0]}"
        return f"{self.base}{file}"

    def name_schemas(self, file: str, draft: Draft, finding: Finding) -> None:
        """Take the named schemas of a draft, each with its questions. They are written last: they may come to have more fields."""
        where = ["components", "schemas"] if "openapi" in self.contents[file] else ["$defs"]
        for name, schema in draft.made.items():
            questions = [line for question in draft.questions.get(name, []) for line in question_lines(question)]
            self.pending[file, to("", *where, name)] = [self.source(finding), *questions]
            node(reach(self.contents[file], to("", *where)))[name] = schema

    def add_buckets(self, file: str, buckets: Node) -> None:
        """Write buckets that a new operation or message brings with it."""
        held = node(self.contents[file].setdefault("x-buckets", {}))
        for name, bucket in buckets.items():
            if name not in held:
                held[name] = bucket
                self.buckets.append((file, name))

    def first_sent(self, file: str, told: Exchange) -> None:
        """Say of a socket to which something is sent for the first time how that is framed, and that it may be limited."""
        if not node(self.contents[file].get("x-buckets")):
            self.add_buckets(file, {file.partition(".")[0]: undocumented("connection")})
        socket = node(self.contents[file].get("x-socket"))
        if told.tells and socket.get("framing") != "object" and "send_framing" not in socket:
            for word, value in {"send_framing": "object", "send_tell": {"field": told.tells[0]}}.items():
                socket[word] = value
                self.files[file].add(["x-socket"], word, value)

    def save(self) -> Iterator[Path]:
        """Write the files that were changed."""
        for (file, pointer), notes in self.pending.items():
            *where, name = at(pointer)
            self.files[file].add(where, name, reach(self.contents[file], pointer), notes, apart=True)
        added: dict[str, Node] = {}
        for file, name in self.buckets:
            added.setdefault(file, {})[name] = node(self.contents[file]["x-buckets"])[name]
        for file, buckets in added.items():
            if self.files[file].has(["x-buckets"]):
                for name, bucket in buckets.items():
                    self.files[file].add(["x-buckets"], name, bucket)
            else:
                self.files[file].add([], "x-buckets", buckets, apart=True)
        yield from (edit.path for edit in self.files.values() if edit.save())

    def source(self, finding: Finding) -> str:
        """Say where something was read."""
        return f"source: {finding.file} ({self.state})"


def question_lines(question: str) -> list[str]:
    """Write a question as lines of a comment; the first has its mark."""
    first, *rest = textwrap.wrap(f"{DECIDE} {question}", _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [first, *(f"  {line}" for line in rest)]


def _pages_of(content: Node) -> Iterator[str]:
    for _, _, operation in operations(content):
        yield text(node(operation.get("externalDocs")).get("url"))
    for message in node(content.get("x-messages")).values():
        yield text(node(message).get("docs"))
