"""Reads the components in which pages describe fields: ParamField, ResponseField, Expandable, Snippet, and what is in them."""

from __future__ import annotations

from typing import Final

import attrs

from compiler.comparing.catalogue import UnreadableError
from compiler.following.components import Tag
from compiler.following.facts import Field, Group, Home, Way
from compiler.following.markdown import Component, Text, marked, plain
from compiler.following.prose import is_more_than_types, says_null, says_optional, types_of, values_in

_FIELDS: Final = ("ParamField", "ResponseField", "Field", "Property")
_HOMES: Final[tuple[Home, ...]] = ("body", "query", "path", "header")
_DEEPEST: Final = 32
_MORE: Final = ("plus:", "in addition", "among others", "standard")


def snippet_of(tag: Tag) -> str:
    """Return the name of the file that a component takes in; empty where it takes in none."""
    return tag.attributes.get("file", "") if tag.name == "Snippet" and tag.kind != "close" else ""


def _told(tag: Tag) -> str:
    """Put what attributes say beside a type into words."""
    kind, default = tag.attributes.get("type", ""), tag.attributes.get("default") or tag.attributes.get("initialValue")
    said = (
        f"Type `{kind}`." if kind and is_more_than_types(kind) else "",
        f"Default `{default}`." if default else "",
        "Deprecated." if tag.attributes.get("deprecated", "false") != "false" else "",
    )
    return " ".join(word for word in said if word)


def _home(tag: Tag) -> Home:
    for home in _HOMES:
        if home in tag.attributes:
            return home
    return ""


@attrs.define
class _Open:
    """A field whose end has not come."""

    field: Field
    home: Home
    members: list[Field]


class FieldReader:
    """Puts fields together as their components open and close."""

    def __init__(self, groups: list[Group]) -> None:
        self.groups = groups
        self.stack: list[_Open] = []
        self.top: list[Field] = []
        self.about: tuple[tuple[str, ...], Way, Home, bool] = ((), "", "", False)

    def tag(self, block: Component, section: tuple[str, ...], way: Way, said: str) -> None:
        """Take a component."""
        tag = block.tag
        if tag.name in _FIELDS:
            if tag.kind == "open" and len(self.stack) >= _DEEPEST:
                raise UnreadableError(f"line {block.line}: expected at most {_DEEPEST} fields within each other, found more")
            if tag.kind == "close":
                self.closes()
            else:
                self.opens(tag, block.line, section, way, said)
                if tag.kind == "whole":
                    self.closes()

    def opens(self, tag: Tag, line: int, section: tuple[str, ...], way: Way, said: str) -> None:
        home = _home(tag)
        name = tag.attributes.get(home) or tag.attributes.get("name", "")
        sent = bool(home)
        if not self.stack:
            here: tuple[tuple[str, ...], Way, Home, bool] = (section, "request" if sent else way, home, said.casefold().endswith(_MORE))
            if self.top and self.about[:3] != here[:3]:
                self.ends()
            self.about = here if not self.top else self.about
        told = tag.attributes.get("type", "")
        required = "required" in tag.attributes and tag.attributes["required"] != "false"
        # What is not marked as required may be left out of a request; of a reply nothing is said by it.
        field = Field(
            name=name,
            types=types_of(told),
            required=required if sent or required else None,
            told=_told(tag),
            line=line,
        )
        self.stack.append(_Open(field, home, []))

    def closes(self) -> None:
        if not self.stack:
            return
        done = self.stack.pop()
        field = attrs.evolve(done.field, members=tuple(done.members))
        (self.stack[-1].members if self.stack else self.top).append(field)

    def text(self, block: Text) -> bool:
        """Take a paragraph; whether it was about a field."""
        if not self.stack:
            return False
        here = self.stack[-1]
        here.field = attrs.evolve(
            here.field,
            words=f"{here.field.words} {marked(block.prose)}".strip(),
            values=here.field.values or (values_in(block.prose) if here.field.types <= {"string", "null"} else ()),
            optional=here.field.optional or says_optional(block.prose),
            nullable=here.field.nullable or says_null(block.prose),
            partial=here.field.partial or any(word in plain(block.prose).casefold() for word in _MORE),
        )
        return True

    def listed(self, name: str, values: tuple[str, ...]) -> bool:
        """Take a list of values; whether it was about the field that is open, and not about one that its words name."""
        if not self.stack or name not in ("", self.stack[-1].field.name):
            return False
        here = self.stack[-1]
        here.field = attrs.evolve(here.field, values=tuple(dict.fromkeys((*here.field.values, *values))))
        return True

    @property
    def open_name(self) -> str:
        """The name of the field that is open; empty where none is."""
        return self.stack[-1].field.name if self.stack else ""

    def paragraph(self) -> None:
        """Take words between fields: what follows them is about something else."""
        if not self.stack:
            self.ends()

    def ends(self) -> None:
        """Close what is open: a section is over."""
        while self.stack:
            self.closes()
        if self.top:
            section, way, home, partial = self.about
            group = Group(fields=tuple(self.top), section=section, way=way, home=home, line=self.top[0].line, partial=partial)
            self.groups.append(group)
        self.top = []
