"""Writes changes down as an entry of a Markdown changelog."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from compiler.comparing.changes import ORDER, Change
from compiler.comparing.wording import transition

HEADINGS: Final = {
    "breaking for callers": "Breaking for callers",
    "breaking for readers": "Breaking for readers",
    "widening": "Widening",
    "words only": "Words only",
}
_SHOWN: Final = 5


def entry(title: str, changes: Sequence[Change]) -> str:
    """Write the entry: a section for each class, the gravest first."""
    lines = [f"## {title}", ""]
    if not changes:
        lines += ["Nothing has changed.", ""]
    for meaning in ORDER:
        of_it = [change for change in changes if change.meaning == meaning]
        if of_it:
            lines += [f"### {HEADINGS[meaning]}", "", *(f"- {_line(change)}" for change in of_it), ""]
    return "\n".join(lines)


def _line(change: Change) -> str:
    first, *others = [f"`{place}`" for place in change.places]
    told = transition(change.old, change.new)
    places = f" (also {', '.join(others[:_SHOWN])}{f' and {len(others) - _SHOWN} more' if len(others) > _SHOWN else ''})" if others else ""
    return f"{first}: {change.kind}{f': {told}' if told else ''}{places}"
