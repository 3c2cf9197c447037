"""Compares two catalogues: every difference is named by its kind and its place. What one means for whom is not decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias, TypeVar

import attrs

from compiler.comparing.alternatives import label, paired, shown
from compiler.comparing.catalogue import Catalogue, Direction, Exchange, Notes, Part
from compiler.comparing.notes import compare_notes
from compiler.comparing.shapes import Shape, below
from compiler.comparing.telling import kind_of, lays_down
from compiler.comparing.variance import compare_values, named

T = TypeVar("T")
Pairing: TypeAlias = Callable[[Mapping[str, Shape], Mapping[str, Shape]], Mapping[str, str]]
"""Which of the fields that are gone stand on, under a new name, among those that are new."""
Kin: TypeAlias = Callable[[Mapping[str, Exchange], Mapping[str, Exchange]], Mapping[str, str]]
"""The same for operations and messages."""


@attrs.frozen(kw_only=True)
class Difference:
    """One difference between two documents."""

    kind: str
    """One of the names in `changes.MEANINGS`."""
    exchange: str = ""
    """The operation or message; empty for the whole document."""
    part: str = ""
    path: str = ""
    direction: Direction = "request"
    old: str = ""
    new: str = ""
    file: str = ""
    """Which of several documents it is about."""

    @property
    def at(self) -> str:
        """The place in words, fit to be a key: `POST /session/cancel body sessionID`."""
        return " ".join(word for word in (self.exchange or "document", self.part, self.path) if word)


@attrs.frozen(kw_only=True)
class Comparison:
    """How to compare."""

    fields: Pairing
    exchanges: Kin
    moves: bool = True
    """Whether a parameter that went to another place (from the query to a header) is one that moved, or one gone and one new."""
    lone: bool = True
    """Whether a union is compared, branch by branch, with what is none."""

    def differences(self, old: Catalogue, new: Catalogue) -> Iterator[Difference]:
        """Yield every difference, in the order of the documents."""
        gone, added = apart(old.exchanges, new.exchanges)
        renamed = self.exchanges(gone, added)
        yield from self.of_documents(old, new)
        for name, exchange in old.exchanges.items():
            now = renamed.get(name, name)
            if now not in new.exchanges:
                yield Difference(kind=f"{noun(name)} removed", exchange=now, direction=exchange.direction)
            else:
                yield from self.of_exchange(name, exchange, now, new.exchanges[now])
        for name, exchange in added.items():
            if name not in renamed.values():
                yield Difference(kind=f"{noun(name)} added", exchange=name, direction=exchange.direction)

    def of_documents(self, old: Catalogue, new: Catalogue) -> Iterator[Difference]:
        """Yield what differs in the documents as such."""
        return _notes(old.notes, new.notes, Difference(kind=""))

    def of_exchange(self, name: str, old: Exchange, now: str, new: Exchange) -> Iterator[Difference]:
        """Yield what differs in one operation or message, and that it has another name."""
        here = Difference(kind="", exchange=now, direction=old.direction)
        if now != name:
            yield attrs.evolve(here, kind=_move(name, now), old=name, new=now)
        yield from self._exchange(old, new, here)

    def _exchange(self, old: Exchange, new: Exchange, here: Difference) -> Iterator[Difference]:
        gone, added = apart(old.parts, new.parts)
        # What a status proves, and how a parameter is written, goes and comes with these.
        follows = {f"{word} {name}" for name in (*gone, *added) for word in ("effect of", "style of")}
        yield from _notes(
            {name: note for name, note in old.notes.items() if name not in follows},
            {name: note for name, note in new.notes.items() if name not in follows},
            here,
        )
        moved = _moved(gone, added) if self.moves else {}
        renamed = {**moved, **self.fields(_shapes(gone, moved), _shapes(added, dict.fromkeys(moved.values(), "")))}
        for name, part in old.parts.items():
            now = renamed.get(name, name)
            there = attrs.evolve(here, part=now, direction=part.direction)
            if name.startswith(_FOLLOWS) and now not in new.parts:
                continue
            if now not in new.parts:
                yield _section(attrs.evolve(there, kind=f"{_noun(name, new)} removed", old=_told(part.shape)), part.words, "")
                continue
            if now != name:
                yield attrs.evolve(there, kind="parameter moved" if name in moved else "parameter renamed", old=name, new=now)
            yield from self._part(part, new.parts[now], there)
        for name, part in added.items():
            if name not in renamed.values() and not name.startswith(_FOLLOWS):
                kind = f"{_noun(name, old)} added"
                if kind in ("parameter added", "body added") and part.shape is not None and part.shape.required:
                    kind += " as required"
                yield _section(attrs.evolve(here, kind=kind, part=name, direction=part.direction, new=_told(part.shape)), "", part.words)

    def _part(self, old: Part, new: Part, there: Difference) -> Iterator[Difference]:
        if old.words != new.words:
            yield attrs.evolve(there, kind=kind_of(old.words, new.words), old=old.words, new=new.words)
        match old.shape, new.shape:
            case Shape(), Shape():
                yield from self._shape(old.shape, new.shape, there)
            case None, Shape():
                yield attrs.evolve(there, kind="contents stated", new=_told(new.shape))
            case Shape(), None:
                yield attrs.evolve(there, kind="contents no longer stated", old=_told(old.shape))
            case _:
                pass

    def _shape(self, old: Shape, new: Shape, there: Difference) -> Iterator[Difference]:
        plain = tuple(self._plain(old, new, there))
        yield from plain
        if max(len(old.branches), len(new.branches)) > 1 and (self.lone or min(len(old.branches), len(new.branches)) > 1):
            yield from self._branches(old, new, there, plain)

    def _plain(self, old: Shape, new: Shape, there: Difference) -> Iterator[Difference]:
        """Compare what both say with their branches merged."""
        for kind, was, becomes in compare_values(old, new):
            found = attrs.evolve(there, kind=kind, old=was, new=becomes)
            yield _of_sample(found, old, new) if there.part.startswith("shown ") else found
        if old.types and new.types and not (old.types - {"null"}) & (new.types - {"null"}):
            return  # A list that was an object: that is the difference, not what either holds.
        gone, added = apart(old.members, new.members)
        renamed = self.fields(gone, added)
        for name, member in old.members.items():
            now = renamed.get(name, name)
            deeper = attrs.evolve(there, path=below(there.path, now))
            if now not in new.members:
                yield attrs.evolve(deeper, kind="field removed", old=_told(member))
                continue
            if now != name:
                yield attrs.evolve(deeper, kind="field renamed", old=name, new=now)
            yield from self._shape(member, new.members[now], deeper)
        for name, member in added.items():
            if name not in renamed.values():
                kind = "field added as required" if member.required else "field added"
                yield attrs.evolve(there, kind=kind, path=below(there.path, name), new=_told(member))

    def _branches(self, old: Shape, new: Shape, there: Difference, plain: tuple[Difference, ...]) -> Iterator[Difference]:
        """Compare branch by branch, and tell what the merged ones do not show: a place in the second one reads `orders[]<2>.price`."""
        worded = {found.path for found in plain if found.kind in WORDED}
        told = {found.path for found in plain if found.kind not in WORDED}
        sides = paired(old, new)
        for number, was, becomes in sides.pairs:
            for found in self._shape(was, becomes, there):
                known = worded | told if found.kind in WORDED else told
                if found.path not in known and (found.path != there.path or found.kind not in WHOLE):
                    rest = found.path.removeprefix(there.path)
                    dot = "." if rest and rest[0] not in ".[{<" else ""
                    yield attrs.evolve(found, path=f"{there.path}<{number}>{dot}{rest}")

        for kind, union, shapes in (("alternative removed", old, sides.gone), ("alternative added", new, sides.added)):
            for shape in shapes:
                if not shown(shape, union, told, there.path):
                    told_apart = label(shape)
                    old_words, new_words = (told_apart, "") if union is old else ("", told_apart)
                    yield attrs.evolve(there, kind=kind, old=old_words, new=new_words)


WORDED: Final = ("words changed", "unit changed", "figure changed", "form changed", "rule changed", "example changed")
_FOLLOWS: Final = "said "
"""What is said of an error text or a value comes and goes with it."""
WHOLE: Final = (*WORDED, "became required", "became optional", "null admitted", "null no longer admitted")
"""What a branch has from the whole, or the whole from it."""


def _section(found: Difference, old: str, new: str) -> Difference:
    """Tell a section that lays something down from one that only says more."""
    if found.kind not in ("section added", "section removed") or not lays_down(f"{old} {new}"):
        return found
    return attrs.evolve(found, kind="rule changed", old=old, new=new)


def _of_sample(found: Difference, old: Shape, new: Shape) -> Difference:
    """Tell what differs in a sample. It does not say that what was sent until now may be sent still; and what it shows may come."""
    if found.kind == "type widened" and not new.types - old.types <= {"number", "null"}:
        return attrs.evolve(found, kind="type changed")
    return attrs.evolve(found, kind=_SHOWN_VALUES.get(found.kind, found.kind))


_SHOWN_VALUES: Final = {
    "values listed openly": "value added",
    "value added to an open list": "value added",
    "values no longer listed openly": "value removed",
    "value removed from an open list": "value removed",
}


def _notes(old: Notes, new: Notes, here: Difference) -> Iterator[Difference]:
    for kind, part, is_read, was, becomes in compare_notes(old, new):
        yield attrs.evolve(here, kind=kind, part=part, direction="reply" if is_read else here.direction, old=was, new=becomes)


def noun(exchange: str) -> str:
    """Say what an exchange is: an operation of an interface, a message on a socket, or a page as such."""
    if exchange.startswith("page "):
        return "page"
    return "message" if exchange.startswith(("send ", "receive ", "webhook ", "callback ")) else "operation"


def part_noun(part: str) -> str:
    """Say what a part is; an error's status is told apart from that of a success."""
    first, _, rest = part.partition(" ")
    if first == "unreadable":
        return "unreadable sample"
    if first == "shown" and rest.startswith("query "):
        return "query of a call"
    if first == "shown":
        return "part" if rest in ("request", "payload") else "sample"
    if first in ("section", "fields"):
        return "section"
    if rest.startswith("header "):
        return "header"
    if first == "body" or first[:1].isdigit() or first == "default":
        if rest:
            return "media type"
    elif rest:
        return "parameter"
    if first[:1].isdigit() or first == "default":
        return "status of a success" if first[0] in "123" else "status of an error"
    return first if first == "body" else "part"


