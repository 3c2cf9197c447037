"""Finds facts in prose: values that are listed, that something may be missing or null, names of types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from compiler.following.markdown import Prose, plain

# What stands between the values of a list, and what stands before one.
_BETWEEN: Final = re.compile(r"\s*(?:,|/|\||,?\s*(?:or|and/or)|,\s*and)\s*", re.IGNORECASE)
_OR: Final = re.compile(r"\bor\b|/|\|", re.IGNORECASE)
_LEADS: Final = re.compile(r"(?:\bone of|\bvalues?(?: are)?:?|\ballowed:?|\bknown .*values:?|\beither|[—\u2013-])\s*$|^\s*$", re.IGNORECASE)
# What a list of values may stand after where it says "or": the end of what was said before.
_BREAK: Final = re.compile(r"[.:(]\s*$")
# One word, as a protocol writes it; not a figure, a path, a call or a field with its value.
_VALUE: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*(?:1x2)?")
_OPTIONAL: Final = re.compile(
    r"\bomitted\b|\bomits?\b|\babsent\b|\bmissing (?:if|when|otherwise)|\bonly (?:present|sent|set|when|if|on|for)\b"
    r"|\bpresent (?:\*{0,2}only|for|when|if)|\bwhen available\b|\bif any\b(?! one)|^\**optional\b"
    r"|\bmay be (?:left out|absent|missing)|\bonly\.",
    re.IGNORECASE,
)
_NEAR: Final = 40
"""How many pieces before a list are read for what it is a list of."""
_NULL: Final = "null"
_TYPES: Final = {
    "array": "array",
    "bool": "boolean",
    "boolean": "boolean",
    "date": "string",
    "date-time": "string",
    "datetime": "string",
    "decimal string": "string",
    "enum": "string",
    "enum<string>": "string",
    "float": "number",
    "int": "integer",
    "int64": "integer",
    "integer": "integer",
    "list": "array",
    "map": "object",
    "null": "null",
    "number": "number",
    "object": "object",
    "string": "string",
    "text": "string",
    "timestamp": "string",
    "uuid": "string",
}


def values_in(prose: Prose) -> tuple[str, ...]:
    """Return the values of the first list of values in prose: `one of a, b or c`; none where there is no list."""
    return next(iter(lists_in(prose)), ((), ()))[0]


def lists_in(prose: Prose) -> Iterator[tuple[tuple[str, ...], Prose]]:
    """Yield each list of at least two values, with what stands before it."""
    index = 0
    while index < len(prose):
        run, ors, after = _run(prose, index)
        if len(run) > 1:
            before = prose[max(0, index - _NEAR) : index]
            words = plain(before)
            if _LEADS.search(words) or (ors and _BREAK.search(words)):
                yield tuple(dict.fromkeys(run)), before
        index = max(after, index + 1)


def _run(prose: Prose, index: int) -> tuple[list[str], bool, int]:
    run: list[str] = []
    ors = False
    while index < len(prose) and prose[index].is_code and (value := value_of(prose[index].words)):
        run.append(value)
        index += 1
        if index + 1 >= len(prose) or not prose[index + 1].is_code or not _BETWEEN.fullmatch(prose[index].words):
            break
        ors = ors or _OR.search(prose[index].words) is not None
        index += 1
    return run, ors, index


def value_of(code: str) -> str:
    """Return a value that code names, without its quotes; empty where it names none."""
    words = code.strip().strip("\"'")
    return words if _VALUE.fullmatch(words) and words not in ("null", "true", "false") else ""


def alternatives_in(words: str) -> tuple[str, ...]:
    """Return the values that a sample stands for: `limit | post`, `<one of: a | b>`; words in capitals stand for any text."""
    told = words.strip().strip("<>").removeprefix("one of:")
    parts = [part.strip() for part in told.split("|")]
    if len(parts) < 2 or not all(_VALUE.fullmatch(part) for part in parts):  # noqa: PLR2004 - one is no choice
        return ()
    return () if any(is_placeholder(part) for part in parts) else tuple(parts)


def is_placeholder(words: str) -> bool:
    """Whether text in a sample stands for any text: `YOUR_TOKEN`, `<text>`, `5cd551d6...`, `65f0c3…`."""
    bare = words.strip()
    return bare.startswith("<") or bare.endswith(("...", "…")) or "|" in bare or (len(bare) > 1 and bare.isupper() and "_" in bare)


def says_optional(prose: Prose) -> bool:
    """Whether prose says that something may be missing."""
    return _OPTIONAL.search(plain(prose)) is not None


def says_null(prose: Prose) -> bool:
    """Whether prose says that something may be null."""
    return any(piece.is_code and piece.words.strip() == _NULL for piece in prose)


def types_of(words: str) -> frozenset[str]:
    """Read a type as pages write it: `string`, `string | null`, `array<string>`, `string[]`, `enum (a, b)`; nothing where unknown."""
    found: set[str] = set()
    for part in re.split(r"\s*(?:\||/|\bor\b|,)\s*", words.strip().strip("`").casefold()):
        name = part.strip().strip("`").removesuffix("?")
        if name.endswith("[]") or name.startswith(("array", "list")):
            name = "array"
        bare = name if name in _TYPES else name.split("<")[0].split("(")[0].strip()
        if bare not in _TYPES:
            return frozenset()
        found.add(_TYPES[bare])
    return frozenset(found)


def is_more_than_types(words: str) -> bool:
    """Whether a type as pages write it says more than which JSON types it is: of which items, or by a name of the venue's own."""
    return not types_of(words) or any(sign in words for sign in "<[(")


def yes(words: str) -> bool | None:
    """Read a cell that says whether something is required."""
    match words.strip().strip("*`.").casefold():
        case "yes" | "y" | "true" | "required" | "✓" | "✅" | "always":
            return True
        case "no" | "n" | "false" | "optional" | "—" | "-" | "":
            return False
        case _:
            return None
