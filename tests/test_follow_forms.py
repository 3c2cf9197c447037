"""What `follow --write` makes of a second form: a new document tells of a known operation otherwise than the one before it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from followed_forms import ENTRIES, OTHER, PAGE, ROW, SPEC, TEXT, following, reply
from test_follow_asks import REST, asked

from compiler.documents import items
from compiler.following.locating import hops
from compiler.rules.linting import lint


def schemas_of(home: Path) -> dict[str, Any]:
    written: dict[str, Any] = yaml.safe_load(home.joinpath(REST).read_text(encoding="utf-8"))
    schemas: dict[str, Any] = written["components"]["schemas"]
    return schemas


def entries_of(home: Path, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(home.joinpath("deviations.yaml").read_text(encoding="utf-8"))[kind]
    return found


# ---- another form of what others read


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specs after a second document has told of another form of the old rows."""
    words = "The former address of rows, with the limits of rows."
    return following(tmp_path_factory.mktemp("other"), OTHER, words=words, pages=(PAGE, PAGE), total="number")


def test_an_operation_with_a_form_of_its_own_gets_schemas_of_its_own_that_read_both(other: Path) -> None:
    schemas = schemas_of(other)

    assert schemas["OldRowsReply"]["properties"]["rows"]["items"] == {"$ref": "#/components/schemas/ReadOldRowsRow"}
    row = schemas["ReadOldRowsRow"]["properties"]
    assert list(row) == ["id", "at", "memo", "outcome", "game", "origin"]
    assert row["game"] == {"$ref": "#/components/schemas/ReadOldRowsGame"}
    assert list(schemas["ReadOldRowsGame"]["properties"]) == ["id", "sport", "live", "period"]
    assert row["outcome"]["anyOf"][0] == {"$ref": "#/components/schemas/ReadOldRowsOutcome"}
    assert schemas["ReadOldRowsOutcome"]["enum"] == ["won", "lost", "half"]


def test_a_field_of_two_types_reads_both_and_keeps_its_words(other: Path) -> None:
    row = schemas_of(other)["ReadOldRowsRow"]["properties"]

    assert row["memo"] == {"type": ["string", "null"], "description": "What the account wrote."}
    assert row["id"] == {"description": "Id of the row.", "oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/Id"}]}
    assert schemas_of(other)["Id"]["required"] == ["error"]


def test_a_number_is_read_where_a_new_document_has_one_for_an_integer(other: Path) -> None:
    assert schemas_of(other)["OldRowsReply"]["properties"]["total"] == {"type": "number", "description": "Sum, whole USD."}
    total = SPEC[: SPEC.index("        total:")].rpartition("\n")[2] + "        # source: second.json (2026-02-03)\n        total:"
    assert total in other.joinpath(REST).read_text(encoding="utf-8")


TYPES: dict[str, tuple[str, dict[str, Any], str]] = {
    # as the specs read it, as the new document has it, as it is read then
    "text": ("{type: string, description: Words.}", {"type": "integer"}, "{type: string, description: Words.}"),
    "word": (
        "{type: string, description: Words.}",
        {"anyOf": [TEXT, {"type": "integer"}], "nullable": True},
        "{description: Words., oneOf: [{type: string}, {type: integer}, {type: 'null'}]}",
    ),
    "sum": (
        "{type: string, format: decimal, description: 'Sum, USD.'}",
        {"anyOf": [TEXT, {"type": "number"}]},
        "{description: 'Sum, USD.', type: number, x-also: string}",
    ),
    "line": (
        "{type: number, description: 'Line, in points.'}",
        {"anyOf": [TEXT, {"type": "number"}], "nullable": True},
        "{description: 'Line, in points.', type: [number, 'null'], x-also: string}",
    ),
    "count": (
        "{type: [integer, 'null'], description: 'Fills, in USD.'}",
        {"type": "number", "nullable": True},
        "{type: [number, 'null'], description: 'Fills, in USD.'}",
    ),
    "list": (
        "{type: array, description: Names., items: {type: string}}",
        {"type": "array", "items": TEXT, "nullable": True},
        "{type: [array, 'null'], description: Names., items: {type: string}}",
    ),
    "ended": (
        "{description: How it ended., anyOf: [{$ref: '#/components/schemas/Outcome'}, {type: string}]}",
        {"type": "string", "enum": ["won", "lost"], "nullable": True},
        "{description: How it ended., anyOf: [{$ref: '#/components/schemas/Outcome'}, {type: string}, {type: 'null'}]}",
    ),
    "club": (
        "{$ref: '#/components/schemas/Club'}",
        {"type": "object", "required": ["id"], "properties": {"id": TEXT, "sport": TEXT}, "nullable": True},
        "{description: A club., anyOf: [{$ref: '#/components/schemas/Club'}, {type: 'null'}]}",
    ),
    "place": (
        "{$ref: '#/components/schemas/Game'}",
        {"type": "object", "properties": {"id": TEXT, "sport": TEXT}, "nullable": True},
        "{$ref: '#/components/schemas/Game'}",
    ),
    "owner": (
        "{type: string, description: The owner.}",
        {"anyOf": [TEXT, {"type": "object", "properties": {"name": TEXT}}]},
        "{type: string, description: The owner.}",
    ),
}


