"""Documents are somebody else's: whatever their words are, they are written as words, shown as words, and call nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from followed_states import documents, locked, specs
from test_follow import change
from test_follow_write import PLACE, SOCKET, followed

from compiler.__main__ import main
from compiler.comparing.sources import document_of
from compiler.comparing.visible import inert

HIDDEN = (r"\u001b[31mred", r"\u0000", r"\u2028x", r"\u202ex")


@pytest.mark.parametrize("word", [*HIDDEN, r"a\nb: c # d", "x" * 300, "- x", "# decide: x", "${{ github.token }}"])
def test_words_of_any_form_are_written_so_that_they_can_be_read(word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    value = (PLACE, '"state": "open"', f'"state": "{word}"')
    field = (PLACE, '"left": 3,', f'"left": 3, "{word}": 4,')
    message = (SOCKET, '["ping"]', f'["{word}", {{"a": 1}}]')
    tmp_path.joinpath("tests", "recordings", "small").mkdir(parents=True)

    home, _ = followed(tmp_path, value, field, message)

    output = capsys.readouterr()
    assert "Traceback" not in output.err
    assert all(character.isprintable() or character in "\n\t" for character in output.out)
    for path in home.glob("*.yaml"):
        assert yaml.safe_load(path.read_text(encoding="utf-8"))
    assert "date: '2026-02-03'" in home.joinpath("sources.lock").read_text(encoding="utf-8")


def test_an_openapi_file_shows_what_it_hides() -> None:
    assert document_of(b'{"a\\u001b": ["b\\u0000\\u202e", "c\\n"]}') == {"a\ufffd": ["b\ufffd\ufffd", "c\n"]}


def test_a_document_whose_name_hides_something_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = documents(tmp_path)
    home = specs(tmp_path, documents=locked(state))
    state.joinpath("pages/\x1b[31m.mdx").write_text("# A\n", encoding="utf-8")

    assert main(["--specs", str(home), "follow", "small", "--documents", str(state)]) == 3
    assert r"found 'pages/\x1b[31m.mdx'" in capsys.readouterr().err


def test_the_text_of_a_pull_request_calls_nobody_and_closes_nothing(tmp_path: Path) -> None:
    before = documents(tmp_path)
    after, report = tmp_path / "after", tmp_path / "report.md"
    after.mkdir()
    for path in before.rglob("*.md*"):
        copy = after / path.relative_to(before)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    hostile = "It must be @octocat/all who fixes #12, GH-13 and https://github.com/a/b/issues/1 ![x](https://x) <img src=x> <!-- x"
    change(after / PLACE, "An order rests for at most 10 minutes.", hostile)
    home = specs(tmp_path, documents=locked(before))

    main(["--specs", str(home), "follow", "small", "--documents", str(after), "--since", str(before), "--markdown", str(report)])

    text = report.read_text(encoding="utf-8")
    assert "octocat" in text
    assert not any(acting in text for acting in ("@octocat", "#12", "GH-13", "github.com/", "](", "<img", "<!--"))


def test_what_acts_in_markdown_is_told_by_its_sign_and_words_stay_words() -> None:
    assert inert("a < b, a@ b, # Title, [x] (y)") == "a < b, a@ b, # Title, [x] (y)"
