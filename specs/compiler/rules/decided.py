"""Nothing that a machine left open stays open: a question in a file of a venue is a fault until a person has answered it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

_QUESTION: Final = "decide:"
_BEFORE: Final = ("#", ":", "'", '"')
"""What stands before a question: the sign of a comment, or the beginning of a value."""
_FILES: Final = ("specs/*/*.yaml", "specs/*/*.lock", "tests/recordings/*/*.json")


def undecided(specs: Path) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and question, for each `decide: ...` in the specs, deviations and recordings of every venue."""
    for pattern in _FILES:
        for path in sorted(specs.parent.glob(pattern.replace("specs/", f"{specs.name}/", 1))):
            for number, question in questions_in(path):
                yield path.relative_to(specs.parent).as_posix(), number, question


def questions_in(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the questions of a file, each with its line. One may go on in the lines of the comment below it, which stand further in."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        begin, mark, question = line.partition(_QUESTION)
        if not mark or not begin.rstrip().endswith(_BEFORE):
            continue
        words = [question.strip().rstrip("',\"")]
        for more in lines[number + 1 :]:
            if not begin.rstrip().endswith("#") or not more.startswith(f"{begin.rstrip()}   "):
                break
            words.append(more.removeprefix(begin.rstrip()).strip())
        yield number + 1, " ".join(words)