CLUB = """\
    Club:
      type: object
      description: A club.
      required: [id]
      properties:
        id: {type: string, description: Id of the club.}
        sport: {type: string, description: Name of its sport.}
"""


def test_what_is_read_comes_to_be_whatever_either_document_has_and_nothing_is_guessed(tmp_path: Path) -> None:
    fields = "".join(f"        {name}: {ours}\n" for name, (ours, _, _) in TYPES.items())
    home = following(
        tmp_path,
        ROW,
        spec=SPEC.replace("        total: {type", f"{fields}        total: {{type") + CLUB,
        entries=ENTRIES.replace("at: '*.outcome'", "at: ['*.outcome', '* ended']").replace("count: 2", "count: 3", 1),
        first={name: plain(yaml.safe_load(ours)) for name, (ours, _, _) in TYPES.items()},
        more={name: theirs for name, (_, theirs, _) in TYPES.items()},
    )

    found = schemas_of(home)["OldRowsReply"]["properties"]
    assert {name: found[name] for name in TYPES} == {name: yaml.safe_load(then) for name, (_, _, then) in TYPES.items()}
    assert [fault for fault in lint(home.parent) if fault.rule != "decided"] == []


def plain(ours: dict[str, Any]) -> dict[str, Any]:
    """Say of a field in the first document what the specs say."""
    if "$ref" in ours:
        return {"type": "object", "properties": {"id": TEXT, "sport": TEXT}, **({"required": ["id"]} if "Club" in ours["$ref"] else {})}
    if "anyOf" in ours:
        return {"type": "string", "enum": ["won", "lost"]}
    kinds = [str(kind) for kind in items(ours["type"]) or [ours["type"]]]
    return {**{word: value for word, value in ours.items() if word == "items"}, "type": kinds[0], "nullable": "null" in kinds}


def test_what_the_others_read_stays_as_it_was_to_the_byte(other: Path) -> None:
    source = other.joinpath(REST).read_text(encoding="utf-8")

    assert SPEC[SPEC.index("    Row:\n") :] in source
    assert SPEC[SPEC.index("    RowsReply:\n") : SPEC.index("    OldRowsReply:\n")] in source


def test_what_is_of_a_schema_of_its_own_is_asked_of_nobody_else(other: Path) -> None:
    assert not [question for question in asked(other) if "theirs as well?" in question]


def test_what_a_new_document_says_of_a_known_operation_is_asked_there_in_its_words(other: Path) -> None:
    (question,) = [question for question in asked(other) if "described in another document" in question]

    assert question.startswith("get: does what stands here still hold?")
    assert question.endswith("second.json says: The former address of rows, with the limits of rows.")


def test_a_form_that_another_document_still_states_is_not_asked_about(other: Path) -> None:
    assert not [question for question in asked(other) if "format" in question]


def test_what_a_page_lacks_of_the_form_of_a_new_document_has_its_reason(other: Path) -> None:
    entries = entries_of(other, "pages")

    assert {entry["reason"] for entry in entries} == {"An OpenAPI document says so, and the page does not."}
    assert {entry["source"] for entry in entries} == {"second.json"}
    fields = next(entry["at"] for entry in entries if entry["difference"] == "only we have this field")
    assert [place.removeprefix("GET /rows/old 200 rows[].") for place in fields] == ["game.live", "game.period", "origin"]
    assert any(entry["difference"] == "type: string on the page, object or string here" for entry in entries)


def test_what_is_written_of_another_form_breaks_no_rule(other: Path) -> None:
    assert {fault.rule for fault in lint(other.parent)} <= {"decided"}


