"""What `follow --write` writes into specs that say once what all operations have, and into definitions that two sockets share."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml
from followed_states import documents, locked, specs
from test_follow import change
from test_follow_write import PLACE, SOCKET

from compiler.__main__ import main
from compiler.documents import read

DEFAULTS = "x-defaults:\n  reads: {/: [orders]}\n  error: {$ref: '#/components/schemas/Error'}\n"


def followed(folder: Path, home: Path, *edits: tuple[str, str, str]) -> None:
    """Follow a copy of the pages in which something has changed."""
    after = folder / "after"
    shutil.copytree(folder / "documents", after)
    for page, old, new in edits:
        if page == "pages/fees.mdx":
            after.joinpath(page).write_text(new, encoding="utf-8")
        else:
            change(after / page, old, new)
    main(["--specs", str(home.parent), "follow", "small", "--documents", str(after), "--date", "2026-02-03", "--write"])


def short(folder: Path) -> Path:
    """Write the specs of a small venue in the short form."""
    home = specs(folder, documents=locked(documents(folder))) / "small"
    change(home / "rest.openapi.yaml", "paths:\n", f"{DEFAULTS}paths:\n")
    return home


def test_a_new_read_has_no_lines_that_follow(tmp_path: Path) -> None:
    home = short(tmp_path)
    page = '---\nopenapi: GET /fees\n---\n\n## Response\n\n<ResponseField name="odds" type="integer">Odds.</ResponseField>\n'

    followed(tmp_path, home, ("pages/fees.mdx", "", page))

    written: Any = yaml.safe_load(home.joinpath("rest.openapi.yaml").read_text(encoding="utf-8"))
    assert "x-effect" not in written["paths"]["/fees"]["get"]
    complete: Any = read(home / "rest.openapi.yaml")
    assert complete["paths"]["/fees"]["get"]["x-effect"]["kind"] == "read"
    # It is counted as all reads are.
    assert complete["paths"]["/fees"]["get"]["x-effect"]["buckets"] == ["orders"]
    assert "the buckets of" not in home.joinpath("rest.openapi.yaml").read_text(encoding="utf-8")


def test_a_new_status_of_a_command_asks_only_where_there_is_a_choice(tmp_path: Path) -> None:
    home = short(tmp_path)

    followed(tmp_path, home, (PLACE, "| `503`  |", "| `409`  | Filled. |\n| `429`  | Too many. |\n| `503`  |"))

    source = home.joinpath("rest.openapi.yaml").read_text(encoding="utf-8")
    statuses = yaml.safe_load(source)["paths"]["/orders"]["post"]["x-effect"]["statuses"]
    assert statuses["409"] == "may_have_acted"
    assert "429" not in statuses
    assert "decide: whether 409 proves" in source
    assert "decide: whether 429 proves" not in source
    complete: Any = read(home / "rest.openapi.yaml")
    assert complete["paths"]["/orders"]["post"]["x-effect"]["statuses"]["429"] == "not_acted"


def shared(folder: Path) -> Path:
    """Move a definition of the socket into the file of another one."""
    home = specs(folder, documents=locked(documents(folder))) / "small"
    socket = home / "socket.schema.yaml"
    begin, mark, rest = socket.read_text(encoding="utf-8").partition("  OrderUpdate:\n")
    body, end, last = rest.partition("  Failure:")
    other = "x-socket: {url: 'wss://one.example/other', framing: tuple}\nx-messages: {}\n$defs:\n"
    home.joinpath("other.schema.yaml").write_text(other + mark + body, encoding="utf-8")
    socket.write_text(f"{begin}  OrderUpdate: {{$ref: 'other.schema.yaml#/$defs/OrderUpdate'}}\n{end}{last}", encoding="utf-8")
    return home


def test_a_field_of_a_shared_definition_is_written_where_that_stands(tmp_path: Path) -> None:
    home = shared(tmp_path)

    followed(tmp_path, home, (SOCKET, '"status": "open", "filled": 1.5}', '"status": "open", "filled": 1.5, "left": 4}'))

    other: Any = yaml.safe_load(home.joinpath("other.schema.yaml").read_text(encoding="utf-8"))
    assert "left" in other["$defs"]["OrderUpdate"]["properties"]
    assert "left" not in home.joinpath("socket.schema.yaml").read_text(encoding="utf-8")


def test_a_question_about_a_shared_definition_stands_at_its_line(tmp_path: Path) -> None:
    home = shared(tmp_path)

    followed(tmp_path, home, (SOCKET, "  filled?: number;", "  filled?: boolean;"))

    assert "# decide: type: boolean on the page" in home.joinpath("other.schema.yaml").read_text(encoding="utf-8")
    assert "decide" not in home.joinpath("socket.schema.yaml").read_text(encoding="utf-8")
