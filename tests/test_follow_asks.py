"""What `follow --write` asks: whatever the specs cannot be held to, and whatever it took from elsewhere, at the line where it belongs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from followed_states import documents, locked, specs
from mutations import DATA
from test_follow import change
from test_follow_write import FIELDS, PLACE, SOCKET, followed

from compiler.__main__ import main
from compiler.following.drafting import Draft
from compiler.following.lock import lock_at
from compiler.following.reading import page_of
from compiler.following.sharing import sharers, twin_at, twins_of
from compiler.following.stripping import stripped
from compiler.rules.decided import questions_in

REST = "rest.openapi.yaml"


def asked(home: Path) -> list[str]:
    """List the questions in the specs of a venue, each with what it stands above."""
    found: list[str] = []
    for path in sorted(home.glob("*.yaml")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, question in questions_in(path):
            below = next(line.strip() for line in lines[number:] if not line.strip().startswith("#"))
            found.append(f"{below.partition(':')[0]}: {question}")
    return found


# ---- what the specs cannot be held to


@pytest.mark.parametrize(
    ("edit", "above", "told"),
    [
        ((FIELDS, "at least 1.", "at least 5."), "bet", "figure changed: USD at risk, at least 1. → USD at risk, at least 5."),
        ((FIELDS, "at least 1.", "at most 1."), "bet", "rule changed"),
        ((FIELDS, "USD at risk, at least", "USD to win, at least"), "bet", "unit changed"),
        ((PLACE, "Price of the fill.", "Price of the fill, in cents."), "fills", "unit changed"),
        ((PLACE, "Id of the order.", "Id of the order, as a UUID."), "id", "form changed"),
        ((PLACE, "at most 10 minutes", "at most 20 minutes"), "post", "pages/place-order.mdx: figure changed"),
        ((PLACE, "Nobody knows.", "Nothing was done: it must be sent again."), "'503'", "rule changed"),
        ((SOCKET, "Send a `cancel` message.", "Send a `cancel` message at most 5 times."), "cancel", "figure changed"),
        ((PLACE, '"left": 3,', '"left": three,'), "post", "unreadable sample added"),
    ],
    ids=str,
)
def test_prose_that_may_break_is_asked_where_the_specs_speak_of_it(
    edit: tuple[str, str, str], above: str, told: str, tmp_path: Path
) -> None:
    home, changed = followed(tmp_path, edit)

    (question,) = [each for each in asked(home) if "does what stands here still hold?" in each]
    assert question.startswith(f"{above}: ")
    assert told in question
    assert all(line.startswith("+") for line in changed)


def test_words_that_break_nobody_are_not_asked(tmp_path: Path) -> None:
    home, _ = followed(tmp_path, (PLACE, "Id of the order.", "The id of one order."))

    assert asked(home) == []


def test_prose_of_a_page_that_is_about_nothing_in_the_specs_is_asked_in_the_lock(tmp_path: Path) -> None:
    before = documents(tmp_path)
    before.joinpath("pages/limits.mdx").write_text("# Limits\n\nAt most 60 requests.\n", encoding="utf-8")
    home = specs(tmp_path, documents=locked(before))
    after = tmp_path / "after"
    shutil.copytree(before, after)
    change(after / "pages/limits.mdx", "60", "30")

    main(["--specs", str(home), "follow", "small", "--documents", str(after), "--since", str(before), "--date", "2026-02-03", "--write"])

    (document,) = [each for each in lock_at(home / "small" / "sources.lock").documents if each.question]
    assert document.where == "pages/limits.mdx"
    assert "At most 60 requests. → At most 30 requests." in document.question


# ---- where it is asked


def test_a_status_that_is_gone_is_asked_at_its_operation(tmp_path: Path) -> None:
    home, _ = followed(tmp_path, (PLACE, "| `400`  | The order is refused. |\n", ""))

    assert asked(home) == ["'400': no longer in the documents: keep it as long as it may come"]


def test_an_error_text_comes_to_a_message_of_its_own_page(tmp_path: Path) -> None:
    # A socket whose first message is described on another page.
    before = documents(tmp_path)
    home = specs(tmp_path, documents=locked(before))
    path = home / "small" / "socket.schema.yaml"
    change(path, "x-messages:\n", "x-messages:\n" + PLACE_MESSAGE)
    after = tmp_path / "after"
    shutil.copytree(before, after)
    change(after / SOCKET, "| `order not found`", "| `order is graded` | It is. |\n| `order not found`")

    main(["--specs", str(home), "follow", "small", "--documents", str(after), "--since", str(before), "--date", "2026-02-03", "--write"])

    messages = yaml.safe_load(path.read_text(encoding="utf-8"))["x-messages"]
    assert messages["cancel"]["x-effect"]["replies"]["errors"]["order is graded"] == "may_have_acted"
    assert "errors" not in messages["place"]["x-effect"]["replies"]
    assert "which of cancel, ping can fail so" in " ".join(asked(home / "small"))


PLACE_MESSAGE = """\
  place:
    summary: Place an order.
    docs: https://one.example/pages/placing
    direction: send
    frame: PingFrame
    x-effect: {kind: place, settles: later, buckets: [socket], replies: {default: may_have_acted}}
