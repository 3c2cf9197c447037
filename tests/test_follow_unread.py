"""What changes on a page and is read by no rule is told all the same, and asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from followed_states import documents, locked, specs
from test_follow import change
from test_follow_write import PLACE, SOCKET, followed

from compiler.__main__ import main
from compiler.following.lock import lock_at

SCRIPT = "## Keeping alive\n\n```javascript\nconst ws = new WebSocket('wss://one.example/ws');\n```\n"


def told(folder: Path, before: Path, after: Path, capsys: pytest.CaptureFixture[str]) -> str:
    home = specs(folder, documents=locked(before))
    main(["--specs", str(home), "follow", "small", "--documents", str(after), "--since", str(before)])
    return capsys.readouterr().out


def states(folder: Path, page: str, old: str, new: str) -> tuple[Path, Path]:
    """Write two states of the documents, the first with a script on the page of the socket."""
    before, after = documents(folder), folder / "after"
    change(before / SOCKET, "## Keeping alive\n", SCRIPT)
    after.mkdir()
    for path in before.rglob("*.md*"):
        copy = after / path.relative_to(before)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    change(after / page, old, new)
    return before, after


@pytest.mark.parametrize(
    ("edit", "shown"),
    [
        ((SOCKET, "wss://one.example/ws", "wss://two.example/ws"), "WebSocket('wss://two.example/ws');"),
        ((PLACE, "title: 'Place an order'", "title: 'Place orders'"), "{+orders+}"),
        ((PLACE, "<CodeGroup>", "<Tabs>"), "<Tabs>"),
        ((PLACE, "```json JSON body", "```json The body"), "{+The+} body"),
    ],
)
def test_what_no_rule_reads_is_told_with_the_words_that_changed(
    edit: tuple[str, str, str], shown: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = told(tmp_path, *states(tmp_path, *edit), capsys)

    (line,) = [line for line in output.splitlines() if "unread change" in line]
    assert f"page {edit[0]}" in line
    assert shown in line


def test_another_value_in_a_sample_is_an_example_and_not_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = told(tmp_path, *states(tmp_path, PLACE, '"left": 3,', '"left": 4,'), capsys)

    assert "example changed" in output
    assert "unread change" not in output


def test_what_is_told_by_the_facts_of_a_page_is_not_told_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = told(tmp_path, *states(tmp_path, PLACE, "`open` or `done`.", "`open`, `done` or `held`."), capsys)

    assert "value added" in output
    assert "unread change" not in output


def test_what_no_rule_reads_becomes_a_question(tmp_path: Path) -> None:
    home, _ = followed(tmp_path, (PLACE, "<CodeGroup>", "<Tabs>"))

    text = "".join(path.read_text(encoding="utf-8") for path in (*home.glob("*.yaml"), home / "sources.lock"))
    assert "pages/place-order.mdx: unread change" in text
    assert lock_at(home / "sources.lock").date == "2026-02-03"
