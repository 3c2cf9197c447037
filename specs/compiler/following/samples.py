"""Reads the samples of a page: JSON as documents write it, with comments, dots for what is left out, and trailing commas."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, TypeAlias

import attrs

from compiler.comparing.visible import visible

Value: TypeAlias = "Mapping[str, Value] | tuple[Value, ...] | str | int | Decimal | bool | None"
Path: TypeAlias = tuple[str | int, ...]

_BLANK: Final = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/|\.\.\.|…)*", re.DOTALL)
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d{1,4}(?!\d))?")
_DIGITS: Final = 100
_TEXT: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_MORE: Final = re.compile(r"\.\.\.|…|\b(?:more|others?|rest|etc)\b", re.IGNORECASE)
_WORDS: Final[Mapping[str, bool | None]] = {"true": True, "false": False, "null": None}
DOTS: Final = ("...", "…")
_DEEPEST: Final = 64
"""How many values may be within each other. What is deeper is no sample for people, and nothing that reads it goes that deep."""


class UnreadableSampleError(ValueError):
    """The sample is no JSON, even with what documents add to it."""


@attrs.frozen(kw_only=True)
class Sample:
    """A JSON value as a page shows it."""

    value: Value
    elided: frozenset[Path]
    """Objects and lists of which the page leaves something out."""
    lines: Mapping[Path, int]
    """The line of each value, counted from 0."""
    left_out: Mapping[Path, str] = attrs.Factory(dict[Path, str])
    """What an object says beside dots of what it leaves out: `{"...": "the rest of the fields"}`."""


def sample_of(content: str) -> Sample:
    """Read a sample. Raises UnreadableSampleError, which names the line."""
    reader = _Reader(content)
    value = reader.value(())
    reader.blank()
    if reader.at != len(content):
        raise reader.wrong("the end")
    return Sample(value=value, elided=frozenset(reader.elided), lines=reader.lines, left_out=reader.left_out)


def as_plain(value: Value) -> object:
    """Turn a value into what JSON and YAML are written from; numbers that are whole are written so."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case tuple():
            return [as_plain(item) for item in value]
        case Mapping():
            return {name: as_plain(item) for name, item in value.items()}
        case _:
            return value


def is_sample(content: str) -> bool:
    """Whether a block of another language is JSON all the same."""
    try:
        return content.lstrip()[:1] in ("{", "[") and bool(sample_of(content.strip()).value)
    except UnreadableSampleError:
        return False


class _Reader:
    def __init__(self, content: str) -> None:
        self.content = content
        self.at = 0
        self.ends = [place.start() for place in re.finditer("\n", content)]
        self.elided: set[Path] = set()
        self.lines: dict[Path, int] = {}
        self.left_out: dict[Path, str] = {}

    def line(self) -> int:
        return bisect_right(self.ends, self.at - 1)

    def wrong(self, expected: str, found: str = "") -> UnreadableSampleError:
        found = found or self.content[self.at : self.at + 20].split("\n")[0] or "the end"
        return UnreadableSampleError(f"line {self.line() + 1} of the sample: expected {expected}, found {found}")

    def blank(self) -> bool:
        """Pass over white space, comments and dots; whether they stand for something that is left out."""
        found = _BLANK.match(self.content, self.at)
        passed = "" if found is None else found.group()
        last = self.at - 1
        while last >= 0 and self.content[last] in ", \t":
            last -= 1
        before = self.content[last] if last >= 0 else ""
        self.at += len(passed)
        # Words behind a value speak of it, unless they say that there is more.
        speaks = before == '"' or before.isalnum() or "//" in passed
        return bool(passed.strip()) and (not speaks or _MORE.search(passed) is not None)

    def value(self, path: Path) -> Value:
        self.blank()
        if len(path) > _DEEPEST:
            raise self.wrong(f"at most {_DEEPEST} values within each other", "more")
        self.lines[path] = self.line()
        match self.content[self.at : self.at + 1]:
            case "{":
                return self.object(path)
            case "[":
                return self.list(path)
            case '"':
                return self.text()
            case _:
                return self.scalar()

    def text(self) -> str:
        found = _TEXT.match(self.content, self.at)
        if found is None:
            raise self.wrong("text in quotes")
        try:
            words: str = json.loads(found.group(), strict=False)
        except ValueError:
            raise self.wrong("text in quotes", found.group()[:20]) from None
        self.at = found.end()
        return visible(words)

    def scalar(self) -> Value:
        if (number := _NUMBER.match(self.content, self.at)) is not None and len(number.group()) <= _DIGITS:
            self.at = number.end()
            return Decimal(number.group()) if number.group(1) or number.group(2) else int(number.group())
        for word, value in _WORDS.items():
            if self.content.startswith(word, self.at):
                self.at += len(word)
                return value
        raise self.wrong("a value")

    def object(self, path: Path) -> Value:
        members: dict[str, Value] = {}
        self.at += 1
        while True:
            if self.blank():
                self.elided.add(path)
            if self.content.startswith("}", self.at):
                self.at += 1
                return members
            key = self.text()
            if self.blank() or not self.content.startswith(":", self.at):
                raise self.wrong("a colon")
            self.at += 1
            value = self.value((*path, key))
            if key in DOTS:
                self.elided.add(path)
                if isinstance(value, str):
                    self.left_out[path] = value
            else:
                members[key] = value
            self.comma("}", path)

    def list(self, path: Path) -> Value:
        values: list[Value] = []
        self.at += 1
        while True:
            if self.blank():
                self.elided.add(path)
            if self.content.startswith("]", self.at):
                self.at += 1
                return tuple(values)
            values.append(self.value((*path, len(values))))
            self.comma("]", path)

    def comma(self, end: str, path: Path) -> None:
        if self.blank():
            self.elided.add(path)
        if self.content.startswith(",", self.at):
            self.at += 1
        elif not self.content.startswith(end, self.at):
            raise self.wrong(f"a comma or {end}")
