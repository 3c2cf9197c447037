"""Reads the components of MDX: capitalised tags with attributes in quotes or in braces, and comments in braces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal, TypeAlias

import attrs

Kind: TypeAlias = Literal["open", "close", "whole"]
_COMMENT: Final = ("{/*", "*/}")
_LONGEST: Final = 10_000
"""How long the value of an attribute may be; a longer one makes no tag."""


@attrs.frozen(kw_only=True)
class Tag:
    """One tag of a component."""

    name: str
    kind: Kind
    attributes: Mapping[str, str]
    """What is in quotes as it is; what is in braces as its source; what has no value as `true`."""


def component_at(source: str, begin: int, limit: int) -> int | None:
    """Return where the component or the comment that begins here ends; None where none does."""
    if source.startswith(_COMMENT[0], begin):
        end = source.find(_COMMENT[1], begin, limit)
        return limit if end < 0 else end + len(_COMMENT[1])
    found = tag_at(source, begin, limit)
    return None if found is None else found[1]


def pieces_of(content: str) -> Iterator[tuple[int, Tag | str]]:
    """Split a stretch of MDX into tags and what is between them, each with its offset. What stands in code is no tag."""
    begin = at = 0
    while at < len(content):
        if content[at] == "`":
            at = _after_code(content, at)
            continue
        if content.startswith(_COMMENT[0], at):
            end = component_at(content, at, len(content)) or len(content)
            if content[begin:at].strip():
                yield begin, content[begin:at]
            begin = at = end
            continue
        found = tag_at(content, at, len(content)) if content[at] == "<" else None
        if found is None:
            at += 1
            continue
        if content[begin:at].strip():
            yield begin, content[begin:at]
        yield at, found[0]
        begin = at = found[1]
    if content[begin:].strip():
        yield begin, content[begin:]


def tag_at(source: str, begin: int, limit: int) -> tuple[Tag, int] | None:
    """Read the tag that begins here, and where it ends; None where there is none, or none of a component."""
    at = begin + 1
    if at >= limit or source[begin] != "<":
        return None
    closes = source[at] == "/"
    at += closes
    name_end = _name_end(source, at, limit)
    name = source[at:name_end]
    if not name or not name[0].isupper():
        return None
    attributes: dict[str, str] = {}
    at = name_end
    while at < limit:
        at = _blank_end(source, at, limit)
        if source.startswith("/>", at):
            return Tag(name=name, kind="whole", attributes=attributes), at + 2
        if source.startswith(">", at):
            return Tag(name=name, kind="close" if closes else "open", attributes=attributes), at + 1
        key_end = _name_end(source, at, limit)
        if key_end == at:
            return None
        key, at = source[at:key_end], _blank_end(source, key_end, limit)
        if source.startswith("=", at):
            value = _value(source, _blank_end(source, at + 1, limit), limit)
            if value is None:
                return None
            attributes[key], at = value
        else:
            attributes[key] = "true"
    return None


def _value(source: str, at: int, limit: int) -> tuple[str, int] | None:
    if at >= limit:
        return None
    if source[at] in "\"'":
        end = source.find(source[at], at + 1, min(limit, at + _LONGEST))
        return None if end < 0 else (source[at + 1 : end], end + 1)
    end = _braces(source).get(at, limit)
    return None if end >= min(limit, at + _LONGEST) else (source[at + 1 : end].strip().strip("\"'`"), end + 1)


@lru_cache(maxsize=4)
def _braces(source: str) -> Mapping[int, int]:
    """Return where each brace that opens is closed."""
    opened: list[int] = []
    found: dict[int, int] = {}
    for brace in re.finditer("[{}]", source):
        if brace.group() == "{":
            opened.append(brace.start())
        elif opened:
            found[opened.pop()] = brace.start()
    return found


def _name_end(source: str, at: int, limit: int) -> int:
    while at < limit and (source[at].isalnum() or source[at] in "._:-"):
        at += 1
    return at


def _blank_end(source: str, at: int, limit: int) -> int:
    while at < limit and source[at].isspace():
        at += 1
    return at


def _after_code(content: str, at: int) -> int:
    ticks = 1
    while content.startswith("`", at + ticks):
        ticks += 1
    end = content.find("`" * ticks, at + ticks)
    return at + ticks if end < 0 else end + ticks
