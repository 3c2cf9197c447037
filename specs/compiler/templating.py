"""How templates are read, whatever they write: a name that is missing is an error, and a tag leaves no blank line."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from compiler.wording import prose


def environment(templates: Path, *, html: bool = False) -> Environment:
    """Read templates from a folder. Only HTML is escaped: Python and Markdown come from our own specs."""
    made = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=html,  # noqa: S701 - see above
    )
    made.filters["prose"] = prose
    return made
