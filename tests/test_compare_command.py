"""The command `compare`: its words, its exit codes, and what it refuses."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from mutations import DATA, REST, base, mutated

from compiler.__main__ import main
from compiler.comparing.catalogue import UnreadableError
from compiler.comparing.sources import catalogue_at, catalogue_of

SMALL = DATA / "small.openapi.yaml"


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
