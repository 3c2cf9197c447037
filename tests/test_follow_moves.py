"""A page that stands at another path is the same page: held to the specs there, and renamed where they name it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from followed_states import documents, locked, specs
from test_follow import change
from test_follow_write import PLACE, SOCKET

from compiler.__main__ import main
from compiler.comparing.deviations import deviations_at
from compiler.following.lock import lock_at

NOW = "pages/sockets/orders.mdx"


def moved(folder: Path, *edits: tuple[str, str, str]) -> tuple[Path, Path, Path]:
    """Move the page of the socket; return the specs, and the two states."""
    before = documents(folder)
    home = specs(folder, documents=locked(before)) / "small"
    home.joinpath("deviations.yaml").write_text("deviations:\npages:\n", encoding="utf-8")
    after = folder / "after"
    shutil.copytree(before, after)
    after.joinpath(NOW).parent.mkdir()
    after.joinpath(SOCKET).rename(after / NOW)
    for page, old, new in edits:
        change(after / page, old, new)
    return home, before, after


def followed(home: Path, after: Path, *more: str) -> int:
    return main(["--specs", str(home.parent), "follow", "small", "--documents", str(after), "--date", "2026-02-03", *more])


def test_a_page_that_moved_is_neither_new_nor_gone_and_is_held_to_the_same_messages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, _, after = moved(
        tmp_path, (NOW, '"filled": 0}', '"filled": 0, "left": 4}'), (NOW, "| `order not found` | There is none. |\n", "")
    )

    assert followed(home, after) == 1

    output = capsys.readouterr().out
    assert f"  moved: {SOCKET} → {NOW}" in output
    assert "0 new, 0 gone" in output
    assert f"UNLISTED  send cancel reply data[].left [{NOW}:18]: sample: only the page has this field" in output


@pytest.mark.parametrize("since", ["", "before"])
def test_a_page_that_moved_is_renamed_in_the_specs_and_in_the_lock(since: str, tmp_path: Path) -> None:
    home, before, after = moved(tmp_path)
    path = home / "socket.schema.yaml"
    change(
        path, "# A small socket document", "# pages/socket.mdx, not pages/socket-two.mdx nor other/pages/socket/x. A small socket document"
    )

    followed(home, after, "--write", *(("--since", str(before)) if since else ()))

    source = path.read_text(encoding="utf-8")
    assert f"# {NOW}, not pages/socket-two.mdx nor other/pages/socket/x. A small" in source
    assert {message["docs"] for message in yaml.safe_load(source)["x-messages"].values()} == {"https://one.example/pages/sockets/orders"}
    lock = lock_at(home / "sources.lock")
    assert NOW in lock.by_place
    assert SOCKET not in lock.by_place
    assert [document.question for document in lock.documents if document.question] == []
    assert followed(home, after) == 0


def test_of_two_pages_that_could_be_the_one_that_is_gone_none_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home, _, after = moved(tmp_path)
    shutil.copy(after / NOW, after / "pages/again.mdx")

    followed(home, after)

    output = capsys.readouterr().out
    assert "moved:" not in output
    assert "2 new, 1 gone" in output


def test_what_differs_alike_in_many_places_is_one_deviation_with_one_question(tmp_path: Path) -> None:
    home, _, after = moved(tmp_path)
    operations = home / "rest.openapi.yaml"
    content = yaml.safe_load(operations.read_text(encoding="utf-8"))
    data = content["components"]["schemas"]["Reply"]["properties"]["data"]["properties"]
    data |= {f"leg{number}": {"type": "object", "properties": {"risk": data["risk"]}} for number in range(6)}
    operations.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    leg = '<Expandable title="leg"><ResponseField name="risk" type="boolean" /></Expandable>'
    fields = "".join(f'    <ResponseField name="leg{number}" type="object">{leg}</ResponseField>\n' for number in range(6))
    change(after / PLACE, '    <ResponseField name="left"', fields + '    <ResponseField name="left"')

    followed(home, after, "--write")

    source = home.joinpath("deviations.yaml").read_text(encoding="utf-8") + operations.read_text(encoding="utf-8")
    assert source.count("decide: ") <= 6
    assert all(entry.count for entry in deviations_at(home / "deviations.yaml", "pages") if entry.is_open)


def test_what_a_page_tells_and_the_openapi_file_does_not_yet_has_its_reason(tmp_path: Path) -> None:
    home, _, after = moved(
        tmp_path, (PLACE, '<ResponseField name="left"', '<ResponseField name="memo" type="string" />\n<ResponseField name="left"')
    )
    shutil.copy(home / "rest.openapi.yaml", after / "openapi.yaml")
    change(after / PLACE, "`open` or `done`.", "`open`, `done` or `held`.")

    followed(home, after, "--write")

    entries = {entry.difference: entry for entry in deviations_at(home / "deviations.yaml")}
    assert entries["value: only we list held"].reason == "A page says so, and the OpenAPI documents do not yet."
    assert entries["only we have this field"].at == ("POST /orders 200 data.memo",)
    assert entries["only we have this field"].source.startswith(f"{PLACE}:")
