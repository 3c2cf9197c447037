"""What the documents say of an operation or a message, asked of all of them: OpenAPI first, then the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from compiler.comparing.catalogue import Catalogue, Exchange
from compiler.comparing.shapes import Shape
from compiler.following.facts import Page, Shown
from compiler.following.placing import steps
from compiler.following.samples import as_plain
from compiler.following.states import SHOWN


@attrs.frozen
class Told:
    """The documents of one state."""

    documents: Sequence[Catalogue]
    pages: Sequence[Page] = ()

    def said(self, name: str) -> tuple[str, str]:
        """Return what stands above an operation or a message, and what is said of it in prose: by its own document, or else by pages."""
        told = self.exchange(name)
        words = [] if told is None else [word for word in told.notes.get("words", ()) if "://" not in word.partition(" ")[0]]
        if words:
            return words[0], " ".join(words[1:])
        found = [said for page in self.pages for said in _said_on(page, name) if any(said)]
        return found[0] if found else ("", "")

    def description(self, name: str, document: str) -> str:
        """Return all that a document says of an operation as such, and of what is sent; empty where it says nothing in words."""
        told = next((each.exchanges.get(name) for each in self.documents if each.label == document), None)
        if told is None:
            return ""
        of_parts = [f"{part}: {held.words}" for part, held in told.parts.items() if held.direction == "request" and held.words]
        return " ".join(" ".join([*told.notes.get("words", ()), *of_parts]).split())

    def exchange(self, name: str) -> Exchange | None:
        """Return the first description of an operation or a message."""
        return next((document.exchanges[name] for document in self.documents if name in document.exchanges), None)

    def samples(self, name: str) -> list[object]:
        """Return the whole samples that pages show: frames of a message, replies of an operation."""
        return [
            as_plain(shown.sample.value)
            for page in self.pages
            for shown in page.samples
            if not shown.sample.elided and (_names(shown, name) or (page.operation == name and shown.way == "reply"))
        ]

    def shape(self, exchange: str, part: str, path: str, file: str = "") -> Shape | None:
        """Return the first description of what a path leads to in a part, or else what samples show of it; or that of one document."""
        for document in self.documents if not file else [each for each in self.documents if each.label == file]:
            told = document.exchanges.get(exchange)
            for name in (part, f"{SHOWN} {part}"):
                held = told.parts.get(name) if told is not None else None
                shape = None if held is None else held.shape
                for step in steps(path):
                    shape = None if shape is None else shape.members.get(step)
                if shape is not None:
                    return shape
        return None

    def words(self, exchange: str, status: str) -> str:
        """Return what is said of a status."""
        told = (document.exchanges.get(exchange) for document in self.documents)
        words = (each.parts[status].words for each in told if each is not None and status in each.parts)
        return next((word for word in words if word), f"Status {status}.")


def _said_on(page: Page, name: str) -> Iterator[tuple[str, str]]:
    """Yield what a page says of an operation or a message: all of it, or what stands where that is called or shown."""
    if page.operation == name:
        yield page.title, _prose(page, ())
    for call in page.called:
        if call.name == name:
            yield call.section[0] if call.section else page.title, _prose(page, call.section[:1])
    for shown in page.samples:
        if _names(shown, name):
            yield shown.section[-1] if shown.section else page.title, page.prose.get(" > ".join(shown.section), "")


def _names(shown: Shown, name: str) -> bool:
    """Whether a sample is a frame of a message: the name stands at its beginning, or in a field."""
    (way, _, message), value = name.partition(" "), shown.sample.value
    named = value[:1] if isinstance(value, tuple) else value.values() if isinstance(value, Mapping) else ()
    return way in ("send", "receive") and message in named


def _prose(page: Page, begin: tuple[str, ...]) -> str:
    top = " > ".join(begin)
    return "\n".join(words for section, words in page.prose.items() if not top or section == top or section.startswith(f"{top} > "))