def _noun(name: str, other: Exchange) -> str:
    """Say what a part is, given the side that lacks it: the first body of an operation is a body, whatever its media type."""
    found = part_noun(name)
    if found == "query of a call" and "server of a call" not in other.notes:
        return "sample"  # the other side shows no call at all
    if name.startswith("body") and not any(part.startswith("body") for part in other.parts):
        return "body"
    if name == "body":
        return "media type"
    return found


def _move(name: str, now: str) -> str:
    if noun(name) != "operation":
        return "message renamed" if noun(name) == "message" else "page moved"
    return "method changed" if name.partition(" ")[2] == now.partition(" ")[2] else "path changed"


def _moved(gone: Mapping[str, Part], added: Mapping[str, Part]) -> dict[str, str]:
    """Find parameters that went to another place under their own name: from the query to the header."""
    names = {name.partition(" ")[2]: name for name in added if part_noun(name) == "parameter"}
    found = {name: name.partition(" ")[2] for name in gone if part_noun(name) == "parameter"}
    return {name: names[word] for name, word in found.items() if word in names}


def _shapes(parts: Mapping[str, Part], without: Mapping[str, str]) -> dict[str, Shape]:
    return {
        name: part.shape
        for name, part in parts.items()
        if name not in without and part.shape is not None and part_noun(name) == "parameter"
    }


def no_pairs(*_: object) -> Mapping[str, str]:
    """Take nothing for renamed."""
    return {}


def apart(old: Mapping[str, T], new: Mapping[str, T]) -> tuple[dict[str, T], dict[str, T]]:
    return {name: old[name] for name in old if name not in new}, {name: new[name] for name in new if name not in old}


def _told(shape: Shape | None) -> str:
    return "" if shape is None else named(shape.types)
