"""What `compare` says about two versions of a document."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml
from mutations import DATA, REST, SOCKET, Mutation, Steps, at, base, below, mutated

from compiler.__main__ import main
from compiler.comparing.catalogue import Catalogue, UnreadableError
from compiler.comparing.changes import MEANINGS, ORDER, Change, compare
from compiler.comparing.sources import catalogue_at, catalogue_of

SMALL = DATA / "small.openapi.yaml"
SPECS = Path(__file__).parents[1] / "specs"


def changes(old: Any, new: Any) -> tuple[Change, ...]:
    return compare(catalogue_of(old), catalogue_of(new))


@pytest.mark.parametrize("case", [*REST, *SOCKET], ids=str)
def test_each_change_is_named_classed_and_placed_and_nothing_else_is_said(case: Mutation) -> None:
    document = base(case.document)

    found = changes(document, mutated(document, case))

    assert {(change.meaning, change.kind, place) for change in found for place in change.places} == case.verdicts


OF_SETS = {"described in another document", "no longer described"}
"""Kinds that take more than one document a side; their cases are below."""
OF_PAGES = {"page added", "page removed", "page moved", "section added", "section removed", "sample added", "sample removed"} | {
    "call changed",
    "frame of another length",
    "header of a call added",
    "header of a call removed",
    "query of a call added",
    "query of a call removed",
    "unread change",
    "unreadable sample added",
    "unreadable sample removed",
}
"""Kinds that only pages know; their cases are in the tests of pages."""


def test_there_is_a_case_for_every_kind_of_change() -> None:
    shown = [verdict for case in (*REST, *SOCKET) for verdict in case.verdicts]

    assert {kind for _, kind, _ in shown} == set(MEANINGS) - OF_SETS - OF_PAGES
    assert {meaning for meaning, _, _ in shown} == set(ORDER)


# What nothing hangs on: the version of the document, one bucket's name, and a scheme that nobody asks for.
SILENT = (
    "openapi",
    "$schema",
    "info version",
    "x-messages",
    "x-buckets",
    "x-buckets orders",
    "components securitySchemes cookie",
)


def hangs_on(document: Any, path: Steps) -> bool:
    """Whether a place means something. A type does not where the keywords beside it leave only that one."""
    words = " ".join(str(step) for step in path)
    telling = {"enum", "properties", "items", "prefixItems", "additionalProperties"}
    told_twice = path[-1] == "type" and telling & set(at(document, path[:-1]))
    return not told_twice and words not in SILENT and not words.startswith("components securitySchemes cookie ")


@pytest.mark.parametrize("name", ["small.openapi.yaml", "small.schema.yaml"])
def test_whatever_is_taken_out_of_a_document_is_noticed(name: str) -> None:
    document = base(name)
    unnoticed: list[Steps] = []
    for path in below(document):
        less = deepcopy(document)
        del at(less, path[:-1])[path[-1]]
        if hangs_on(document, path) and not (changes(document, less) and changes(less, document)):
            unnoticed.append(path)

    assert unnoticed == []


@pytest.mark.parametrize("spec", sorted([*SPECS.glob("*/*.openapi.yaml"), *SPECS.glob("*/*.schema.yaml")]), ids=lambda path: path.name)
def test_our_specs_do_not_differ_from_themselves(spec: Path) -> None:
    catalogue = catalogue_at(str(spec))

    assert catalogue.exchanges
    assert compare(catalogue, catalogue) == ()


def test_a_schema_used_in_many_places_changes_once() -> None:
    document = base("small.openapi.yaml")
    document["paths"]["/tree"]["post"] = deepcopy(document["paths"]["/orders"]["post"])
    changed = deepcopy(document)
    changed["components"]["schemas"]["Side"]["enum"].append("draw")

    (change,) = changes(document, changed)

    assert change.places == ("POST /orders body side", "POST /tree body side")


# ---- sets of documents


def described(label: str, *names: str, **fields: str) -> Catalogue:
    schema = {"type": "object", "properties": {name: {"type": kind} for name, kind in fields.items()}}
    replies = {"200": {"description": "A reply.", "content": {"application/json": {"schema": schema}}}}
    paths = {name: {"get": {"responses": replies}} for name in names}
    return attrs.evolve(catalogue_of({"openapi": "3.1.0", "paths": paths}), label=label)


A, B = described("one.json", "/a", "/b", id="string"), described("two.json", "/a", id="string")
SETS: list[tuple[str, list[Catalogue], list[Catalogue], set[tuple[str, str, str]]]] = [
    ("nothing changes", [A, B], [A, B], set()),
    ("the order of the documents does not count", [A, B], [B, A], set()),
    (
        "a second document describes it otherwise",
        [A],
        [A, described("two.json", "/a", id="integer")],
        {
            ("breaking for readers", "type changed", "GET /a 200 id [two.json]"),
            ("words only", "described in another document", "GET /a"),
        },
    ),
    (
        "one of two documents changes",
        [A, B],
        [A, described("two.json", "/a", id="string", odds="number")],
        {("widening", "field added", "GET /a 200 odds [two.json]")},
    ),
    (
        "an operation leaves one document and stays in the other",
        [A, B],
        [described("one.json", "/b", id="string"), B],
        {("words only", "no longer described", "GET /a")},
    ),
    (
        "an operation moves to another document, and loses a field",
        [described("one.json", "/a", "/b", id="string"), described("two.json", "/c", id="string")],
        [
            described("one.json", "/b", id="string"),
            attrs.evolve(
                described("two.json", "/a"),
                exchanges={**described("two.json", "/a").exchanges, **described("two.json", "/c", id="string").exchanges},
            ),
        ],
        {
            ("breaking for readers", "field removed", "GET /a 200 id [two.json]"),
            ("words only", "described in another document", "GET /a"),
        },
    ),
    (
        "an operation is in no document any more",
        [A, B],
        [B],
        {("breaking for callers", "operation removed", "GET /b"), ("words only", "no longer described", "GET /a")},
    ),
    ("an operation is new in the second document", [A], [A, described("two.json", "/c")], {("widening", "operation added", "GET /c")}),
]


@pytest.mark.parametrize(("old", "new", "said"), [case[1:] for case in SETS], ids=[case[0] for case in SETS])
def test_every_operation_is_compared_with_every_document_that_describes_it(
    old: list[Catalogue], new: list[Catalogue], said: set[tuple[str, str, str]]
) -> None:
    found = compare(old, new)

    # Where an operation is described is no place in a document.
    assert {
        (change.meaning, change.kind, place.partition(" [")[0] if change.kind in OF_SETS else place)
        for change in found
        for place in change.places
    } == said


def test_the_cases_of_sets_show_what_takes_more_than_one_document() -> None:
    assert {kind for *_, said in SETS for _, kind, _ in said} >= OF_SETS


# ---- the command


def written(folder: Path, name: str, document: Any) -> str:
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("summary changed", 0),
        ("schema moved", 0),
        ("reply field added", 1),
        ("request value removed", 2),
        ("reply value added", 2),
    ],
)
def test_the_exit_code_tells_a_scheduled_job_what_to_do(name: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (case,) = [case for case in REST if case.name == name]
    new = written(tmp_path, "new.json", mutated(base("small.openapi.yaml"), case))

    assert main(["compare", str(SMALL), new]) == code

    output = capsys.readouterr().out
    assert all(kind in output and place in output for _, kind, place in case.verdicts)


def test_two_documents_that_say_the_same_need_no_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(SMALL), str(SMALL)]) == 0
    assert capsys.readouterr().out == "Nothing has changed.\n"


def test_the_changelog_entry_has_a_section_for_each_class_the_gravest_first(tmp_path: Path) -> None:
    names = ("request value removed", "reply value added", "reply field added", "summary changed", "request default")
    document = base("small.openapi.yaml")
    for case in (case for case in REST if case.name in names):
        document = mutated(document, case)
    entry = tmp_path / "CHANGES.md"

    main(["compare", str(SMALL), written(tmp_path, "new.json", document), "--markdown", str(entry)])

    assert entry.read_text(encoding="utf-8").splitlines() == [
        "## small.openapi.yaml → new.json",
        "",
        "### Breaking for callers",
        "",
        "- `POST /orders body side`: value removed: away",
        "- `POST /orders body minutes`: default changed: 10 → 20",
        "",
        "### Breaking for readers",
        "",
        "- `POST /orders 200 data.state`: value added: held",
        "",
        "### Widening",
        "",
        "- `POST /orders 200 data.memo`: field added: string",
        "",
        "### Words only",
        "",
        "- `POST /orders`: words changed: Place an order. → Place one order.",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "no mapping"),
        ("[1, 2]", "no mapping"),
        ("{", "neither JSON nor YAML"),
        ("a: [", "neither JSON nor YAML"),
        ("\x00", "neither JSON nor YAML"),
        ("swagger: '2.0'", "neither an OpenAPI 3 document"),
        ("!!python/object/apply:os.getcwd []", "neither JSON nor YAML"),
    ],
)
def test_what_is_no_document_is_unreadable(words: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(words, encoding="utf-8")

    assert main(["compare", str(SMALL), str(path)]) == 3

    error = capsys.readouterr().err
    assert error.startswith(f"{path}: ")
    assert told in error


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(tmp_path / "none.yaml"), str(SMALL)]) == 3
    assert "No such file" in capsys.readouterr().err


def test_wrong_arguments_are_not_taken_for_a_breaking_change() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["compare"])

    assert ended.value.code == 3


@pytest.mark.parametrize("files", [[str(SMALL)], [str(SMALL)] * 3])
def test_two_documents_are_compared_or_two_sets(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *files]) == 3
    assert f"found {len(files)}" in capsys.readouterr().err


def test_the_command_takes_sets_of_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = base("small.openapi.yaml")
    second = {**document, "paths": {"/tree": deepcopy(document["paths"]["/tree"])}}
    second["paths"]["/tree"]["get"]["responses"]["404"] = {"description": "No tree."}
    other = written(tmp_path, "second.json", second)

    assert main(["compare", str(SMALL), "--to", str(SMALL), other]) == 1
    assert "GET /tree 404 [second.json]" in capsys.readouterr().out


def test_of_long_words_those_that_changed_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = base("small.openapi.yaml")
    words = " ".join(f"word{number}" for number in range(60))
    document["paths"]["/tree"]["get"]["description"] = f"{words} at most 50 rows {words}."
    changed = deepcopy(document)
    changed["paths"]["/tree"]["get"]["description"] = f"{words} at most 100 rows {words}."

    main(["compare", written(tmp_path, "old.json", document), written(tmp_path, "new.json", changed)])

    assert "GET /tree  … word59 at most [-50-] {+100+} rows word0 word1 …" in capsys.readouterr().out


def test_yaml_words_stay_words_and_its_figures_become_names(tmp_path: Path) -> None:
    # As the venues write YAML: unquoted statuses, dates, and yes and no as values.
    path = tmp_path / "loose.yaml"
    schema = "{type: string, enum: [yes, no, 2026-08-21]}"
    path.write_text(
        "openapi: 3.0.3\npaths: {/a: {get: {responses: {200: {description: A, content: {application/json: {schema: " + schema + "}}}}}}}\n",
        encoding="utf-8",
    )

    shape = catalogue_at(str(path)).exchanges["GET /a"].parts["200"].shape

    assert shape is not None
    assert shape.values == ('"yes"', '"no"', '"2026-08-21"')
    assert shape.types == {"string"}


def test_a_document_that_is_neither_openapi_nor_a_socket_is_refused() -> None:
    with pytest.raises(UnreadableError, match="neither an OpenAPI 3 document"):
        catalogue_of(yaml.safe_load("asyncapi: 3.0.0"))
