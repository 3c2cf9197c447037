"""Fetches a state of a venue's documents: from a folder, from a git repository, or page by page from addresses.

What is fetched is somebody else's: git asks for no password and runs nothing, pages come over https with limits on size and time,
archives are read in memory, and nothing of a document is ever run.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import attrs

from compiler.comparing.catalogue import UnreadableError
from compiler.comparing.sources import LARGEST, fetched
from compiler.following.lock import Lock

_ENDINGS: Final = (".mdx", ".md", ".json", ".yaml", ".yml")
_MOST: Final = 4000
_PATIENCE: Final = 300
_COMMIT: Final = re.compile(r"[0-9a-f]{7,40}")


@attrs.frozen(kw_only=True)
class State:
    """The documents of a venue at one time."""

    documents: Mapping[str, bytes]
    """By their path in the repository, or by their address."""
    commit: str = ""
    date: str = ""
    """As `2026-07-16`; empty where nobody knows."""


@attrs.frozen(kw_only=True)
class Fetched:
    """A state, and the one of the lock where it can be had too."""

    new: State
    old: State | None = None


def fetch(lock: Lock, source: str, *, since: str = "", date: str = "") -> Fetched:
    """Fetch the state that `source` gives: a folder, the address of a git repository, or the address that pages are under.

    The old state is that of the lock's commit, where the source is a repository that has it, or the one in the folder `since`.
    """
    if date and not _is_day(date):
        raise UnreadableError(f"--date: expected a day, as 2026-07-16, found {date}")
    if source and Path(source).is_file():
        raise UnreadableError(f"{source}: expected a folder, an https address or a git repository on this machine, found a file")
    old = _folder(Path(since)) if since else None
    if not source and not lock.repository:
        found = Fetched(new=_pages(lock, ""))
    elif not (source or lock.repository):
        raise UnreadableError(f"the lock of {lock.venue} names no repository; give one with --documents")
    elif Path(source or ".").is_dir() and source:
        found = _of_folder(Path(source), lock)
    elif not lock.repository and source.startswith(("https://", "http://")):
        found = Fetched(new=_pages(lock, source))
    else:
        found = _of_repository(source or lock.repository, lock)
    new = attrs.evolve(found.new, date=date or found.new.date)
    return Fetched(new=new, old=old or found.old)


def _is_day(words: str) -> bool:
    try:
        return dt.date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def _of_folder(folder: Path, lock: Lock) -> Fetched:
    """Read a folder; of a checkout, also the state of the lock's commit."""
    top = _git(folder, "rev-parse", "--show-toplevel", quiet=True).strip()
    if top and Path(top.decode()).resolve() == folder.resolve():
        return _of_checkout(folder, lock, new=_folder(folder))
    return Fetched(new=_folder(folder))


def _of_repository(address: str, lock: Lock) -> Fetched:
    if not (address.startswith(("https://", "file://")) or Path(address).exists()):
        raise UnreadableError(f"{address}: expected a folder, an https address or a git repository on this machine")
    with TemporaryDirectory() as scratch:
        _git(Path(scratch), "clone", "--quiet", "--no-checkout", "--", address, "documents")
        return _of_checkout(Path(scratch, "documents"), lock, new=None)


def _of_checkout(folder: Path, lock: Lock, *, new: State | None) -> Fetched:
    commit = _git(folder, "rev-parse", "--short=7", "HEAD").decode().strip()
    date = _git(folder, "log", "-1", "--format=%cs", "HEAD").decode().strip()
    documents = _archive(folder, "HEAD") if new is None else new.documents
    return Fetched(new=State(documents=documents, commit=commit, date=date), old=_locked(folder, lock))


def _locked(folder: Path, lock: Lock) -> State | None:
    if not _COMMIT.fullmatch(lock.commit) or not _git(folder, "cat-file", "-t", lock.commit, quiet=True).startswith(b"commit"):
        return None
    return State(documents=_archive(folder, lock.commit), commit=lock.commit, date=lock.date)


def _archive(folder: Path, commit: str) -> dict[str, bytes]:
    packed = _git(folder, "archive", "--format=tar", commit)
    documents: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() and _counts(member.name) and member.size <= LARGEST else None
            if content is not None:
                documents[member.name] = content.read()
    return _checked(documents, str(folder))


def _folder(folder: Path) -> State:
    if not folder.is_dir():
        raise UnreadableError(f"{folder}: no such folder")
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    found = {path.relative_to(folder).as_posix(): path for path in paths if _counts(path.relative_to(folder).as_posix())}
    documents = {name: path.read_bytes() for name, path in found.items() if path.stat().st_size <= LARGEST}
    return State(documents=_checked(documents, str(folder)))


def _checked(documents: dict[str, bytes], where: str) -> dict[str, bytes]:
    if not documents:
        raise UnreadableError(f"{where}: expected pages (.mdx, .md) and OpenAPI files, found none")
    if strange := next((name for name in documents if not name.isprintable()), ""):
        raise UnreadableError(f"{where}: expected names of documents that can be read, found {strange!r}")
    if len(documents) > _MOST:
        raise UnreadableError(f"{where}: expected at most {_MOST} documents, found {len(documents)}")
    return documents


def _counts(name: str) -> bool:
    parts = name.split("/")
    return name.endswith(_ENDINGS) and not any(part.startswith(".") or part == "node_modules" for part in parts)


def _pages(lock: Lock, base: str) -> State:
    """Fetch every page by its address, or, for a trial, the same paths under another address."""
    return State(documents=dict(_each(lock, base)), date=dt.datetime.now(dt.UTC).date().isoformat())


def _each(lock: Lock, base: str) -> Iterator[tuple[str, bytes]]:
    for document in lock.documents:
        if "://" in document.where:
            address = _under(document.where, base)
            try:
                yield document.where, fetched(address)
            except UnreadableError as error:
                raise UnreadableError(f"{address}: {error}") from None


def _under(address: str, base: str) -> str:
    if not base:
        return address
    asked, other = urlsplit(address), urlsplit(base)
    return urlunsplit((other.scheme, other.netloc, other.path.rstrip("/") + asked.path, asked.query, ""))


def _git(folder: Path, *arguments: str, quiet: bool = False) -> bytes:
    """Run git. It asks nobody for a password, runs no hook, and follows no submodule."""
    safe = ("-c", "protocol.ext.allow=never", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false")
    try:
        result = subprocess.run(  # noqa: S603 - a fixed command; what comes from outside stands behind `--` or is a checked hash
            ["git", *safe, *arguments],  # noqa: S607 - the git that is installed
            cwd=folder,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
            env=os.environ | {"GIT_TERMINAL_PROMPT": "0"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnreadableError(f"git {arguments[0]} did not run: {error}") from None
    if result.returncode and not quiet:
        raise UnreadableError(f"git {arguments[0]} failed: {' '.join(result.stderr.decode(errors='replace').split())[:300]}")
    return b"" if result.returncode else result.stdout
