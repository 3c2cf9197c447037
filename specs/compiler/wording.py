"""What a spec says of a value in words, and how that is written into a docstring."""

from __future__ import annotations

import textwrap
from typing import Final

from compiler.documents import Node, items, node, resolve, text

_WIDTH: Final = 116
_QUOTES: Final = '"""'


def described(content: Node, schema: object) -> str:
    """Describe a value: in its own words, or else in those of what it refers to; a fixed word describes itself."""
    own = node(schema)
    if words := text(own.get("description")).strip():
        return words
    if "const" in own:
        return f'Always "{text(own["const"])}".'
    if "$ref" in own:
        return described(content, resolve(content, own))
    named = [branch for branch in items(own.get("anyOf")) if "$ref" in node(branch)]
    return described(content, named[0]) if named else ""


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