"""


def test_a_new_message_names_the_page_that_describes_it(tmp_path: Path) -> None:
    sample = '## Pausing\n\n### Request\n\n```json\n["pause", {"requestID": "r"}]\n```\n\n## Messages'
    home, _ = followed(tmp_path, (SOCKET, "## Messages", sample))

    messages = yaml.safe_load(home.joinpath("socket.schema.yaml").read_text(encoding="utf-8"))["x-messages"]
    assert messages["pause"]["docs"] == "https://one.example/pages/socket"


# ---- what is shared


def shared(folder: Path) -> tuple[Path, Path]:
    """Write specs in which two operations read one schema, which is a socket's too."""
    before = documents(folder)
    home = specs(folder, documents=locked(before)) / "small"
    rest, socket = home / REST, home / "socket.schema.yaml"
    change(rest, "              schema: {$ref: '#/components/schemas/Tree'}", "              schema: {$ref: '#/components/schemas/Reply'}")
    change(rest, "    Reply:\n      type: object\n", "    Reply:\n      type: object\n      x-same: socket.schema.yaml#/$defs/Placed\n")
    content: Any = yaml.safe_load(DATA.joinpath("small.openapi.yaml").read_text(encoding="utf-8"))
    placed = yaml.safe_dump({"Placed": content["components"]["schemas"]["Reply"]}, sort_keys=False)
    socket.write_text(socket.read_text(encoding="utf-8") + "".join(f"  {line}\n" for line in placed.splitlines()), encoding="utf-8")
    return before, home


def test_a_field_on_one_page_is_asked_about_where_others_read_the_same_schema_and_its_twin_has_it_too(tmp_path: Path) -> None:
    before, home = shared(tmp_path)
    after = tmp_path / "after"
    shutil.copytree(before, after)
    change(
        after / PLACE,
        '<ResponseField name="left"',
        '<ResponseField name="memo" type="string">Memo.</ResponseField>\n    <ResponseField name="left"',
    )
    change(after / PLACE, "`open` or `done`.", "`open`, `done` or `held`.")

    main(
        [
            "--specs", str(home.parent), "follow", "small", "--documents", str(after), "--since", str(before),
            "--date", "2026-02-03", "--write",
        ]
    )  # fmt: skip

    rest, socket = (yaml.safe_load(home.joinpath(name).read_text(encoding="utf-8")) for name in (REST, "socket.schema.yaml"))
    ours = rest["components"]["schemas"]["Reply"]["properties"]["data"]["properties"]
    theirs = socket["$defs"]["Placed"]["properties"]["data"]["properties"]
    assert ours["memo"] == theirs["memo"]
    assert ours["state"]["enum"] == theirs["state"]["enum"] == ["open", "done", "held"]
    assert "memo: only POST /orders is said to have memo; Reply is read by GET /tree too: theirs as well?" in asked(home)
    assert sum("memo" in question for question in asked(home)) == 1


def test_who_reads_a_schema_is_found_through_references() -> None:
    content = yaml.safe_load(DATA.joinpath("small.openapi.yaml").read_text(encoding="utf-8"))

    assert sharers(content, "/components/schemas/Side") == ("POST /orders",)
    assert sharers(content, "/components/schemas/Error/properties/error") == ("POST /orders",)
    assert sharers(content, "/paths/~1orders") == ()


def test_the_twin_of_a_place_is_found_at_any_depth() -> None:
    inner: Any = {"type": "object", "properties": {"kept": {"type": "object", "properties": {"id": {"type": "string"}}}}}
    rest: Any = {"components": {"schemas": {"Outer": {"properties": {"rows": {"items": {"$ref": "#/components/schemas/Row"}}}}}}}
    rest["components"]["schemas"]["Row"] = {**inner, "x-same": "s.schema.yaml#/$defs/Line"}
    contents: Any = {"r.openapi.yaml": rest, "s.schema.yaml": {"$defs": {"Line": inner}}}

    found = twin_at(contents, twins_of(contents), "r.openapi.yaml", "/components/schemas/Outer", "rows[].kept.id")

    assert found == ("s.schema.yaml", "/$defs/Line", "kept.id")
    assert twin_at(contents, twins_of(contents), "r.openapi.yaml", "/components/schemas/Outer", "rows") is None


# ---- names


def test_a_new_class_has_a_name_that_differs_by_more_than_its_capitals() -> None:
    draft = Draft(content={}, home="#/$defs/", known={"CancelById": {}}, source="a page")

    assert [draft.free(name) for name in ("cancelByID", "cancel-by-id", "1x2", "Message")] == [
        "CancelByID2",
        "CancelById2",
        "The1x2",
        "Message2",
    ]


def test_an_operation_in_words_stays_one_call_when_a_page_is_stripped() -> None:
    for fence in ("```\nGET https://one.example/a/b?c=1\n```", "```\nGET /a/b\n```"):
        read = page_of("page.mdx", fence)
        again = page_of("page.mdx", stripped(read))

        assert [call.name for call in again.called] == [call.name for call in read.called] == ["GET /a/b"]
        assert "GET GET" not in stripped(read)
