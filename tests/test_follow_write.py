"""What `follow --write` writes: what a machine can, at its place, and questions for the rest."""

from __future__ import annotations

import difflib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from followed_states import documents, locked, specs
from mutations import DATA
from test_follow import change

from compiler.__main__ import main
from compiler.following.editing import Yaml
from compiler.following.emitting import flow, lines_of
from compiler.following.lock import lock_at
from compiler.rules.linting import lint

PLACE, LIST, SOCKET, FIELDS = "pages/place-order.mdx", "pages/list-orders.md", "pages/socket.mdx", "snippets/order-fields.mdx"


def followed(folder: Path, *edits: tuple[str, str, str]) -> tuple[Path, list[str]]:
    """Follow an edited copy of the pages; return the specs of the venue, and the lines that were added to them and taken out."""
    before = documents(folder)
    home = specs(folder, documents=locked(before)) / "small"
    home.joinpath("deviations.yaml").write_text("deviations:\npages:\n", encoding="utf-8")
    folder.joinpath("CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n## 1.0.0\n", encoding="utf-8")
    was = {path.name: path.read_text(encoding="utf-8").splitlines() for path in home.glob("*.yaml")}
    after = folder / "after"
    shutil.copytree(before, after)
    for page, old, new in edits:
        change(after / page, old, new)

    main(
        [
            "--specs",
            str(home.parent),
            "follow",
            "small",
            "--documents",
            str(after),
            "--since",
            str(before),
            "--date",
            "2026-02-03",
            "--write",
        ]
    )

    changed: list[str] = []
    for path in sorted(home.glob("*.yaml")):
        diff = difflib.unified_diff(was[path.name], path.read_text(encoding="utf-8").splitlines(), lineterm="", n=0)
        changed += [line for line in diff if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return home, changed


def test_a_value_joins_its_list_and_nothing_else_is_touched(tmp_path: Path) -> None:
    _, changed = followed(tmp_path, (PLACE, "`open` or `done`.", "`open`, `done` or `held`."))

    assert changed == [
        "-            state: {type: string, enum: [open, done]}",
        "+            # source: pages/place-order.mdx:39 (2026-02-03)",
        "+            state: {type: string, enum: [open, done, held]}",
    ]


def test_a_field_is_described_as_the_same_field_is_elsewhere_and_that_is_asked(tmp_path: Path) -> None:
    _, changed = followed(
        tmp_path, (PLACE, '<ResponseField name="left"', '<ResponseField name="bet" type="number" />\n    <ResponseField name="left"')
    )

    assert changed == [
        "+            # source: pages/place-order.mdx:42 (2026-02-03)",
        "+            # decide: the words are those of the same fields elsewhere; do they hold here, units too? bet (USD at risk)",
        "+            bet: {type: number, minimum: 1, description: USD at risk.}",
    ]


def test_a_field_that_nobody_knows_is_left_with_a_question_of_its_unit(tmp_path: Path) -> None:
    home, changed = followed(
        tmp_path, (PLACE, '<ResponseField name="left"', '<ResponseField name="stake" type="number" />\n    <ResponseField name="left"')
    )

    assert changed[0] == "+            # source: pages/place-order.mdx:42 (2026-02-03)"
    assert changed[1].startswith("+            # decide: the unit of stake")
    faults = [fault for fault in lint(home.parent) if fault.rule == "decided"]
    assert [str(fault).partition(": ")[0] for fault in faults] == [
        "specs/small/rest.openapi.yaml:" + str(line_of(home / "rest.openapi.yaml", "decide:"))
    ]


def line_of(path: Path, words: str) -> int:
    return next(number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1) if words in line)


def test_an_object_in_a_reply_becomes_a_schema_of_its_own(tmp_path: Path) -> None:
    home, _ = followed(tmp_path, (PLACE, '"left": 3,', '"left": 3,\n    "fee": {"amount": "0.10", "payer": "taker"},'))

    schemas = yaml.safe_load(home.joinpath("rest.openapi.yaml").read_text(encoding="utf-8"))["components"]["schemas"]
    assert schemas["Reply"]["properties"]["data"]["properties"]["fee"] == {"$ref": "#/components/schemas/Fee"}
    assert set(schemas["Fee"]["properties"]) == {"amount", "payer"}
    assert "required" not in schemas["Fee"]


