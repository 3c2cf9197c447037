"""Reviews a state of a venue's documents: what changed since the lock, and where the specs say otherwise."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

import attrs

from compiler.comparing import changes, fidelity
from compiler.comparing.catalogue import Catalogue, Exchange, UnreadableError
from compiler.comparing.changes import Change
from compiler.comparing.deviations import Deviation, deviations_at
from compiler.comparing.differences import Comparison, Difference
from compiler.comparing.fidelity import Verdict
from compiler.comparing.sets import of_sets
from compiler.comparing.sources import catalogue_at, catalogue_of, document_of
from compiler.comparing.visible import visible
from compiler.documents import text
from compiler.following import verdicts
from compiler.following.facts import Page
from compiler.following.fetching import Fetched, State
from compiler.following.html import markdown_of
from compiler.following.instead import require_the_page
from compiler.following.lock import Lock, hash_of
from compiler.following.moves import moves
from compiler.following.placing import Venue, venue_of
from compiler.following.reading import page_of
from compiler.following.states import catalogue_of_pages
from compiler.following.unread import unread

_PAGES: Final = (".mdx", ".md")
_SNIPPETS: Final = "snippets/"
_NONE: Final = ("README.md", "development.mdx", "quickstart.mdx", "snippet-intro.mdx")
"""What documentation tools leave in a repository beside the pages."""


_ABSENT: Final = Deviation(
    at=("*",), difference="*only we *", reason="A document that the lock names is not in this state.", source="sources.lock"
)
"""What only we have may stand in a document that is not at hand; and what explains a difference from that one is not stale."""


@attrs.frozen(kw_only=True)
class Read:
    """A state, read."""

    pages: tuple[Page, ...]
    documents: tuple[Catalogue, ...]
    """Its OpenAPI documents."""


@attrs.frozen(kw_only=True)
class Review:
    """All that there is to say of a state."""

    lock: Lock
    state: State
    same: tuple[str, ...]
    changed: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    unheld: tuple[str, ...]
    """What the lock names without a hash, because it was never held."""
    changes: tuple[Change, ...] | None
    """Since the state of the lock; None where that cannot be had."""
    pages: Verdict
    openapi: Verdict | None
    moved: Mapping[str, str]
    """The former paths of pages that stand elsewhere now."""

    @property
    def is_done(self) -> bool:
        """Whether the specs say what the documents say."""
        return self.pages.is_faithful and (self.openapi is None or self.openapi.is_faithful)


def review(specs: Path, lock: Lock, fetched: Fetched) -> Review:
    """Compare a state with the lock, with the state of the lock, and with the specs of a venue."""
    venue, rest = _specs(specs)
    known = lock.by_place
    openapi = frozenset(name for name, locked in known.items() if locked.kind == "openapi")
    new = read(fetched.new, openapi)
    for page in new.pages:
        require_the_page(page, venue)
    here = {name: hash_of(content) for name, content in fetched.new.documents.items() if name in known or is_read(name, content)}
    old = None if fetched.old is None else read(fetched.old, openapi)
    moved = moves(
        venue,
        lock,
        fetched.new.documents,
        {} if fetched.old is None else fetched.old.documents,
        pages=new.pages,
        before=() if old is None else old.pages,
    )
    venue = attrs.evolve(venue, moved=moved)
    date = fetched.new.date
    excuses = specs / "deviations.yaml"
    of_pages, of_openapi = (deviations_at(excuses, kind) if excuses.exists() else () for kind in ("pages", "deviations"))
    absent = tuple(name for name in known if name not in fetched.new.documents and name not in moved.values())
    if any(known[name].kind == "openapi" for name in absent):
        of_openapi = (*of_openapi, _ABSENT)
    if date and date < lock.date:
        of_pages, of_openapi = (*of_pages, fidelity.newer(lock.date)), (*of_openapi, fidelity.newer(lock.date))
    return Review(
        lock=lock,
        state=fetched.new,
        same=tuple(name for name, digest in here.items() if name in known and known[name].sha256 == digest),
        changed=tuple(name for name, digest in here.items() if name in known and known[name].sha256 not in (None, digest)),
        new=tuple(name for name in here if name not in known and name not in moved),
        gone=tuple(name for name in known if name not in here and name not in moved.values()),
        unheld=tuple(name for name in here if name in known and known[name].sha256 is None),
        moved=moved,
        changes=None if old is None else _changes(old, new, venue),
        pages=_of_pages(new.pages, venue, of_pages, date, whole=not any(known[name].kind != "openapi" for name in absent)),
        openapi=fidelity.judge(new.documents, rest, [entry for entry in of_openapi if entry.holds(date)]) if new.documents else None,
    )


def _of_pages(pages: tuple[Page, ...], venue: Venue, entries: tuple[Deviation, ...], date: str, *, whole: bool) -> Verdict:
    """Hold pages to the specs. A page that is not there says nothing: what explains it is not stale."""
    verdict = verdicts.hold(pages, venue, entries, date)
    return verdict if whole else attrs.evolve(verdict, stale=(), miscounted=())


def read(state: State, openapi: AbstractSet[str] = frozenset()) -> Read:
    """Read the pages and the OpenAPI documents of a state. `openapi` names documents that are known to be of the latter kind."""
    documents = tuple(
        attrs.evolve(found, label=name)
        for name, content in state.documents.items()
        if (found := openapi_of(name, content, known=name in openapi)) is not None
    )
    return Read(pages=pages_of({name: content for name, content in state.documents.items() if name not in openapi}), documents=documents)


def pages_of(documents: Mapping[str, bytes]) -> tuple[Page, ...]:
    """Read the pages among documents; snippets are read where pages take them in."""
    return _pages_of(tuple(documents.items()))


@lru_cache(maxsize=4)  # one run asks for the old state and for the new one again and again
def _pages_of(named: tuple[tuple[str, bytes], ...]) -> tuple[Page, ...]:
    documents = dict(named)

    def snippet(name: str) -> str:
        content = documents.get(_SNIPPETS + name) or documents.get(name.lstrip("/"))
        return "" if content is None else text_of(name, content)

    return tuple(_page(name, content, snippet) for name, content in documents.items() if _is_page(name))


def _page(name: str, content: bytes, snippet: Callable[[str], str]) -> Page:
    source = text_of(name, content)
    is_html = source.lstrip()[:1] == "<" and "<html" in source[:2000].casefold()
    try:
        return page_of(name, markdown_of(source) if is_html else source, snippet=snippet)
    except RecursionError:
        raise UnreadableError(f"{name}: what is within each other on this page is too deep to be read") from None
    except UnreadableError as error:
        raise UnreadableError(f"{name}: {error}") from None


def _changes(old: Read, new: Read, venue: Venue) -> tuple[Change, ...]:
    was, becomes = catalogue_of_pages(old.pages, venue), catalogue_of_pages(new.pages, venue)
    of_pages = _between(_named(old.documents), _named(new.documents)).differences(was, becomes)
    of_openapi = of_sets(_between(was.exchanges, becomes.exchanges), old.documents, new.documents)
    return changes.classed(
        chain(
            _still_told(of_openapi, was.exchanges, becomes.exchanges),
            _still_told(of_pages, _named(old.documents), _named(new.documents)),
            unread(old.pages, new.pages, venue),
        )
    )


def _named(documents: Iterable[Catalogue]) -> frozenset[str]:
    return frozenset(name for document in documents for name in document.exchanges)


def _between(before: Collection[str], after: Collection[str]) -> Comparison:
    """Compare two versions. What the documents of the other kind still have, or had before, has not moved to another name."""

    def moved(gone: Mapping[str, Exchange], added: Mapping[str, Exchange]) -> Mapping[str, str]:
        return changes.moved(
            {name: exchange for name, exchange in gone.items() if name not in after},
            {name: exchange for name, exchange in added.items() if name not in before},
        )

    return attrs.evolve(changes.versions(), exchanges=moved)


def _still_told(found: Iterable[Difference], before: Collection[str], after: Collection[str]) -> Iterator[Difference]:
    """Tell what came and went by all documents: what those of the other kind still have, or had before, is only described elsewhere."""
    for each in found:
        if each.kind == "operation removed" and each.exchange in after:
            yield attrs.evolve(each, kind="no longer described", old="here, but in another document")
        elif each.kind == "operation added" and each.exchange in before:
            yield attrs.evolve(each, kind="described in another document", new="here too")
        else:
            yield each


def venue_at(folder: Path) -> Venue:
    """Read the specs of a venue."""
    return _specs(folder)[0]


def _specs(folder: Path) -> tuple[Venue, Catalogue]:
    paths = sorted([*folder.glob("*.openapi.yaml"), *folder.glob("*.schema.yaml")])
    found = {path.name: catalogue_at(str(path)) for path in paths}
    rest = next((catalogue for name, catalogue in found.items() if name.endswith(".openapi.yaml")), None)
    if rest is None:
        raise UnreadableError(f"{folder}: expected the specs of a venue, found no *.openapi.yaml")
    return venue_of(tuple(found.values())), rest


def _is_page(name: str) -> bool:
    plain = name.rpartition("/")[2]
    return plain not in _NONE and not name.startswith(_SNIPPETS) and ("://" in name or name.endswith(_PAGES))


def is_read(name: str, content: bytes) -> bool:
    is_snippet = name.startswith(_SNIPPETS) and name.rpartition("/")[2] not in _NONE
    return _is_page(name) or is_snippet or openapi_of(name, content) is not None


def openapi_of(name: str, content: bytes, *, known: bool = False) -> Catalogue | None:
    """Read an OpenAPI document; None where it is none. What is `known` to be one is one, or cannot be read."""
    if not known and ("://" in name or not name.endswith((".json", ".yaml", ".yml")) or b"openapi" not in content):
        return None
    try:
        document = document_of(content)
        if text(document.get("openapi")).startswith("3."):
            return catalogue_of(document)
    except UnreadableError as error:
        raise UnreadableError(f"{name}: {error}") from None
    except RecursionError:
        raise UnreadableError(f"{name}: what is within each other in this document is too deep to be read") from None
    if known:
        raise UnreadableError(f"{name}: expected an OpenAPI 3 document, as it was before (`openapi: 3...`)")
    return None


def text_of(name: str, content: bytes) -> str:
    """Decode a page. What is no UTF-8 may hold anything: its figures and names are not guessed."""
    try:
        return visible(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"{name}: line {line}: expected UTF-8, found the byte 0x{content[error.start]:02x}") from None
