"""What `follow --write` makes of deviations and of questions: one where many would say the same, none where the reason is known."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import yaml
from followed_states import documents, locked, specs
from test_follow import change
from test_follow_asks import asked
from test_follow_drafts import DEFAULTS

from compiler.__main__ import main

# ---- what is alike is one question


def test_what_entries_explain_of_something_new_is_one_question(tmp_path: Path) -> None:
    before = documents(tmp_path)
    home = specs(tmp_path, documents=locked(before)) / "small"
    change(home / "rest.openapi.yaml", "paths:\n", f"{DEFAULTS}paths:\n")
    home.joinpath("deviations.yaml").write_text(
        "deviations:\n"
        + "".join(
            f"  - at: '* {status}'\n    difference: only we have this status\n    count: 1\n    reason: Any route.\n    source: a page\n"
            for status in ("503", "429")
        )
        + "pages:\n",
        encoding="utf-8",
    )
    after = tmp_path / "after"
    shutil.copytree(before, after)
    operation = {"responses": {"200": {"description": "OK"}}}
    document = {"openapi": "3.0.0", "info": {"title": "t"}, "paths": {f"/fees/{name}": {"get": operation} for name in ("a", "b")}}
    after.joinpath("openapi.json").write_text(json.dumps(document), encoding="utf-8")

    main(["--specs", str(home.parent), "follow", "small", "--documents", str(after), "--date", "2026-02-03", "--write"])

    source = home.joinpath("deviations.yaml").read_text(encoding="utf-8")
    assert source.count("count: 2") == 2
    (question,) = [line.partition("decide: ")[2] for line in source.splitlines() if "decide: this" in line]
    assert question == "this and 1 more entries explain what is new of GET /fees/a, GET /fees/b; is it the same there?"


def test_prose_that_two_pages_change_alike_is_asked_once_and_names_both(tmp_path: Path) -> None:
    before = documents(tmp_path)
    home = specs(tmp_path, documents=locked(before)) / "small"
    after = tmp_path / "after"
    shutil.copytree(before, after)
    news = " Orders of this kind must not be sent again before the venue has answered, whatever else a program has learnt of them."
    change(after / "pages/place-order.mdx", "An order rests for at most 10 minutes.", f"An order rests for at most 10 minutes.{news}")
    change(after / "pages/socket.mdx", "Send a `cancel` message.", f"Send a `cancel` message.{news}")

    states = ["--documents", str(after), "--since", str(before), "--date", "2026-02-03"]
    main(["--specs", str(home.parent), "follow", "small", *states, "--write"])

    (question,) = asked(home)
    assert "pages/place-order.mdx" in question
    assert "pages/socket.mdx" in question


# ---- what explains nothing any more


ENTRIES = """\
deviations:
pages:
  # A comment of the section.
  - at: [POST /orders 200 data.state, POST /orders 200 data.left]
    difference: 'type: * on the page, * here'
    count: 1
    reason: Both are read.
    source: a page

  - at: POST /orders 200 data.origin
    difference: only we have this field
    reason: Told elsewhere.
    source: a page
  - at: POST /orders 200 data.id
    difference: only we have this field
    reason: It is there.
    source: a page