def test_a_parameter_and_a_status_come_to_their_operation(tmp_path: Path) -> None:
    home, changed = followed(
        tmp_path,
        (LIST, "| `limit` |", "| `sport` | string | yes | A sport. |\n| `limit` |"),
        (PLACE, "| `503`  |", "| `409`  | Filled. |\n| `503`  |"),
    )

    paths = yaml.safe_load(home.joinpath("rest.openapi.yaml").read_text(encoding="utf-8"))["paths"]
    assert paths["/orders/list"]["get"]["parameters"][-1] == {
        "name": "sport",
        "in": "query",
        "required": True,
        "description": "A sport.",
        "schema": {"type": "string"},
    }
    assert paths["/orders"]["post"]["responses"]["409"]["description"] == "Filled."
    assert paths["/orders"]["post"]["x-effect"]["statuses"]["409"] == "may_have_acted"
    # What a status proves of a command decides about money: nobody guesses it.
    assert any("decide: whether 409 proves that the venue has not acted" in line for line in changed)


def test_an_operation_is_drafted_from_its_page(tmp_path: Path) -> None:
    source = "---\nopenapi: GET /fees\n---\n\n" + "".join(
        f"{line}\n"
        for line in (
            "## Response",
            "",
            '<ResponseField name="odds" type="integer">Odds.</ResponseField>',
            '<ResponseField name="note" type="string" />',
        )
    )
    before = documents(tmp_path)
    home = specs(tmp_path, documents=locked(before)) / "small"
    after = tmp_path / "after"
    shutil.copytree(before, after)
    after.joinpath("pages/fees.mdx").write_text(source, encoding="utf-8")

    assert (
        main(
            [
                "--specs",
                str(home.parent),
                "follow",
                "small",
                "--documents",
                str(after),
                "--since",
                str(before),
                "--date",
                "2026-02-03",
                "--write",
            ]
        )
        == 1
    )

    content = yaml.safe_load(home.joinpath("rest.openapi.yaml").read_text(encoding="utf-8"))
    fees = content["paths"]["/fees"]["get"]
    assert fees["x-effect"]["kind"] == "read"
    assert set(fees["x-effect"]["statuses"].values()) == {"not_acted"}
    assert set(content["components"]["schemas"]["FeesReply"]["properties"]) == {"odds", "note"}
    assert "decide: the buckets of fees" in home.joinpath("rest.openapi.yaml").read_text(encoding="utf-8")
    # What was written says what the page says.
    assert main(["--specs", str(home.parent), "follow", "small", "--documents", str(after)]) == 0


def test_a_message_of_a_socket_is_drafted_from_its_sample(tmp_path: Path) -> None:
    sample = '## Pausing\n\n### Request\n\n```json\n["pause", {"requestID": "r", "minutes": 5}]\n```\n\n## Messages'
    home, _ = followed(tmp_path, (SOCKET, "## Messages", sample))

    content = yaml.safe_load(home.joinpath("socket.schema.yaml").read_text(encoding="utf-8"))
    pause = content["x-messages"]["pause"]
    assert (pause["direction"], pause["frame"], pause["request"]) == ("send", "PauseFrame", "PauseRequest")
    assert content["$defs"]["PauseFrame"]["prefixItems"][0] == {"const": "pause"}
    assert set(content["$defs"]["PauseRequest"]["properties"]) == {"requestID", "minutes"}
    assert "decide: in a sentence, what pause does" in home.joinpath("socket.schema.yaml").read_text(encoding="utf-8")


def test_what_the_documents_no_longer_have_stays_with_a_question(tmp_path: Path) -> None:
    _, changed = followed(tmp_path, (PLACE, '    <ResponseField name="lines" type="object" />\n', ""))

    assert changed == [
        "+            # source: pages/place-order.mdx:38 (2026-02-03)",
        "+            # decide: no longer in the documents: keep it as long as it may come",
    ]


def test_what_contradicts_is_a_question_at_its_line_and_is_asked_once(tmp_path: Path) -> None:
    home, changed = followed(tmp_path, (PLACE, 'name="left" type="integer"', 'name="left" type="string"'))

    assert changed == [
        "+            # source: pages/place-order.mdx:42 (2026-02-03)",
        "+            # decide: type: string on the page, integer here",
    ]
    main(["--specs", str(home.parent), "follow", "small", "--documents", str(tmp_path / "after"), "--date", "2026-02-03", "--write"])
    assert home.joinpath("rest.openapi.yaml").read_text(encoding="utf-8").count("decide:") == 1


