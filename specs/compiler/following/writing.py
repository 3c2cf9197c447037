"""Writes a followed change on the working tree: specs, deviations, recordings, test data, changelog and lock."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

import attrs

from compiler.comparing import changelog
from compiler.comparing.deviations import Deviation
from compiler.comparing.fidelity import Finding
from compiler.documents import Node, as_written, read
from compiler.following.asking import ask, questions_of_documents
from compiler.following.bench import Bench
from compiler.following.editing import DECIDE, Yaml
from compiler.following.emitting import lines_of
from compiler.following.fetching import Fetched, State
from compiler.following.lock import NAME, Kind, Lock, Locked, hash_of, written
from compiler.following.mending import Mender
from compiler.following.moves import rename
from compiler.following.reviewing import Read, Review, is_read, openapi_of, venue_at
from compiler.following.reviewing import read as read_state
from compiler.following.reviewing import review as review_of
from compiler.following.states import catalogue_of_pages
from compiler.following.stripping import stripped
from compiler.following.told import Told
from compiler.rules.decided import questions_in

_GONE: Final = "not in the state"
_LONGEST: Final = 80
_MANY: Final = 4
"""How many places of one difference are listed one by one."""


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
        theirs=Told((*found.documents, pages)),
        state=state,
        base=f"{review.lock.repository}/blob/main/" if review.lock.repository else "",
    )
    mender = Mender(bench=bench)
    unlisted = [finding for verdict in (review.openapi, review.pages) if verdict is not None for finding in verdict.unlisted]
    mender.mend(unlisted)
    asked = ask(bench, review.changes or (), found.pages, venue_at(specs))
    asked = questions_of_documents(asked, review.changed, review.unheld, compared=review.changes is not None)
    changed = [*renamed, *(edit.path for edit in files.values() if edit.save())]
    # What the specs differ in once they are mended is what the deviations are to explain.
    changed += _deviations(specs, review_of(specs, review.lock, fetched), mender.asked, mender.sources)
    changed += _recordings(project, review.lock.venue, found, mender.done)
    changed += _data(project, review, found)
    changed += _changelog(project, review)
    changed += _lock(specs, review, asked)
    return Written(
        files=tuple(dict.fromkeys(changed)),
        questions=tuple(_questions([*changed, *(project / "tests" / "recordings").glob(f"{review.lock.venue}/*.json")])),
        left=tuple(f"{finding.at}: {finding.difference}" for finding in mender.left),
    )


def _deviations(specs: Path, review: Review, asked: AbstractSet[tuple[str, str]], sources: Mapping[str, str]) -> list[Path]:
    """Count anew what entries explain, and list what is left and not asked at its line, each with its reason to be given."""
    path = specs / "deviations.yaml"
    if not path.is_file():
        return []
    before = source = path.read_text(encoding="utf-8")
    for kind, verdict in (("deviations", review.openapi), ("pages", review.pages)):
        for entry, count in verdict.miscounted if verdict is not None else ():
            if count and entry.count is not None:
                source = _recounted(source, entry, count)
        unlisted = verdict.unlisted if verdict is not None else ()
        # What a page just told us and the OpenAPI documents do not say yet has its reason.
        source = _listed(source, kind, unlisted, asked, sources if kind == "deviations" else {})
    if source == before:
        return []
    path.write_text(source, encoding="utf-8")
    return [path]


def _recounted(source: str, entry: Deviation, count: int) -> str:
    """Write how many an entry explains. That it explains more than it did is for a person to look at."""
    old = f"count: {entry.count}\n"
    place = source.find(entry.at[0])
    while place >= 0:
        found = source.find(old, place)
        if found < 0:
            return source
        between = source[place:found]
        if entry.difference.partition("*")[0][:20] in between and between.count("\n  - at:") == 0:
            question = f"   # {DECIDE} it explained {entry.count}; are the new ones the same?" if count > (entry.count or 0) else ""
            return f"{source[:found]}count: {count}{question}\n{source[found + len(old) :]}"
        place = source.find(entry.at[0], place + 1)
    return source


def _listed(
    source: str,
    kind: str,
    unlisted: Sequence[Finding],
    asked: AbstractSet[tuple[str, str]] = frozenset(),
    sources: Mapping[str, str] | None = None,
) -> str:
    """List what is not asked at its line. What differs alike in many places has one reason, and is one question."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in unlisted:
        if (finding.at, finding.difference) not in asked:
            alike.setdefault((finding.difference, _leaf(finding.at)), []).append(finding)
    lines = [line for (difference, leaf), found in alike.items() for line in _entry(difference, leaf, found, unlisted, sources or {})]
    if not lines:
        return source
    begin = f"\n{source}".find(f"\n{kind}:\n")
    following = re.compile(r"^\S.*:$", re.MULTILINE).search(source, begin + len(kind) + 1)
    end = len(source) if following is None or begin < 0 else following.start()
    kept = source[:end].rstrip("\n")
    # Comments at the margin belong to what follows.
    while kept.rpartition("\n")[2].startswith("#"):
        kept = kept.rpartition("\n")[0].rstrip("\n")
    return kept + "\n" + "\n".join(lines) + "\n" + source[len(kept) :]


