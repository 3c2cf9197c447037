"""Reads an object type of TypeScript, in which some pages describe a message."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

import attrs

from compiler.following.facts import Field

_TOKEN: Final = re.compile(
    r"""\s*(?:(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<text>"[^"\n]*"|'[^'\n]*')|(?P<name>[A-Za-z_$][\w$]*)|(?P<sign>\[\]|[{}()\[\]|?:;,<>=]))""",
    re.DOTALL,
)
_COMMENT: Final = re.compile(r"[ \t]*[;,]?[ \t]*//([^\n]*)")
_PLAIN: Final = {"string": "string", "number": "number", "boolean": "boolean", "null": "null", "bigint": "integer", "object": "object"}


_NULL: Final = frozenset({"null"})
_STRING: Final = frozenset({"string"})


class _NotReadError(ValueError):
    pass


@attrs.frozen(kw_only=True)
class _Type:
    types: frozenset[str] = frozenset()
    values: tuple[str, ...] = ()
    members: tuple[Field, ...] = ()
    nullable: bool = False


def fields_of(content: str, line: int) -> tuple[Field, ...]:
    """Read the members of the first object type in a block; none where there is none that can be read."""
    start = content.find("{")
    if start < 0:
        return ()
    try:
        return _Reader(content, start, line).object()
    except _NotReadError:
        return ()


_DEEPEST: Final = 64


class _Reader:
    def __init__(self, content: str, start: int, line: int) -> None:
        self.content, self.at, self.line, self.depth = content, start, line, 0
        self.ends = [place.start() for place in re.finditer("\n", content)]

    def peek(self) -> tuple[str, str]:
        at = self.at
        while (found := _TOKEN.match(self.content, at)) is not None and found.lastgroup == "comment":
            at = found.end()
        if found is None or found.lastgroup is None:
            raise _NotReadError
        self.next_at = found.end()
        return found.lastgroup, found.group(found.lastgroup)

    def take(self) -> tuple[str, str]:
        found = self.peek()
        self.at = self.next_at
        return found

    def takes(self, sign: str) -> bool:
        if self.peek()[1] != sign:
            return False
        self.take()
        return True

    def object(self) -> tuple[Field, ...]:
        fields: list[Field] = []
        self.take()
        while not self.takes("}"):
            kind, name = self.take()
            if kind not in ("name", "text"):
                raise _NotReadError
            line = self.line + bisect_right(self.ends, self.at - 1)
            optional = self.takes("?")
            if not self.takes(":"):
                raise _NotReadError
            found = self.union()
            fields.append(
                Field(
                    name=name.strip("\"'"),
                    types=found.types,
                    required=False if optional else None,
                    optional=optional,
                    nullable=found.nullable,
                    values=found.values,
                    members=found.members,
                    words=self.comment(),
                    line=line,
                )
            )
            while self.peek()[1] in (",", ";"):
                self.take()
        return tuple(fields)

    def comment(self) -> str:
        """Return the comment behind a member, on its line."""
        found = _COMMENT.match(self.content, self.at)
        return "" if found is None else found.group(1).strip()

    def union(self) -> _Type:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _NotReadError
        found = self.branches()
        self.depth -= 1
        return found

    def branches(self) -> _Type:
        self.takes("|")
        branches = [self.one()]
        while self.takes("|"):
            branches.append(self.one())
        known = all(branch.types for branch in branches if branch.types != _NULL)
        types = frozenset[str]().union(*(branch.types for branch in branches))
        values = tuple(value for branch in branches for value in branch.values)
        return _Type(
            types=types if known else frozenset(),
            values=values if len(values) == sum(branch.types == _STRING for branch in branches) else (),
            members=tuple(member for branch in branches for member in branch.members),
            nullable="null" in types,
        )

    def one(self) -> _Type:
        kind, word = self.peek()
        if word == "{":
            found = _Type(types=frozenset({"object"}), members=self.object())
        elif word == "(":
            self.take()
            found = self.union()
            if not self.takes(")"):
                raise _NotReadError
        elif kind == "text":
            self.take()
            found = _Type(types=frozenset({"string"}), values=(word.strip("\"'"),))
        elif kind == "name":
            self.take()
            found = _Type(types=frozenset({_PLAIN[word]}) if word in _PLAIN else frozenset())
        else:
            raise _NotReadError
        while self.takes("[]"):
            found = _Type(types=frozenset({"array"}), members=found.members)
        return found
