"""Reads the tables of pages: fields, statuses, error texts, lists of values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from compiler.following.facts import Field, Group, Home, Listing, Named, Way
from compiler.following.markdown import Piece, Prose, Table, codes, marked, plain
from compiler.following.prose import says_null, says_optional, types_of, value_of, values_in, yes

_FIELD: Final = ("field", "parameter", "param", "name", "key", "property", "member", "header", "query")
_TYPE: Final = ("type",)
_REQUIRED: Final = ("required", "req", "required?", "sent", "presence", "present")
_STATUS: Final = ("status", "http", "http status", "status code")
_ERROR: Final = ("error", "error value", "error message", "message", "reason")
_CODE: Final = ("code", "error code")
_NUMBER: Final = re.compile(r"[1-5]\d\d")


@attrs.frozen(kw_only=True)
class Read:
    """What a table says."""

    groups: tuple[Group, ...] = ()
    listings: tuple[Listing, ...] = ()
    statuses: tuple[Named, ...] = ()
    errors: tuple[Named, ...] = ()
    said: Mapping[str, str] = attrs.Factory(dict[str, str])
    """What it says of each error text and each value."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read: what it says is prose."""
        return not (self.groups or self.listings or self.statuses or self.errors)


def read(table: Table, section: tuple[str, ...], way: Way) -> Read:
    """Read a table by its head, or by its first row where the head is one title over all columns."""
    if len(table.head) > 1 and table.rows and not any(plain(cell) for cell in table.head[1:]):
        table = attrs.evolve(table, head=table.rows[0][1], rows=table.rows[1:])
    head = [plain(cell).strip("`*").casefold() for cell in table.head]
    first = head[0] if head else ""
    values = tuple(value for _, cells in table.rows if cells and (value := _first(cells[0])))
    if table.head and len(table.head[0]) == 1 and table.head[0][0].is_code and len(values) == len(table.rows) > 1:
        # A table by the values of one field: `type`, and what the others are for each.
        field = plain(table.head[0])
        rows = zip(values, (cells for _, cells in table.rows), strict=True)
        said = {f"value {field} {value}": _rest(cells) for value, cells in rows}
        return Read(listings=(Listing(field=field, values=values, section=section, line=table.line),), said=said)
    if first in _STATUS:
        return Read(statuses=_named(table, section, _NUMBER))
    if first in _ERROR or first in _CODE:
        errors = _named(table, section, None)
        said = {f"error {error.name!r}": error.words for error in errors}
        return Read(errors=errors, statuses=_statuses(table, head, section), said=said)
    if first in _FIELD:
        return Read(groups=_fields(table, head, section, way))
    return Read()


def _named(table: Table, section: tuple[str, ...], form: re.Pattern[str] | None) -> tuple[Named, ...]:
    found: list[Named] = []
    for line, cells in table.rows:
        if not cells:
            continue
        words = _rest(cells)
        names = form.findall(plain(cells[0])) if form else codes(cells[0]) or (plain(cells[0]),)
        found += [Named(name=name, words=words, section=section, line=line) for name in names if name]
    return tuple(found)


def _rest(cells: Sequence[Prose]) -> str:
    return " ".join(marked(cell) for cell in cells[1:])


def _statuses(table: Table, head: list[str], section: tuple[str, ...]) -> tuple[Named, ...]:
    """Read the statuses of error codes, where a column has them."""
    column = next((index for index, word in enumerate(head) if word in _STATUS), None)
    if column is None:
        return ()
    cells = ((line, plain(cells[column])) for line, cells in table.rows if column < len(cells))
    found = {number: line for line, words in cells for number in _NUMBER.findall(words)}
    return tuple(Named(name=number, words="", section=section, line=line) for number, line in found.items())


def _fields(table: Table, head: list[str], section: tuple[str, ...], way: Way) -> tuple[Group, ...]:
    def cell(cells: tuple[Prose, ...], names: tuple[str, ...]) -> Prose | None:
        return next((cells[index] for index, word in enumerate(head) if word in names and index < len(cells)), None)

    fields: list[Field] = []
    for line, cells in table.rows:
        told, must = cell(cells, _TYPE), cell(cells, _REQUIRED)
        rest: Prose = ()
        for index, prose in enumerate(cells):
            named = head[index] if index < len(head) else ""
            # What cannot be read as a type, or as a yes or no, is words.
            is_read = (named in _TYPE and types_of(plain(prose))) or (named in _REQUIRED and yes(plain(prose)) is not None)
            if index and named and not is_read:
                rest = (*rest, *([Piece(words=" ", is_code=False)] if rest else []), *prose)
        said = plain(must) if must is not None else ""
        required = yes(said) if must is not None else None
        names = codes(cells[0]) or tuple(word.strip() for word in plain(cells[0]).split(","))
        fields += [
            Field(
                name=name.strip().removesuffix("?"),
                types=types_of(plain(told)) if told is not None else frozenset(),
                required=required if way != "reply" or required else None,
                optional=name.endswith("?") or (must is not None and required is not True) or says_optional((*(must or ()), *rest)),
                nullable=says_null(rest) or (told is not None and "null" in plain(told)),
                values=(values_in(told) if told is not None else ()) or values_in(rest),
                words=marked(rest),
                line=line,
            )
            for name in names
        ]
    home: Home = "query" if head[0] == "query" else "header" if head[0] == "header" else ""
    return (Group(fields=tuple(fields), section=section, way=way, home=home, line=table.line),) if fields else ()


def _first(prose: Prose) -> str:
    return next((value for code in codes(prose) if (value := value_of(code))), "")
