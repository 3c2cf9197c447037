"""How prose from a spec is written into a docstring."""

from __future__ import annotations

import textwrap
from typing import Final

_WIDTH: Final = 116
_QUOTES: Final = '"""'


def prose(words: str, indent: int = 0) -> str:
    """Wrap paragraphs, each line but the first indented. No word is broken: half a URL leads nowhere."""
    margin = " " * indent
    paragraphs = (
        textwrap.fill(
            " ".join(paragraph.split()),
            width=_WIDTH,
            initial_indent="" if first else margin,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for first, paragraph in _numbered(words.strip().split("\n\n"))
    )
    return "\n\n".join(paragraphs).replace("\\", "\\\\").replace(_QUOTES, '\\"\\"\\"')


def _numbered(paragraphs: list[str]) -> list[tuple[bool, str]]:
    return [(position == 0, paragraph) for position, paragraph in enumerate(paragraphs)]
