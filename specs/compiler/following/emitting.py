"""Writes values as YAML in the hand of the specs: short mappings and lists of words on one line, long text folded."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Final, cast

import yaml

_LONGEST: Final = 128


def lines_of(value: object, indent: int) -> list[str]:
    """Write a mapping or a list as lines, indented."""
    pad = " " * indent
    if isinstance(value, Mapping):
        lines: list[str] = []
        for key, item in cast("Mapping[str, object]", value).items():
            lines += _member(f"{pad}{flow(key)}:", item, indent)
        return lines
    found: list[str] = []
    for item in cast("Sequence[object]", value):
        inner = [f"{pad}  {flow(item)}"] if _is_short(item, indent + 2) else lines_of(item, indent + 2)
        found += [f"{pad}- {inner[0][indent + 2 :]}", *inner[1:]]
    return found


def _member(begin: str, item: object, indent: int) -> list[str]:
    if _is_short(item, len(begin) + 1):
        return [f"{begin} {flow(item)}"]
    if isinstance(item, str):
        folded = textwrap.wrap(" ".join(item.split()), _LONGEST - indent, break_long_words=False, break_on_hyphens=False)
        return [f"{begin} >-", *(f"{' ' * (indent + 2)}{line}" for line in folded)]
    return [begin, *lines_of(item, indent + 2)]


def _is_short(item: object, column: int) -> bool:
    if isinstance(item, Mapping):
        held = cast("Mapping[str, object]", item)
        nested = any(isinstance(value, Mapping | list | tuple) and bool(cast("Sequence[object]", value)) for value in held.values())
        return not held or (not nested and column + len(flow(held)) <= _LONGEST)
    if isinstance(item, list | tuple):
        plain = not any(isinstance(value, Mapping | list | tuple) for value in cast("Sequence[object]", item))
        return plain and column + len(flow(cast("Sequence[object]", item))) <= _LONGEST
    return not isinstance(item, str) or column + len(item) <= _LONGEST


def flow(value: object) -> str:
    """Write a value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow(key)}: {flow(item)}" for key, item in cast("Mapping[str, object]", value).items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(item) for item in cast("Sequence[object]", value)) + "]"
    if isinstance(value, str):
        # Written within a mapping on one line, so that whatever would end it there is put in quotes.
        written: str = yaml.safe_dump({"a": value}, default_flow_style=True, width=10**9, allow_unicode=True)
        return written.strip()[len("{a: ") : -1]
    written = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True)
    return written.strip().removesuffix("...").strip()
