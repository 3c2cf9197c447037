"""Reads a page into facts. Each kind of block is read in a place of its own; here is the walk over the blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from compiler.following import tables, typescript
from compiler.following.asides import asides_of
from compiler.following.calls import calls_of, queries_of
from compiler.following.facts import Aside, Fault, Group, Listing, Named, Page, Shown, Way
from compiler.following.fields import FieldReader, snippet_of
from compiler.following.markdown import (
    Block,
    Component,
    Fence,
    Heading,
    Prose,
    Table,
    Text,
    blocks_of,
    codes,
    marked,
    moved,
    plain,
    written,
)
from compiler.following.prose import lists_in, value_of
from compiler.following.samples import UnreadableSampleError, is_sample, sample_of

_OPERATION: Final = re.compile(r"(GET|PUT|POST|DELETE|PATCH)\s+(?:https?://[^/\s]+)?(/[^\s?]*)")
_DASH: Final = re.compile(r"\s*(?:[—\u2013:]|-\s)")
_JSON: Final = ("json", "json5", "jsonc")
_SHELL: Final = ("bash", "sh", "shell", "curl", "console")
_REQUEST: Final = re.compile(r"\b(request|body|parameters?|params|command|payload to send)\b", re.IGNORECASE)
_SENT: Final = re.compile(r"\bsend\b[^.]{0,80}\b(?:commands?|messages?|frames?)\b", re.IGNORECASE)
_REPLY: Final = re.compile(r"\b(response|reply|replies|errors?|success|result|returns?)\b", re.IGNORECASE)


def page_of(path: str, source: str, *, snippet: Callable[[str], str] = lambda _: "") -> Page:
    """Read a page. `snippet` gives the source of a file that pages take in, by its name."""
    front, blocks = blocks_of(source)
    walk = _Walk(snippet)
    walk.over(blocks)
    walk.listings += _listings_by_heading(walk.headings)
    operation = str(front.get("openapi") or front.get("api") or "").strip()
    found = _OPERATION.search(operation)
    return Page(
        path=path,
        title=str(front.get("title") or walk.title),
        operation=f"{found.group(1)} {found.group(2)}" if found else "",
        mentioned=tuple(dict.fromkeys(walk.mentioned)),
        called=tuple(walk.called),
        groups=tuple(walk.groups),
        samples=tuple(walk.samples),
        listings=tuple(walk.listings),
        statuses=tuple(walk.statuses),
        errors=tuple(walk.errors),
        messages=tuple(_messages(walk.headings)),
        asides=tuple(walk.asides),
        faults=tuple(walk.faults),
        prose={section: "\n".join(words) for section, words in walk.prose.items()},
        said=walk.told,
        blocks=(*((f"{key}: {value}", False) for key, value in front.items()), *walk.blocks),
    )


def way_of(section: tuple[str, ...], title: str = "") -> Way:
    """Say which way something goes, by the title of a sample, or the nearest heading that tells."""
    for words in (title, *reversed(section)):
        if _REPLY.search(words):
            return "reply"
        if _REQUEST.search(words):
            return "request"
    return ""


class _Walk:
    """What has been read so far, and where."""

    def __init__(self, snippet: Callable[[str], str]) -> None:
        self.snippet = snippet
        self.title = ""
        self.section: tuple[str, ...] = ()
        self.levels: tuple[int, ...] = ()
        self.headings: list[tuple[Heading, tuple[str, ...]]] = []
        self.groups: list[Group] = []
        self.samples: list[Shown] = []
        self.listings: list[Listing] = []
        self.statuses: list[Named] = []
        self.errors: list[Named] = []
        self.mentioned: list[str] = []
        self.called: list[Named] = []
        self.asides: list[Aside] = []
        self.faults: list[Fault] = []
        self.prose: dict[str, list[str]] = {}
        self.told: dict[str, str] = {}
        self.sending: set[tuple[str, ...]] = set()
        """The parts of the page that say that messages are sent."""
        self.blocks: list[tuple[str, bool]] = []
        self.fields = FieldReader(self.groups)
        self.items: list[Text] = []
        self.said = Text(prose=(), line=0)

    def over(self, blocks: tuple[Block, ...]) -> None:
        self.through(blocks)
        self.fields.ends()

    def through(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            self.blocks.append((written(block), isinstance(block, Fence) and block.language in (*_JSON, *_SHELL, "")))
            if not (isinstance(block, Text) and block.depth):
                self.list_ends()
            match block:
                case Heading():
                    self.heading(block)
                case Fence():
                    self.fence(block)
                case Table():
                    self.table(block)
                case Component():
                    self.component(block)
                case Text():
                    self.text(block)
        self.list_ends()

    def heading(self, block: Heading) -> None:
        self.fields.ends()
        kept = [(level, words) for level, words in zip(self.levels, self.section, strict=True) if level < block.level]
        self.levels = (*(level for level, _ in kept), block.level)
        self.section = (*(words for _, words in kept), plain(block.prose))
        self.headings.append((block, self.section))
        self.title = self.title or plain(block.prose)
        self.said = Text(prose=block.prose, line=block.line)

    def component(self, block: Component) -> None:
        if (name := snippet_of(block.tag)) and (source := self.snippet(name)):
            # Taken in beside fields and not within one, it describes something of its own.
            self.fields.paragraph()
            # What it says is said where the page takes it in.
            self.through(tuple(moved(inner, block.line) for inner in blocks_of(source)[1] if not isinstance(inner, Heading)))
            self.fields.paragraph()
        else:
            self.fields.tag(block, self.section, way_of(self.section), plain(self.said.prose))

    def fence(self, block: Fence) -> None:
        if block.language in _JSON or (not block.language and block.content.lstrip()[:1] in ("{", "[")):
            self.sample(block.content, block, operation="")
        elif block.language in _SHELL:
            self.calls(block)
        elif block.language in ("ts", "typescript"):
            if fields := typescript.fields_of(block.content, block.line):
                self.groups.append(Group(fields=fields, section=self.section, way=way_of(self.section), home="", line=block.line))
        elif block.language in ("js", "javascript", "text", "txt") and is_sample(block.content):
            self.sample(block.content, block, operation="")
        elif (found := _OPERATION.match(block.content.strip())) is not None:
            name = f"{found.group(1)} {found.group(2)}"
            queries = queries_of(block.content.strip())
            words = block.content.strip()
            self.called.append(Named(name=name, words=words, section=self.section, line=block.line, queries=queries))

    def calls(self, block: Fence) -> None:
        try:
            found = calls_of(block.content)
        except UnreadableSampleError as error:
            self.faults.append(Fault(words=str(error), line=block.line, section=self.section, way="request"))
            return
        for call in found:
            headers = tuple(dict.fromkeys(header.partition(":")[0].strip() for header in call.headers))
            sent = tuple(header for header in headers if header.casefold() not in ("content-type", "accept"))
            named = Named(
                name=call.operation, words=call.url, section=self.section, line=block.line, headers=sent, queries=queries_of(call.url)
            )
            self.called.append(named)
            if call.body:
                self.sample(call.body, block, operation=call.operation)

    def sample(self, content: str, block: Fence, *, operation: str) -> None:
        way: Way = "request" if operation else way_of(self.section, block.title)
        try:
            sample = sample_of(content)
        except UnreadableSampleError as error:
            self.faults.append(Fault(words=str(error), line=block.line, section=self.section, way=way))
            return
        sent = any(self.section[:depth] in self.sending for depth in range(1, len(self.section) + 1))
        self.samples.append(
            Shown(sample=sample, section=self.section, title=block.title, way=way, operation=operation, line=block.line, sent=sent)
        )

    def table(self, block: Table) -> None:
        read = tables.read(block, self.section, way_of(self.section))
        self.groups += read.groups
        self.listings += read.listings
        self.statuses += read.statuses
        self.errors += read.errors
        self.told |= read.said
        if read.is_empty:
            self.note(*(" | ".join(marked(cell) for cell in cells) for _, cells in block.rows))

    def text(self, block: Text) -> None:
        self.asides += asides_of(block.prose, self.section, block.line)
        self.mentioned += [f"{found.group(1)} {found.group(2)}" for code in codes(block.prose) if (found := _OPERATION.fullmatch(code))]
        if block.depth:
            self.items.append(block)
        elif not self.fields.text(block):
            self.note(marked(block.prose))
            self.fields.paragraph()
            self.listings += [
                Listing(field=name, values=values, section=self.section, line=block.line)
                for values, before in lists_in(block.prose)
                if (name := _named_before(before))
            ]
        if not block.depth:
            self.said = block

    def list_ends(self) -> None:
        """Read the list that has ended as values, where each item begins with some."""
        items: list[Text] = self.items
        self.items = []
        while items:
            depth = items[0].depth
            level = [item for item in items if item.depth == depth]
            found = [values for item in level if (values := _values_of_item(item))]
            inner = [item for item in items if item.depth > depth]
            if found and len(found) == len(level) and sum(map(len, found)) > 1:
                values = tuple(dict.fromkeys(value for each in found for value in each))
                name = next(reversed([name for code in codes(self.said.prose) if (name := value_of(code))]), "")
                name = "" if name in values else name  # "defaults to `limit`" names a value
                about = name or self.fields.open_name
                self.told |= {f"value {about} {', '.join(_values_of_item(item))}": marked(item.prose) for item in level}
                if not self.fields.listed(name, values):
                    self.listings.append(Listing(field=name, values=values, section=self.section, line=level[0].line))
            else:
                self.note(*(marked(item.prose) for item in level))
            if inner:
                before = [item for item in items[: items.index(inner[0])] if item.depth == depth]
                self.said = before[-1] if before else self.said
            items = inner

    def note(self, *words: str) -> None:
        if any(_SENT.search(word) for word in words):
            self.sending.add(self.section)
        self.prose.setdefault(" > ".join(self.section), []).extend(word for word in words if word)


def _values_of_item(item: Text) -> tuple[str, ...]:
    """Return the values that an item begins with: `a, b — what they mean`."""
    values: list[str] = []
    for piece in item.prose:
        if piece.is_code:
            if not (value := value_of(piece.words)):
                return ()
            values.append(value)
        elif _DASH.match(piece.words):
            return tuple(values)
        elif piece.words.strip() not in (",", "/", "or", "and", ""):
            return ()
    return ()


def _named_before(before: Prose) -> str:
    """Return the field that a list of values in a paragraph is about: the one named before it, as in "known `a` values: ..."."""
    if not plain(before).endswith((":", " is", "one of", " are")):
        return ""
    return next((name for code in codes(before) if (name := value_of(code))), "")


def _listings_by_heading(headings: list[tuple[Heading, tuple[str, ...]]]) -> Iterator[Listing]:
    """Read headings that are only code, under one that names a field in words: "Order types" for `orderType`."""
    by_parent: dict[tuple[str, ...], list[Heading]] = {}
    for heading, section in headings:
        if len(section) > 1 and len(heading.prose) == 1 and heading.prose[0].is_code:
            by_parent.setdefault(section[:-1], []).append(heading)
    for parent, found in by_parent.items():
        name = re.sub(r"[^a-z]", "", parent[-1].casefold()).removesuffix("s")
        values = tuple(value for heading in found if (value := value_of(heading.prose[0].words)))
        if len(values) > 1 and "message" not in name and "event" not in name:
            yield Listing(field=name, values=values, section=parent, line=found[0].line)


def _messages(headings: list[tuple[Heading, tuple[str, ...]]]) -> Iterator[Named]:
    """Read headings that name messages: only code, under one that speaks of messages, events or commands."""
    for heading, section in headings:
        about = section[-2].casefold() if len(section) > 1 else ""
        if len(heading.prose) == 1 and heading.prose[0].is_code and re.search(r"message|event|command", about):
            yield Named(name=heading.prose[0].words, words="", section=section, line=heading.line)
