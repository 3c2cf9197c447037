"""The page of all operations and messages says what the specs say, and cannot grow stale unseen."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from real_specs import DOCUMENTS
from spec_edits import FOURCASTERS, PREDICTSTREET, SOCKET, Edit, put, small, write

from compiler.__main__ import main
from compiler.documents import Document, Node, node, operations, text

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "generated" / "OPERATIONS.md"
IDS = [document.label for document in DOCUMENTS]
CANCEL = "paths > /session/cancelMultiple > post > x-effect"


def section(document: Document) -> str:
    """Give the part of the page that is about one spec."""
    _, _, rest = PAGE.read_text(encoding="utf-8").partition(f'<a id="{document.venue}-{document.name}"></a>')
    return rest.partition("<a id=")[0]


def rows(document: Document) -> list[list[str]]:
    """Give the cells of every line about an operation or a message."""
    found = [line.strip("|").split(" | ") for line in section(document).partition("#### Buckets")[0].splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in cells] for cells in found if cells[0].strip() not in ("operation", "message")]


def row(document: Document, name: str) -> list[str]:
    return next(cells for cells in rows(document) if name_of(cells) == name)


def name_of(cells: list[str]) -> str:
    match = re.fullmatch(r"\[(\w+)\]\((https://\S+)\)", cells[0])
    assert match, cells
    return match[1]


def entries(document: Document) -> dict[str, Node]:
    if document.is_rest:
        return {text(operation["operationId"]): operation for _, _, operation in operations(document.content)}
    return {name: node(message) for name, message in node(document.content["x-messages"]).items()}


def named(label: str) -> Document:
    return next(document for document in DOCUMENTS if document.label == f"specs/{label}")


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_every_operation_and_message_is_on_the_page_once(document: Document) -> None:
    assert sorted(map(name_of, rows(document))) == sorted(entries(document))


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_each_links_to_its_page_of_the_venue(document: Document) -> None:
    for name, entry in entries(document).items():
        page = text(node(entry.get("externalDocs")).get("url") if document.is_rest else entry.get("docs"))
        assert row(document, name)[0] == f"[{name}]({page})"


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_each_python_name_can_be_imported(document: Document) -> None:
    match = re.search(r"Python names begin with\s+`(crossbook_bindings\.[\w.]+)\.`", section(document))
    assert match
    for cells in rows(document):
        *modules, name = cells[-1].strip("`").split(".")
        assert hasattr(import_module(".".join([match[1], *modules])), name), cells


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_each_answer_that_a_spec_lists_stands_with_what_it_proves(document: Document) -> None:
    for name, entry in entries(document).items():
        effect = node(entry.get("x-effect"))
        replies = node(effect.get("replies"))
        listed = node(effect.get("statuses")) or {f"`{words}`": verdict for words, verdict in node(replies.get("errors")).items()}
        for answer, verdict in listed.items():
            told = "else" if answer == "default" else answer
            (part,) = [part for part in row(document, name)[-2].split(" · ") if told in re.findall(r"`[^`]*`|\w+", part)]
            assert part.endswith(text(verdict).replace("_", " ")), (name, answer)


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_each_bucket_stands_with_its_figures(document: Document) -> None:
    table = section(document).partition("#### Buckets")[2]
    for name, value in node(document.content.get("x-buckets")).items():
        bucket = node(value)
        figure = "unknown" if bucket["limit"] is None else f"{bucket['limit']} in {bucket['seconds']} s"
        assert table.count(f"| {name} | {figure} | {bucket['per']} | {bucket['note']} |\n") == 1


@pytest.mark.parametrize(
    ("label", "name", "state"),
    [
        ("fourcasters/rest.openapi.yaml", "cancelMultiple", "typed"),
        ("fourcasters/rest.openapi.yaml", "getSingleOrderbook", "partial"),
        ("fourcasters/rest.openapi.yaml", "getGradedWagers", "typed, deprecated"),
        ("fourcasters/rest.openapi.yaml", "editOrderV4", "typed, prose only"),
        ("fourcasters/rest.openapi.yaml", "logout", "raw, prose only"),
        ("predictstreet/rest.openapi.yaml", "getPlatformStatus", "raw"),
        ("predictstreet/rest.openapi.yaml", "placeBatch", "typed"),
        ("predictstreet/market-socket.schema.yaml", "book_delta", "partial"),
        ("predictstreet/market-socket.schema.yaml", "trade_matched", "raw"),
        ("fourcasters/orders-socket.schema.yaml", "cancelById", "typed"),
    ],
)
def test_the_state_says_how_much_is_typed(label: str, name: str, state: str) -> None:
    document = named(label)
    assert row(document, name)[2 if document.is_rest else 1] == state


def test_the_counts_at_the_top_are_those_of_the_tables() -> None:
    top = PAGE.read_text(encoding="utf-8").partition("\n## ")[0]
    states = [cells[2 if document.is_rest else 1] for document in DOCUMENTS for cells in rows(document)]
    counts = [len(states)]
    counts += [sum(word in state.split(", ") for state in states) for word in ("typed", "partial", "raw", "deprecated", "prose only")]
    assert f"| | all | {' | '.join(map(str, counts))} |" in top
    assert f"{sum(len(rows(document)) for document in DOCUMENTS if document.is_rest)} REST operations" in top


@pytest.mark.parametrize(
    ("spec", "edit", "shown"),
    [
        (FOURCASTERS, put(f"{CANCEL} > statuses > 400", "may_have_acted"), "400 503, else may have acted"),
        (FOURCASTERS, put(f"{CANCEL} > settles", "later"), "cancel, orders, later"),
        (FOURCASTERS, put(f"{CANCEL} > scope", "references"), "cancel, references, at-reply | never |"),
        (FOURCASTERS, put(f"{CANCEL} > buckets", ["ip"]), "| ip |"),
        (FOURCASTERS, put("x-buckets > ip > limit", 2000), "2000 in 60 s"),
        (PREDICTSTREET, put("paths > /api/orders/open > get > x-status", "deprecated"), "typed, deprecated"),
        (SOCKET, put("x-messages > cancelAll > x-effect > replies > errors > no such thing", "not_acted"), "`no such thing` not acted"),
    ],
    ids=["status", "settles", "again", "buckets", "figure", "state", "error text"],
)
def test_the_page_fails_when_the_specs_say_something_else(
    spec: str, edit: Edit, shown: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    specs, page = written(tmp_path / "before", spec), tmp_path / "generated" / "OPERATIONS.md"
    page.parent.mkdir()
    code, words, errors = run(capsys, "--specs", str(specs), "operations")
    assert (code, errors) == (0, "")
    page.write_text(words, encoding="utf-8")
    assert run(capsys, "--specs", str(specs), "operations", str(page.parent))[0] == 0
    edited = written(tmp_path / "after", spec, edit)
    code, _, errors = run(capsys, "--specs", str(edited), "operations", str(page.parent))
    assert code == 1
    assert any(shown in line for line in errors.splitlines() if line.startswith("+"))


def test_bindings_with_a_stale_page_do_not_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    generated = tmp_path / "generated"
    specs = written(tmp_path, FOURCASTERS)
    assert run(capsys, "--specs", str(specs), "write", str(generated))[0] == 0
    assert run(capsys, "--specs", str(specs), "check", str(generated)) == (0, "", "")
    edited = written(tmp_path / "edited", FOURCASTERS, put(f"{CANCEL} > statuses > 400", "may_have_acted"))
    code, _, errors = run(capsys, "--specs", str(edited), "check", str(generated))
    assert code == 1
    assert "changed: OPERATIONS.md" in errors.splitlines()
    generated.joinpath("OPERATIONS.md").unlink()
    assert "missing: OPERATIONS.md" in run(capsys, "--specs", str(specs), "check", str(generated))[2]


def written(folder: Path, spec: str, *edits: Callable[[dict[str, Any]], None]) -> Path:
    content = small(spec)
    for edit in edits:
        edit(content)
    return write(folder, spec, content)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main([*arguments])
    said = capsys.readouterr()
    return code, said.out, said.err
