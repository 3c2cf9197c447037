"""A venue's specs, documents and lock in a folder, to be followed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from mutations import DATA

from compiler.following.lock import Lock, Locked, hash_of, written

GIT = ("-c", "user.name=n", "-c", "user.email=e", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")


def specs(folder: Path, **lock: Any) -> Path:
    """Write the specs of a small venue with a lock of its own."""
    home = folder / "specs" / "small"
    home.mkdir(parents=True)
    shutil.copy(DATA / "small.openapi.yaml", home / "rest.openapi.yaml")
    shutil.copy(DATA / "small.schema.yaml", home / "socket.schema.yaml")
    values: dict[str, Any] = {"venue": "small", "repository": "", "commit": "", "date": "2026-01-01", "documents": ()} | lock
    home.joinpath("sources.lock").write_text(written(Lock(**values)), encoding="utf-8")
    return home.parent


def documents(folder: Path) -> Path:
    shutil.copytree(DATA / "pages", folder / "documents")
    return folder / "documents"


def locked(folder: Path, *, held: bool = True) -> tuple[Locked, ...]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".mdx"))
    return tuple(
        Locked(
            where=(name := path.relative_to(folder).as_posix()),
            kind="snippet" if name.startswith("snippets") else "page",
            seen="2026-01-01",
            sha256=hash_of(path.read_bytes()) if held else None,
        )
        for path in paths
    )


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *GIT, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603, S607


def committed(folder: Path, *, first: bool = False) -> str:
    if first:
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "A state", "--date", "2026-02-03T12:00:00Z")
    return git(folder, "rev-parse", "--short=7", "HEAD")
