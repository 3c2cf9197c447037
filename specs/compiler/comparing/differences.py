"""Compares two catalogues: every difference is named by its kind and its place. What one means for whom is not decided here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias, TypeVar

import attrs

from compiler.comparing.catalogue import Catalogue, Direction, Exchange, Notes, Part
from compiler.comparing.shapes import Shape, below
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

    @property
    def at(self) -> str:
        """The place in words, fit to be a key: `POST /session/cancel body sessionID`."""
        return " ".join(word for word in (self.exchange or "document", self.part, self.path) if word)


@attrs.frozen(kw_only=True)
class Comparison:
    """How to compare."""

    fields: Pairing
    exchanges: Kin

    def differences(self, old: Catalogue, new: Catalogue) -> Iterator[Difference]:
        """Yield every difference, in the order of the documents."""
        gone, added = _apart(old.exchanges, new.exchanges)
        renamed = self.exchanges(gone, added)
        yield from _notes(old.notes, new.notes, Difference(kind=""))
        for name, exchange in old.exchanges.items():
            now = renamed.get(name, name)
            here = Difference(kind="", exchange=now, direction=exchange.direction)
            if now not in new.exchanges:
                yield attrs.evolve(here, kind=f"{noun(name)} removed")
                continue
            if now != name:
                yield attrs.evolve(here, kind=_move(name, now), old=name, new=now)
            yield from self._exchange(exchange, new.exchanges[now], here)
        for name, exchange in added.items():
            if name not in renamed.values():
                yield Difference(kind=f"{noun(name)} added", exchange=name, direction=exchange.direction)

    def _exchange(self, old: Exchange, new: Exchange, here: Difference) -> Iterator[Difference]:
        gone, added = _apart(old.parts, new.parts)
        # What a status proves goes and comes with the status.
        follows = {f"effect of {name}" for name in (*gone, *added)}
        yield from _notes(
            {name: note for name, note in old.notes.items() if name not in follows},
            {name: note for name, note in new.notes.items() if name not in follows},
            here,
        )
        moved = _moved(gone, added)
        renamed = {**moved, **self.fields(_shapes(gone, moved), _shapes(added, dict.fromkeys(moved.values(), "")))}
        for name, part in old.parts.items():
            now = renamed.get(name, name)
            there = attrs.evolve(here, part=now, direction=part.direction)
            if now not in new.parts:
                yield attrs.evolve(there, kind=f"{part_noun(name)} removed", old=_told(part.shape))
                continue
            if now != name:
                yield attrs.evolve(there, kind="parameter moved" if name in moved else "parameter renamed", old=name, new=now)
            yield from self._part(part, new.parts[now], there)
        for name, part in added.items():
            if name not in renamed.values():
                kind = f"{part_noun(name)} added"
                if kind in ("parameter added", "body added") and part.shape is not None and part.shape.required:
                    kind += " as required"
                yield attrs.evolve(here, kind=kind, part=name, direction=part.direction, new=_told(part.shape))

    def _part(self, old: Part, new: Part, there: Difference) -> Iterator[Difference]:
        if old.words != new.words:
            yield attrs.evolve(there, kind="words changed", old=old.words, new=new.words)
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
        for kind, was, becomes in compare_values(old, new):
            yield attrs.evolve(there, kind=kind, old=was, new=becomes)
        if old.types and new.types and not (old.types - {"null"}) & (new.types - {"null"}):
            return  # A list that was an object: that is the difference, not what either holds.
        gone, added = _apart(old.members, new.members)
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


def _notes(old: Notes, new: Notes, here: Difference) -> Iterator[Difference]:
    for name in dict.fromkeys([*old, *new]):
        was, becomes = old.get(name, ()), new.get(name, ())
        gone, added = [value for value in was if value not in becomes], [value for value in becomes if value not in was]
        if was == becomes or _follows(name, was, becomes):
            continue
        if name in CHOICES:
            for value in gone:
                yield attrs.evolve(here, kind=f"{CHOICES[name]} removed", old=value)
            for value in added:
                yield attrs.evolve(here, kind=f"{CHOICES[name]} added", new=value)
        else:
            yield attrs.evolve(_note(name, was, becomes, here), old="; ".join(gone), new="; ".join(added))


CHOICES: Final = {"server": "server", "security": "security", "effect buckets": "bucket"}
"""Notes of which each value counts by itself."""
NOTES: Final = {
    "name": "name of the operation changed",
    "words": "words changed",
    "payload": "payload path changed",
    "page": "page keys changed",
    "positional": "positions changed",
    "status": "status of the documentation changed",
    "framing": "framing changed",
    "tell": "message name moved",
    "correlation": "correlation changed",
    "effect kind": "effect kind changed",
    "effect scope": "effect scope changed",
}
"""Notes that count as a whole, with the kind of their difference."""


def _note(name: str, was: tuple[str, ...], becomes: tuple[str, ...], here: Difference) -> Difference:
    if name in NOTES:
        return attrs.evolve(here, kind=NOTES[name])
    if name == "deprecated":
        return attrs.evolve(here, kind="deprecated" if becomes else "no longer deprecated")
    if name == "effect settles":
        return attrs.evolve(here, kind="settles later" if "later" in becomes else "settles at once")
    if name.startswith("effect of error "):
        kind = "error text added" if not was else "error text removed" if not becomes else "error text proves something else"
        return attrs.evolve(here, kind=kind, part="error", path=name.removeprefix("effect of error "))
    if name.startswith("effect of "):
        kind = "reply proves less" if not becomes or "may_have_acted" in becomes else "reply proves something else"
        kind = "reply proves more" if becomes and (not was or "may_have_acted" in was) else kind
        return attrs.evolve(here, kind=kind, part=name.removeprefix("effect of "), direction="reply")
    return attrs.evolve(here, kind="rate limit changed", part=name)


def _follows(name: str, was: tuple[str, ...], becomes: tuple[str, ...]) -> bool:
    """Pass over what only follows from an operation or a bucket that is new or gone."""
    return name.startswith("bucket ") and not (was and becomes)


def noun(exchange: str) -> str:
    """Say what an exchange is: an operation of an interface, or a message on a socket."""
    return "message" if exchange.startswith(("send ", "receive ")) else "operation"


def part_noun(part: str) -> str:
    """Say what a part is; an error's status is told apart from that of a success."""
    first, _, rest = part.partition(" ")
    if rest.startswith("header "):
        return "header"
    if rest:
        return "parameter"
    if first[0].isdigit() or first == "default":
        return "status of a success" if first[0] in "123" else "status of an error"
    return first if first == "body" else "part"


def _move(name: str, now: str) -> str:
    if noun(name) == "message":
        return "message renamed"
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


def _apart(old: Mapping[str, T], new: Mapping[str, T]) -> tuple[dict[str, T], dict[str, T]]:
    return {name: old[name] for name in old if name not in new}, {name: new[name] for name in new if name not in old}


def _told(shape: Shape | None) -> str:
    return "" if shape is None else named(shape.types)