def test_what_has_no_place_is_listed_with_its_reason_to_be_given(tmp_path: Path) -> None:
    home, _ = followed(tmp_path, (PLACE, '"left": 3,', '"left": three,'))

    (entry,) = yaml.safe_load(home.joinpath("deviations.yaml").read_text(encoding="utf-8"))["pages"]
    assert entry["at"] == "page pages/place-order.mdx"
    assert entry["reason"] == "decide: why we differ"
    assert [fault.rule for fault in lint(home.parent) if "deviations.yaml" in fault.document] == ["decided"]


def test_the_lock_and_the_changelog_follow(tmp_path: Path) -> None:
    home, _ = followed(tmp_path, (PLACE, "`open` or `done`.", "`open`, `done` or `held`."))

    lock = lock_at(home / "sources.lock")
    assert lock.date == "2026-02-03"
    assert {document.where: document.seen for document in lock.documents}[PLACE] == "2026-02-03"
    assert {document.where: document.seen for document in lock.documents}[SOCKET] == "2026-01-01"
    words = tmp_path.joinpath("CHANGELOG.md").read_text(encoding="utf-8")
    assert (
        "## Unreleased\n\n### What small changed\n\n#### Breaking for readers\n\n- `POST /orders 200 data.state`: value added: held\n"
        in words
    )
    assert words.endswith("## 1.0.0\n")


def test_what_was_written_is_not_written_again(tmp_path: Path) -> None:
    home, _ = followed(
        tmp_path, (PLACE, "`open` or `done`.", "`open`, `done` or `held`."), (SOCKET, '"filled": 0}', '"filled": 0, "left": 4}')
    )
    written = {path: path.read_text(encoding="utf-8") for path in home.iterdir()}

    assert (
        main(["--specs", str(home.parent), "follow", "small", "--documents", str(tmp_path / "after"), "--date", "2026-02-03", "--write"])
        == 0
    )
    assert {path: path.read_text(encoding="utf-8") for path in home.iterdir()} == written


def test_an_operation_on_another_host_is_written_with_it_and_with_the_parameters_of_its_call_and_asked_about(tmp_path: Path) -> None:
    fence = "## Replay\n\n```\nGET https://stream.example/missed?after=1\n```\n\n## Messages"
    home, _ = followed(tmp_path, (SOCKET, "## Messages", fence))

    source = home.joinpath("rest.openapi.yaml").read_text(encoding="utf-8")
    assert "# decide: it is called at https://stream.example, which is not among `servers`: is the token to be sent there," in source
    written = yaml.safe_load(source)["paths"]["/missed"]
    assert written["servers"] == [{"url": "https://stream.example"}]
    assert [(each["name"], each["in"], each["schema"]) for each in written["get"]["parameters"]] == [
        ("after", "query", {"type": "integer"})
    ]


# ---- the hand that writes


@pytest.mark.parametrize("path", sorted(Path(__file__).parents[1].glob("specs/*/*.yaml")), ids=lambda path: path.name)
def test_a_file_that_is_not_edited_keeps_every_byte(path: Path) -> None:
    assert Yaml(path).written() == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "value",
    [
        {"a": {"b": "c: d", "e": ["x", "no", "1"]}, "f": [{"g": None, "h": [{"i": 1}]}]},
        {"long": "word " * 60, "quote": "it's", "hash": "a # b", "colon": "a: b", "brace": "{a}", "comma": "a, b"},
        {"empty": {}, "none": [], "true": True, "number": 1.5, "date": "2026-01-01", "star": "* 200"},
        {"list": [["a", {"b": 1}], [], "c"]},
    ],
)
def test_what_is_written_reads_as_it_was(value: Any) -> None:
    written = "\n".join(lines_of(value, 0))

    # Folded text ends with a line feed of its own.
    assert json.dumps(yaml.safe_load(written)).replace("\\n", "") == json.dumps(value).replace('word "', 'word"')
    assert yaml.safe_load(flow(value)) == value
    assert all(len(line) <= 140 for line in lines_of(value, 0))


def test_data_of_the_tests_is_not_the_place_of_questions() -> None:
    assert "decide:" not in DATA.joinpath("small.openapi.yaml").read_text(encoding="utf-8")
