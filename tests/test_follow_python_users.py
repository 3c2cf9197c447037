"""What a followed change does to Python users is told at the end."""

from __future__ import annotations

from pathlib import Path

from compiler.following.users import breaks


def bindings(folder: Path, words: str) -> None:
    package = folder / "crossbook_bindings"
    package.mkdir(parents=True)
    package.joinpath("py.typed").touch()
    package.joinpath("__init__.py").write_text(words, encoding="utf-8")


def test_the_report_ends_with_what_breaks_for_python_users(tmp_path: Path) -> None:
    bindings(tmp_path / "generated", "def cancel(*, id: str) -> str: ...\n")
    consumer = tmp_path / "tests" / "consumer" / "program.py"
    consumer.parent.mkdir(parents=True)
    consumer.write_text("from crossbook_bindings import cancel\n\nprint(cancel(id='a').upper())\n", encoding="utf-8")

    told = breaks(tmp_path, tmp_path, lambda _, into: bindings(into, "def cancel(*, id: str) -> int: ...\n"))

    assert told[0] == "crossbook_bindings.cancel(): returned str, now int"
    assert "program.py:3: error" in told[1]
    assert breaks(tmp_path, tmp_path, lambda _, into: bindings(into, "def cancel(*, id: str | int) -> str: ...\n")) == []


def test_bindings_that_cannot_be_compiled_yet_are_told_and_end_nothing(tmp_path: Path) -> None:
    bindings(tmp_path / "generated", "")

    def failing(_: Path, into: Path) -> None:
        raise ValueError(f"nothing can be made of {into.name}")

    assert breaks(tmp_path, tmp_path, failing) == [
        "The bindings cannot be compiled before the questions are answered: nothing can be made of generated"
    ]
