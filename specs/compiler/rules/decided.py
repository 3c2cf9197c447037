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
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                _, mark, question = line.partition(_QUESTION)
                if mark and line.partition(_QUESTION)[0].rstrip().endswith(_BEFORE):
                    yield path.relative_to(specs.parent).as_posix(), number, question.strip().rstrip("',\"")
