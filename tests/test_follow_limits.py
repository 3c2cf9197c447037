"""Following a venue whose documents are too large, too deep, broken, or partly missing: told in one line, or read in bounded time."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest
from followed_states import documents, locked, specs
from mutations import DATA
from test_follow import PLACE, SOCKET, change
from test_pages import page

from compiler.__main__ import main
from compiler.following import command
from compiler.following.lock import Locked, hash_of, lock_at
from compiler.following.samples import UnreadableSampleError, sample_of

OPENAPI = DATA / "small.openapi.yaml"


# ---- what the exit code says


def test_a_failure_of_the_program_is_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    verdict = tmp_path / "verdict"

    def failing(_: object) -> int:
        raise LookupError("a mistake of ours")

    monkeypatch.setattr(command, "run", failing)

    assert main(["--specs", str(specs(tmp_path)), "follow", "small", "--verdict", str(verdict)]) == 4
    assert "LookupError: a mistake of ours" in capsys.readouterr().err
    assert verdict.read_text(encoding="utf-8") == "4\n"


def test_the_verdict_is_written_once_the_end_is_reached(tmp_path: Path) -> None:
    state = documents(tmp_path)
    home, verdict = specs(tmp_path, documents=locked(state)), tmp_path / "verdict"
    change(state / PLACE, "An order rests", "Every order rests")

    code = main(["--specs", str(home), "follow", "small", "--documents", str(state), "--verdict", str(verdict)])

    assert (code, verdict.read_text(encoding="utf-8")) == (1, "1\n")


# ---- size and depth


@pytest.mark.parametrize("depth", [65, 1_000, 100_000])
@pytest.mark.parametrize("sign", ["{}", "[]"])
def test_a_sample_that_is_too_deep_is_a_fault_of_its_line(depth: int, sign: str) -> None:
    begin = '{"a":' if sign == "{}" else "["

    with pytest.raises(UnreadableSampleError, match="line 1 of the sample: expected at most 64 values within each other, found more"):
        sample_of(begin * depth + "1" + sign[1] * depth)


@pytest.mark.parametrize(
    "source",
    [
        "```json\n[" + ",\n".join(['{"x": 1, "y": "abc"}'] * 10_000) + "]\n```\n",
        "Some words of `code` and 1 < 2 A<B here, one of `a`, `b`.\n" * 8_000,
        "<A b={" * 60_000,
        "".join(f'<ResponseField name="f{number}" type="string">Words.</ResponseField>\n' for number in range(4_000)),
    ],
    ids=["json", "a paragraph", "tags that never end", "fields"],
)
def test_the_time_for_a_page_grows_with_its_size_only(source: str) -> None:
    def took(part: str) -> float:
        begin = time.process_time()
        page(part)
        return time.process_time() - begin

    # Four times as much, with room for a busy machine; sixteen times, where time grows with the square: then it does so each time, while
    # a machine that becomes slower in between does not.
    assert any(took(source) < 9 * took(source[: len(source) // 4]) + 0.2 for _ in range(3))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('<ResponseField name="a" type="object">\n' * 500, "line 33: expected at most 32 fields within each other, found more"),
        ("---\n" + "a: [" * 5_000 + "\n---\n", "too deep to be read"),
    ],
)
def test_a_page_that_is_too_deep_is_named(content: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = documents(tmp_path)
    home = specs(tmp_path, documents=locked(state))
    state.joinpath(PLACE).write_text(content, encoding="utf-8")

    assert main(["--specs", str(home), "follow", "small", "--documents", str(state)]) == 3
    error = capsys.readouterr().err
    assert f"{PLACE}: " in error
    assert told in error


@pytest.mark.parametrize("sample", ['{"a": "\\q"}', '{"a": 1e99999999999}', '{"a": ' + "9" * 5_000 + "}", '{"a": "\\ud800"}'])
def test_no_sample_ends_in_a_traceback(sample: str) -> None:
    read = page(f"```json\n{sample}\n```")

    assert len(read.faults) + len(read.samples) == 1


# ---- what cannot be read


def test_a_page_that_is_no_utf_8_is_not_guessed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = documents(tmp_path)
    home = specs(tmp_path, documents=locked(state))
    content = state.joinpath(PLACE).read_bytes()
    state.joinpath(PLACE).write_bytes(content.replace(b"An order rests", b"An \xe9 order rests"))

    assert main(["--specs", str(home), "follow", "small", "--documents", str(state)]) == 3
    assert f"{PLACE}: line 8: expected UTF-8, found the byte 0xe9" in capsys.readouterr().err


@pytest.mark.parametrize(("content", "told"), [("{bad", "neither JSON nor YAML"), ('{"a": 1}', "expected an OpenAPI 3 document")])
def test_an_openapi_file_of_the_lock_that_cannot_be_read_is_not_passed_over(
    content: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state = documents(tmp_path)
    api = state / "api.yaml"
    shutil.copy(OPENAPI, api)
    known = Locked(where="api.yaml", kind="openapi", seen="2026-01-01", sha256=hash_of(api.read_bytes()))
    home = specs(tmp_path, documents=(*locked(state), known))
    api.write_text(content, encoding="utf-8")

    assert main(["--specs", str(home), "follow", "small", "--documents", str(state)]) == 3
    error = capsys.readouterr().err
    assert error.startswith("api.yaml: ")
    assert told in error


# ---- what one document still has


def test_an_operation_that_another_document_still_has_is_not_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = documents(tmp_path)
    shutil.copy(OPENAPI, before / "api.yaml")
    home = specs(tmp_path, documents=locked(before))
    after = tmp_path / "after"
    shutil.copytree(before, after)
    after.joinpath("pages/list-orders.md").unlink()

    main(["--specs", str(home), "follow", "small", "--documents", str(after), "--since", str(before)])

    output = capsys.readouterr().out
    assert "operation removed" not in output
    assert "no longer described" in output
    assert "Breaking for callers" not in output


def test_a_folder_without_a_document_of_the_lock_makes_no_entry_stale(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = documents(tmp_path)
    shutil.copy(OPENAPI, state / "api.yaml")
    known = Locked(where="other.yaml", kind="openapi", seen="2026-01-01", sha256="0" * 64)
    home = specs(tmp_path, documents=(*locked(state), known))
    entry = {"at": "GET /elsewhere", "difference": "only we have this operation", "reason": "It is there.", "source": "other.yaml"}
    home.joinpath("small", "deviations.yaml").write_text(json.dumps({"deviations": [entry], "pages": []}), encoding="utf-8")

    main(["--specs", str(home), "follow", "small", "--documents", str(state)])

    output = capsys.readouterr().out
    assert "gone: other.yaml" in output
    assert "What only documents that are gone may say, or explain, is not judged." in output
    assert "STALE" not in output


# ---- the lock


def test_nothing_is_written_of_a_state_without_a_day_or_from_before_the_lock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    state = documents(tmp_path)
    home = specs(tmp_path, documents=locked(state))
    change(state / PLACE, "An order rests", "Every order rests")
    before = home.joinpath("small", "sources.lock").read_bytes()
    arguments = ["--specs", str(home), "follow", "small", "--documents", str(state), "--write"]

    assert main(arguments) == 3
    assert "--write: expected the day of this state" in capsys.readouterr().err
    assert main([*arguments, "--date", "2025-12-31"]) == 3
    assert "expected a state of 2026-01-01 (the lock) or later, found one of 2025-12-31" in capsys.readouterr().err
    assert home.joinpath("small", "sources.lock").read_bytes() == before


def test_the_lock_asks_about_what_nobody_could_compare_and_keeps_what_is_gone(tmp_path: Path) -> None:
    state = documents(tmp_path)
    home = specs(tmp_path, commit="0123abc", documents=locked(state))
    change(state / PLACE, "An order rests", "Every order rests")
    state.joinpath(SOCKET).unlink()
    arguments = ["--specs", str(home), "follow", "small", "--documents", str(state), "--date", "2026-02-03", "--write"]

    main(arguments)

    lock = lock_at(home / "small" / "sources.lock")
    told = {document.where: document for document in lock.documents}
    assert told[PLACE].question.startswith("it has changed, and what it said before is not at hand")
    assert told[SOCKET].question.startswith("not in the state of 2026-02-03: if the venue has taken them away")
    assert told[SOCKET].seen == "2026-01-01"
    # The commit of another state is no commit of this one.
    assert lock.commit == ""
    main(arguments)
    assert lock_at(home / "small" / "sources.lock") == lock


def test_a_page_that_came_back_is_not_asked_about_any_more(tmp_path: Path) -> None:
    state = documents(tmp_path)
    home = specs(tmp_path, documents=locked(state))
    content = state.joinpath(SOCKET).read_bytes()
    state.joinpath(SOCKET).unlink()
    arguments = ["--specs", str(home), "follow", "small", "--documents", str(state), "--date", "2026-02-03", "--write"]
    main(arguments)
    state.joinpath(SOCKET).write_bytes(content)

    main(arguments)

    assert [document.question for document in lock_at(home / "small" / "sources.lock").documents if document.question] == []