"""


def test_an_entry_that_explains_nothing_any_more_is_taken_out_and_so_are_places_of_others(tmp_path: Path) -> None:
    before = documents(tmp_path)
    home = specs(tmp_path, documents=locked(before)) / "small"
    home.joinpath("deviations.yaml").write_text(ENTRIES, encoding="utf-8")
    after = tmp_path / "after"
    shutil.copytree(before, after)
    change(after / "pages/place-order.mdx", 'name="left" type="integer"', 'name="left" type="string"')
    change(after / "pages/place-order.mdx", '    <ResponseField name="id" type="string">Id of the order.</ResponseField>\n', "")

    main(["--specs", str(home.parent), "follow", "small", "--documents", str(after), "--date", "2026-02-03", "--write"])

    assert home.joinpath("deviations.yaml").read_text(encoding="utf-8") == ENTRIES.replace(
        "[POST /orders 200 data.state, POST /orders 200 data.left]", "POST /orders 200 data.left"
    ).replace(
        "  - at: POST /orders 200 data.origin\n    difference: only we have this field\n    reason: Told elsewhere.\n    source: a page\n",
        "",
    )
    assert main(["--specs", str(home.parent), "follow", "small", "--documents", str(after), "--date", "2026-02-03"]) == 0


def test_a_form_that_a_document_no_longer_states_is_asked_once_however_many_fields_had_it(tmp_path: Path) -> None:
    states = [documents(tmp_path / name) for name in ("was", "is")]
    for state, form in zip(states, ({"format": "date-time"}, {}), strict=True):
        schema = {"type": "object", "properties": {name: {"type": "string", **form} for name in ("data", "from", "until")}}
        reply = {"description": "OK", "content": {"application/json": {"schema": schema}}}
        document = {"openapi": "3.0.0", "info": {"title": "t"}, "paths": {"/orders": {"post": {"responses": {"200": reply}}}}}
        state.joinpath("openapi.json").write_text(json.dumps(document), encoding="utf-8")
    home = specs(tmp_path, documents=locked(states[0])) / "small"

    main(
        [
            *("--specs", str(home.parent), "follow", "small", "--documents", str(states[1])),
            *("--since", str(states[0]), "--date", "2026-02-03", "--write"),
        ]
    )

    (question,) = [question for question in asked(home) if "format" in question]
    assert "format no longer stated (and of POST /orders 200 from, POST /orders 200 until)" in question


# ---- what a document says that is new


def described(folder: Path, operations: dict[str, Any], entries: str) -> Path:
    """Follow a copy of the documents that has an OpenAPI document besides; return the specs."""
    before = documents(folder)
    home = specs(folder, documents=locked(before)) / "small"
    change(home / "rest.openapi.yaml", "paths:\n", f"{DEFAULTS}paths:\n")
    home.joinpath("deviations.yaml").write_text(entries, encoding="utf-8")
    after = folder / "after"
    shutil.copytree(before, after)
    paths: dict[str, Any] = {}
    for name, operation in operations.items():
        method, _, path = name.partition(" ")
        paths[path] = {method.lower(): operation}
    words = {"openapi": "3.0.0", "info": {"title": "t"}, "paths": paths}
    after.joinpath("openapi.json").write_text(json.dumps(words), encoding="utf-8")
    main(["--specs", str(home.parent), "follow", "small", "--documents", str(after), "--date", "2026-02-03", "--write"])
    return home


def replying(**fields: Any) -> dict[str, Any]:
    schema = {"type": "object", "properties": fields}
    return {"responses": {"200": {"description": "OK", "content": {"application/json": {"schema": schema}}}}}


def entries_of(home: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(home.joinpath("deviations.yaml").read_text(encoding="utf-8"))["deviations"]
    return found


def test_the_one_entry_that_explains_a_difference_comes_to_explain_it_of_what_is_new(tmp_path: Path) -> None:
    entry = "  - at: '* 503'\n    difference: only we have this status\n    count: 1\n    reason: Any route.\n    source: a page\n"
    home = described(tmp_path, {"GET /fees/a": replying(a={"type": "string"})}, f"deviations:\n{entry}pages:\n")

    explaining = [each for each in entries_of(home) if each["difference"] == "only we have this status"]
    assert [each["at"] for each in explaining] == [["* 503", "* 429"]]
    assert explaining[0]["reason"] == "Any route."
    assert explaining[0]["count"] == 2
    assert [question for question in asked(home) if "is it the same there?" in question] != []


def test_what_a_draft_differs_in_by_its_own_rules_has_its_reason(tmp_path: Path) -> None:
    fields: dict[str, Any] = {
        "closed": {"type": "boolean", "enum": [False]},
        "lost": {"type": "boolean", "enum": [True]},
        "way": {"type": "string", "enum": ["up", "down"]},
    }
    home = described(tmp_path, {"GET /fees/a": replying(**fields), "GET /fees/b": replying(**fields)}, "deviations:\npages:\n")

    reasons = {each["difference"]: (each["reason"], each.get("count")) for each in entries_of(home)}
    assert reasons["values: only the venue lists any (*)"] == ("A truth value that is always the same today is an ordinary one here.", 4)
    assert reasons["values: closed at the venue, open here"][0].startswith("Every list of values that is received is open here")


def test_what_a_new_document_says_otherwise_of_what_is_known_is_one_question_and_stands_at_no_line(tmp_path: Path) -> None:
    reply = replying(name={"type": "integer"}, children={"type": "array", "items": {"type": "object"}})
    home = described(tmp_path, {"GET /tree": reply}, "deviations:\npages:\n")

    assert "decide: type: integer" not in home.joinpath("rest.openapi.yaml").read_text(encoding="utf-8")
    (entry,) = [each for each in entries_of(home) if each["difference"].startswith("type: integer")]
    assert (entry["at"], entry["reason"]) == ("GET /tree 200 name", "decide: why we differ")
