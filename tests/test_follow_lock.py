"""The lock of a venue's documents, and where documents may come from."""

from __future__ import annotations

from pathlib import Path

import pytest
from followed_states import committed, documents, locked, specs

from compiler.__main__ import main
from compiler.comparing.catalogue import UnreadableError
from compiler.comparing.sources import catalogue_at
from compiler.following.lock import lock_at, written
from compiler.following.placing import same_page

SPECS = Path(__file__).parents[1] / "specs"


@pytest.mark.parametrize("venue", ["fourcasters", "predictstreet"])
def test_the_locks_of_the_project_are_as_they_are_written(venue: str) -> None:
    path = SPECS / venue / "sources.lock"
    lock = lock_at(path)

    assert lock.venue == venue
    assert lock.documents
    assert written(lock) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("venue", ["fourcasters", "predictstreet"])
def test_every_page_that_a_spec_names_is_in_the_lock(venue: str) -> None:
    lock = lock_at(SPECS / venue / "sources.lock")
    named = {exchange.page for path in SPECS.joinpath(venue).glob("*.*.yaml") for exchange in catalogue_at(str(path)).exchanges.values()}

    missing = {page for page in named if page and not any(same_page(page, document.where) for document in lock.documents)}
    assert {page for page in missing if not page.endswith("/openapi.json")} == set()


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{kind: page, sha256: null}", "document 1: expected a path or an address"),
        ("{path: a.mdx, kind: film, sha256: null}", "a kind (page, openapi, snippet)"),
        ("{path: a.mdx, kind: page, sha256: beef}", "a sha256 of 64 digits or null"),
    ],
)
def test_a_lock_that_is_wrong_says_where(entry: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "sources.lock"
    path.write_text(f"venue: small\ndocuments:\n  - {entry}\n", encoding="utf-8")

    with pytest.raises(UnreadableError) as raised:
        lock_at(path)

    assert str(path) in str(raised.value)
    assert told in str(raised.value)


def test_a_venue_without_a_lock_is_refused_with_those_that_have_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["follow", "nowhere"]) == 3
    assert "fourcasters, predictstreet" in capsys.readouterr().err


@pytest.mark.parametrize("where", ["/nowhere/at/all", "ssh://git@example.com/docs", "ext::sh -c touch% /tmp/x"])
def test_documents_come_from_folders_https_and_repositories_of_this_machine_only(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = specs(tmp_path, repository="https://docs.example/docs")

    assert main(["--specs", str(home), "follow", "small", "--documents", where]) == 3
    assert "expected a folder, an https address or a git repository" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--date", "yesterday", "--date: expected a day, as 2026-07-16, found yesterday"),
        ("--date", "20260716", "--date: expected a day"),
        ("--since", "/nowhere/at/all", "/nowhere/at/all: no such folder"),
        ("--documents", __file__, "expected a folder, an https address or a git repository on this machine, found a file"),
        ("--markdown", "/nowhere/report.md", "/nowhere/report.md: the report cannot be written there: No such file or directory"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(
    option: str, value: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = specs(tmp_path)

    assert main(["--specs", str(home), "follow", "small", "--documents", str(documents(tmp_path)), option, value]) == 3

    error = capsys.readouterr().err
    assert told in error
    assert len(error.splitlines()) == 1


def test_a_repository_is_read_by_its_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = documents(tmp_path)
    commit = committed(state, first=True)
    home = specs(tmp_path, commit=commit, documents=locked(state))

    assert main(["--specs", str(home), "follow", "small", "--documents", f"file://{state}"]) == 0
    assert f"against the lock of {commit}" in capsys.readouterr().out