def test_one_field_more_stays_a_question_about_those_who_read_the_schema_too(tmp_path: Path) -> None:
    home = following(tmp_path, {**ROW, "origin": TEXT})

    assert "ReadOldRowsRow" not in schemas_of(home)
    assert schemas_of(home)["Row"]["properties"]["origin"]["type"] == "string"
    assert "origin: only GET /rows/old is said to have origin; Row is read by GET /rows too: theirs as well?" in asked(home)


def test_a_form_that_all_who_read_a_schema_are_told_to_have_is_written_into_it(tmp_path: Path) -> None:
    schemas = schemas_of(following(tmp_path, OTHER, _rows=reply(OTHER, "Rows")))

    assert not [name for name in schemas if name.startswith(("ReadOldRows", "ReadRows"))]
    assert list(schemas["Row"]["properties"]) == ["id", "at", "memo", "outcome", "game", "origin"]
    assert schemas["Outcome"]["enum"] == ["won", "lost", "half"]


def test_a_page_that_contradicts_a_new_document_is_asked_about(tmp_path: Path) -> None:
    field = '    <ResponseField name="origin" type="integer">Origin.</ResponseField>\n'
    told = PAGE.replace('    <ResponseField name="at"', f'{field}    <ResponseField name="at"')
    home = following(tmp_path, {**ROW, "origin": TEXT}, pages=(PAGE, told))

    (entry,) = [each for each in entries_of(home, "pages") if each["difference"] == "type: integer on the page, string here"]
    assert entry["reason"] == "decide: why we differ"


# ---- what is drafted beside it


def test_a_number_is_not_described_as_the_integer_that_has_its_name_elsewhere(tmp_path: Path) -> None:
    sums = reply({}, "Sums")
    content = sums["get"]["responses"]["200"]["content"]["application/json"]
    content["schema"] = {"type": "object", "properties": {"total": {"type": "number", "description": "Sum, in USD."}}}
    schemas = schemas_of(following(tmp_path, ROW, _sums=sums))

    (found,) = [schema for name, schema in schemas.items() if name.startswith("Sums")]
    assert found["properties"]["total"] == {"type": "number", "description": "Sum, in USD."}


def test_of_two_entries_of_one_difference_the_one_of_the_same_field_comes_to_explain_what_is_new(tmp_path: Path) -> None:
    fields = "        kept: {type: string, description: Kept.}\n        spare: {type: string, description: Spare.}\n"
    spec = SPEC.replace("        game: {$ref", f"{fields}        game: {{$ref")
    reasons = {"kept": "Seen in a reply.", "spare": "Told by mail."}
    told = "".join(
        f"  - at: ['GET /rows 200 rows[].{name}', 'GET /rows/old 200 rows[].{name}']\n    difference: only we have this field\n"
        f"    reason: {reason}\n    source: a page\n"
        for name, reason in reasons.items()
    )
    home = following(tmp_path, ROW, spec=spec, entries=ENTRIES.replace("pages:\n", f"{told}pages:\n"), _rows_new=reply(ROW, "New rows"))

    found = {entry["reason"]: entry["at"] for entry in entries_of(home, "deviations") if entry["difference"] == "only we have this field"}
    assert {reason: places[-1] for reason, places in found.items()} == {
        "Seen in a reply.": "* 200 rows[].kept",
        "Told by mail.": "* 200 rows[].spare",
    }


# ---- references


@pytest.mark.parametrize(
    ("path", "goal", "expected"),
    [
        ("rows[]", "properties", ["Row"]),
        ("rows[].game", "properties", ["Row", "Game"]),
        ("rows[].outcome", "enum", ["Row", "Outcome"]),
        ("total", "enum", None),
        ("nothing", "properties", None),
    ],
)
def test_the_references_on_the_way_to_a_place_are_found(path: str, goal: str, expected: list[str] | None) -> None:
    content: dict[str, Any] = yaml.safe_load(SPEC)

    found = hops(content, "/components/schemas/OldRowsReply", path, goal=goal)

    assert (None if found is None else [there.rpartition("/")[2] for _, there in found]) == expected


def test_a_loop_of_references_is_followed_to_no_end() -> None:
    content: dict[str, Any] = {"a": {"$ref": "#/b"}, "b": {"$ref": "#/a"}}

    assert hops(content, "/a", "", goal="properties") is None
