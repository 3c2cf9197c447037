"""The lock: every document that the specs of a venue were written from, where it was, and what it hashed to."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, TypeAlias

import attrs

from compiler.comparing.catalogue import UnreadableError
from compiler.comparing.sources import document_at
from compiler.documents import Node, items, node, text
from compiler.following.editing import DECIDE

Kind: TypeAlias = Literal["page", "openapi", "snippet"]
KINDS: Final[Mapping[str, Kind]] = {"page": "page", "openapi": "openapi", "snippet": "snippet"}
NAME: Final = "sources.lock"
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_ASKED: Final = f"  # {DECIDE}"
_HEAD: Final = """\
# Every document that the specs of this venue were written from. `nox -s follow -- {venue}` compares a newer state with it, and
# writes it anew with --write.
#   seen    the day on which it was read; null for a copy of unknown age
#   sha256  of its bytes; null where they were never held
"""


@attrs.frozen(kw_only=True)
class Locked:
    """One document."""

    where: str
    """Its path in the repository, or its address."""
    kind: Kind
    seen: str | None
    sha256: str | None
    question: str = ""
    """What a person has to decide before it is a source like the others; empty where nothing is open."""


@attrs.frozen(kw_only=True)
class Lock:
    """All of them."""

    venue: str
    repository: str
    """Address of the repository that they are in; empty where each has an address of its own."""
    commit: str
    date: str
    """Day of that state, as `2026-08-21`; of what has no commit, the day that its own documents carry."""
    documents: tuple[Locked, ...]

    @property
    def by_place(self) -> Mapping[str, Locked]:
        return {document.where: document for document in self.documents}


def lock_at(path: Path) -> Lock:
    """Read a lock. Raises UnreadableError, which names the entry that is wrong."""
    try:
        content = document_at(str(path))
        questions = _questions(path)
        return Lock(
            venue=text(content.get("venue")),
            repository=text(content.get("repository")),
            commit=text(content.get("commit")),
            date=text(content.get("date")),
            documents=tuple(
                attrs.evolve(_locked(number, node(entry)), question=questions.get(number, ""))
                for number, entry in enumerate(items(content.get("documents")), start=1)
            ),
        )
    except UnreadableError as error:
        raise UnreadableError(f"{path}: {error}") from None


def _questions(path: Path) -> dict[int, str]:
    """Read the questions that are open, by the number of the document below each."""
    found: dict[int, str] = {}
    number = 1
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(_ASKED):
            found[number] = line.removeprefix(_ASKED).strip()
        elif line.startswith("  - "):
            number += 1
    return found


def _locked(number: int, entry: Node) -> Locked:
    where, kind, sha256 = text(entry.get("path") or entry.get("address")), KINDS.get(text(entry.get("kind"))), entry.get("sha256")
    if not where or kind is None or (sha256 is not None and _HASH.fullmatch(text(sha256)) is None):
        expected = f"a path or an address, a kind ({', '.join(KINDS)}), and a sha256 of 64 digits or null"
        raise UnreadableError(f"document {number}: expected {expected}; found {json.dumps(entry)}")
    seen = entry.get("seen")
    return Locked(
        where=where,
        kind=kind,
        seen=None if seen is None else text(seen),
        sha256=None if sha256 is None else text(sha256),
    )


def written(lock: Lock) -> str:
    """Write a lock: one line for each document, in the order of their places."""
    lines = [_HEAD.format(venue=lock.venue).rstrip(), f"venue: {lock.venue}"]
    lines += [f"{key}: {value}" for key, value in (("repository", lock.repository), ("commit", _quoted(lock.commit))) if value]
    lines += [f"date: {_quoted(lock.date)}", "documents:"]
    for document in sorted(lock.documents, key=_where):
        key = "address" if "://" in document.where else "path"
        seen = _quoted(document.seen) if document.seen else "null"
        place = document.where if re.fullmatch(r"[\w./:%+-]+", document.where) else json.dumps(document.where)
        if document.question:
            lines.append(f"{_ASKED} {document.question}")
        lines.append(f"  - {{{key}: {place}, kind: {document.kind}, seen: {seen}, sha256: {_digest(document.sha256)}}}")
    return "\n".join(lines) + "\n"


def hash_of(content: bytes) -> str:
    """Hash a document."""
    return hashlib.sha256(content).hexdigest()


def _digest(sha256: str | None) -> str:
    # Without a letter it would be read as a number.
    return "null" if sha256 is None else sha256 if re.search("[a-df]", sha256) else f"'{sha256}'"


def _quoted(words: str) -> str:
    return f"'{words}'" if words else ""


def _where(document: Locked) -> str:
    return document.where