def _entry(difference: str, leaf: str, found: Sequence[Finding], unlisted: Sequence[Finding], sources: Mapping[str, str]) -> list[str]:
    places = list(dict.fromkeys(finding.at for finding in found))
    all_of_them = [each for each in unlisted if each.difference == difference and each.at.endswith(leaf)]
    if len(places) > _MANY and len(all_of_them) == len(found):
        places = [f"*{leaf}"]
    entry: Node = {"at": places if len(places) > 1 else places[0], "difference": difference}
    if any("*" in words for words in (*places, difference)):
        entry["count"] = len(found)
    if page := _told_by(difference, found, sources):
        return lines_of([{**entry, "reason": "A page says so, and the OpenAPI documents do not yet.", "source": page}], 2)
    return lines_of([{**entry, "reason": f"{DECIDE} why we differ", "source": found[0].file or "the documents"}], 2)


def _told_by(difference: str, found: Sequence[Finding], sources: Mapping[str, str]) -> str:
    """Return the page that told of what only we have; empty where something else is the reason."""
    value = re.fullmatch(r"value: only we list (.+)", difference)
    if value is None and not difference.startswith("only we have this"):
        return ""
    pages = [sources.get(f"value {value.group(1)}" if value else finding.at, "") for finding in found]
    return pages[0] if all(re.search(r"\.mdx?:|://", page) for page in pages) else ""


def _leaf(at: str) -> str:
    """Return the end of a place: `.type`, ` errorType`."""
    return at[max(at.rfind("."), at.rfind(" "), 0) :]


def _recordings(project: Path, venue: str, found: Read, done: Sequence[str]) -> list[Path]:
    """Leave a recording to be filled for each operation and message that is new."""
    folder = project / "tests" / "recordings" / venue
    if not folder.is_dir():
        return []
    made: list[Path] = []
    for words in done:
        place, _, difference = words.rpartition(": ")
        if not difference.startswith("only the") or not difference.endswith(("this operation", "this message")):
            continue
        name = re.sub(r"[^\w.-]", "_", re.split(r"[/ ]", place)[-1].strip("{}"))[:_LONGEST]
        path = folder / f"{name}.sample.json"
        if not path.exists():
            shown = [
                (f"{page.path}:{sample.line}", sample.sample.value)
                for page in found.pages
                for sample in page.samples
                if place in (page.operation, *page.mentioned, page.endpoint(sample)) or place.startswith(f"page {page.path} ")
            ]
            source, reply = (shown or [(f"{DECIDE} a reply of the venue, and where it was seen", None)])[-1]
            skeleton = {
                "source": source,
                "kind": "rest" if place.partition(" ")[0].isupper() else "command",
                "operation": name,
                "reply": reply,
            }
            path.write_text(json.dumps(skeleton, indent=2, default=str) + "\n", encoding="utf-8")
            made.append(path)
    return made


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
