"""Writes a followed change on the working tree: specs, deviations, recordings, test data, changelog and lock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import attrs

from compiler.comparing import changelog
from compiler.documents import Node, as_written, read
from compiler.following.asking import ask, questions_of_documents
from compiler.following.bench import Bench
from compiler.following.editing import Yaml
from compiler.following.excusing import Fresh, write_deviations
from compiler.following.fetching import Fetched, State
from compiler.following.lock import NAME, Kind, Lock, Locked, hash_of, written
from compiler.following.mending import Mender
from compiler.following.moves import rename
from compiler.following.recording import recordings
from compiler.following.reviewing import Read, Review, is_read, openapi_of, venue_at
from compiler.following.reviewing import read as read_state
from compiler.following.reviewing import review as review_of
from compiler.following.states import catalogue_of_pages
from compiler.following.stripping import stripped
from compiler.following.told import Told
from compiler.rules.decided import questions_in

_GONE: Final = "not in the state"


@attrs.frozen(kw_only=True)
class Written:
    """What was written."""

    files: tuple[Path, ...]
    questions: tuple[str, ...]
    """File, line and question, for each that is open."""
    left: tuple[str, ...]
    """Differences for which nothing could be written."""


def write(specs: Path, project: Path, review: Review, fetched: Fetched) -> Written:
    """Write what can be written. `specs` are those of the venue, `project` the working tree."""
    renamed = rename(specs, review.moved)
    found = read_state(fetched.new)
    paths = sorted([*specs.glob("*.openapi.yaml"), *specs.glob("*.schema.yaml")])
    files: Mapping[str, Yaml] = {path.name: Yaml(path) for path in paths}
    contents: Mapping[str, Node] = {path.name: read(path) for path in paths}
    pages = catalogue_of_pages(found.pages, venue_at(specs))
    state = " of ".join(word for word in (review.state.commit, review.state.date) if word) or "newer"
    bench = Bench(
        files=files,
        contents=contents,
        written={path.name: as_written(path) for path in paths},
        theirs=Told((*found.documents, pages), found.pages),
        state=state,
        base=f"{review.lock.repository}/blob/main/" if review.lock.repository else "",
    )
    mender = Mender(bench=bench, fresh=frozenset(review.new))
    unlisted = [finding for verdict in (review.openapi, review.pages) if verdict is not None for finding in verdict.unlisted]
    mender.mend(unlisted)
    asked = ask(bench, review.changes or (), found.pages, venue_at(specs))
    asked = questions_of_documents(asked, review.changed, review.unheld, compared=review.changes is not None)
    changed = [*renamed, *bench.save()]
    # What the specs differ in once they are mended is what the deviations are to explain.
    fresh = Fresh(exchanges=frozenset(made.exchange for made in mender.new), documents=frozenset(review.new))
    changed += write_deviations(specs, lambda: review_of(specs, review.lock, fetched), mender.asked, mender.sources, fresh)
    completed = {path.name: read(path) for path in paths}
    changed += recordings(project, review.lock.venue, found, mender.new, completed)
    changed += _data(project, review, found)
    changed += _changelog(project, review)
    changed += _lock(specs, review, asked)
    return Written(
        files=tuple(dict.fromkeys(changed)),
        questions=tuple(_questions([*changed, *(project / "tests" / "recordings").glob(f"{review.lock.venue}/*.json")])),
        left=tuple(f"{finding.at}: {finding.difference}" for finding in mender.left),
    )


def _data(project: Path, review: Review, found: Read) -> list[Path]:
    """Refresh the copies, without the venue's words, that the tests hold the specs to."""
    folder = project / "tests" / "data" / f"{review.lock.venue}-pages"
    if not folder.is_dir():
        return []
    made: list[Path] = []
    for page in found.pages:
        path = folder / page.path
        words = stripped(page)
        if (
            (page.groups or page.samples or page.statuses or page.listings)
            and "://" not in page.path
            and (not path.is_file() or path.read_text(encoding="utf-8") != words)
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words, encoding="utf-8")
            made.append(path)
    return made


def _changelog(project: Path, review: Review) -> list[Path]:
    path = project / "CHANGELOG.md"
    if not path.is_file() or not review.changes:
        return []
    source = path.read_text(encoding="utf-8")
    mark = "## Unreleased\n"
    entry = (
        changelog.entry(f"What {review.lock.venue} changed", review.changes).replace("\n### ", "\n#### ").replace("## What", "### What", 1)
    )
    if mark not in source or entry in source:
        return []
    path.write_text(source.replace(mark, f"{mark}\n{entry.rstrip()}\n", 1), encoding="utf-8")
    return [path]


def _lock(specs: Path, review: Review, asked: Mapping[str, str]) -> list[Path]:
    path = specs / NAME
    words = written(renewed(review.lock, review.state, asked, moved=review.moved))
    if path.read_text(encoding="utf-8") == words:
        return []
    path.write_text(words, encoding="utf-8")
    return [path]


def renewed(lock: Lock, state: State, asked: Mapping[str, str] | None = None, *, moved: Mapping[str, str] | None = None) -> Lock:
    """Lock the state: what it has, as it is. What it no longer has stays, until a person has taken it out.

    `asked` are questions about documents. One that was open stays open. `moved` are the former paths of pages that stand elsewhere.
    """
    day = state.date or lock.date
    known = lock.by_place
    open_still = {
        name: found.question for name, found in known.items() if not (name in state.documents and found.question.startswith(_GONE))
    }
    questions = {**open_still, **(asked or {})}
    documents = tuple(
        Locked(
            where=name,
            kind=_kind(name, content, known.get(name)),
            seen=day if known.get(name) is None or known[name].sha256 != hash_of(content) else known[name].seen,
            sha256=hash_of(content),
            question=questions.get(name, ""),
        )
        for name, content in state.documents.items()
        if name in known or is_read(name, content)
    )
    lost = [name for name in known if name not in state.documents and name not in (moved or {}).values()]
    if lost and not any(questions.get(name, "").startswith(_GONE) for name in lost):
        more = f", nor are {len(lost) - 1} more" if len(lost) > 1 else ""
        questions[lost[0]] = f"{_GONE} of {day}{more}: if the venue has taken them away, take out their lines, and what only they said"
    gone = tuple(attrs.evolve(known[name], question=questions.get(name, "")) for name in lost)
    same = {document.where: document.sha256 for document in documents} == {name: document.sha256 for name, document in known.items()}
    # The commit of another state would be compared with what it never held.
    commit = state.commit or (lock.commit if same else "")
    return attrs.evolve(lock, commit=commit, date=day, documents=(*documents, *gone))


def _kind(name: str, content: bytes, known: Locked | None) -> Kind:
    if known is not None:
        return known.kind
    return "snippet" if name.startswith("snippets/") else "openapi" if openapi_of(name, content) is not None else "page"


def _questions(paths: Sequence[Path]) -> list[str]:
    return [f"{path}:{number}: {question}" for path in dict.fromkeys(paths) for number, question in questions_in(path)]
