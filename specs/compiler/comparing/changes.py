"""What has changed between two versions of a document, and for whom it matters.

Four classes: breaking for callers (what they send may be refused, or does something else), breaking for readers (what they get
is not what they were promised), widening (old callers and readers go on as before) and words only. One table decides, by the
kind of the difference and by who writes the value: a new value in an enum is a gift in a request and a surprise in a reply.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal, TypeAlias

import attrs

from compiler.comparing.catalogue import Catalogue, Exchange
from compiler.comparing.differences import Comparison, Difference, noun
from compiler.comparing.sets import of_sets
from compiler.comparing.shapes import Shape, flatten

Meaning: TypeAlias = Literal["breaking for callers", "breaking for readers", "widening", "words only"]

CALLERS: Final = "breaking for callers"
READERS: Final = "breaking for readers"
WIDENING: Final = "widening"
WORDS: Final = "words only"
ORDER: Final[tuple[Meaning, ...]] = (CALLERS, READERS, WIDENING, WORDS)

MEANINGS: Final[Mapping[str, tuple[Meaning, Meaning]]] = {
    # kind: (where callers write it, where readers get it)
    "operation added": (WIDENING, WIDENING),
    "operation removed": (CALLERS, CALLERS),
    "method changed": (CALLERS, CALLERS),
    "path changed": (CALLERS, CALLERS),
    "name of the operation changed": (CALLERS, CALLERS),
    "message added": (WIDENING, WIDENING),  # a reader passes over messages that it does not know
    "message removed": (CALLERS, READERS),
    "message renamed": (CALLERS, READERS),
    "parameter added": (WIDENING, WIDENING),
    "parameter added as required": (CALLERS, CALLERS),
    "parameter removed": (CALLERS, CALLERS),
    "parameter moved": (CALLERS, CALLERS),
    "parameter renamed": (CALLERS, CALLERS),
    "body added": (WIDENING, WIDENING),
    "body added as required": (CALLERS, CALLERS),
    "body removed": (CALLERS, CALLERS),
    "part added": (CALLERS, READERS),
    "part removed": (CALLERS, READERS),
    "status of a success added": (READERS, READERS),
    "status of a success removed": (READERS, READERS),
    "status of an error added": (WIDENING, WIDENING),  # any status ends in a typed error, listed or not
    "status of an error removed": (READERS, READERS),  # what it proved is proved by nothing now
    "header of a call added": (CALLERS, CALLERS),  # in an example; whether it is needed now is for people to say
    "header of a call removed": (CALLERS, CALLERS),
    "query of a call added": (WIDENING, WIDENING),
    "query of a call removed": (CALLERS, CALLERS),
    "call changed": (CALLERS, CALLERS),  # where the page called one operation it calls another
    "header added": (WIDENING, WIDENING),
    "header removed": (READERS, READERS),
    "contents stated": (WIDENING, WIDENING),
    "contents no longer stated": (WIDENING, READERS),
    "field added": (WIDENING, WIDENING),
    "field added as required": (CALLERS, WIDENING),
    "field removed": (CALLERS, READERS),
    "field renamed": (CALLERS, READERS),
    "became required": (CALLERS, WIDENING),
    "became optional": (WIDENING, READERS),
    "type widened": (WIDENING, READERS),
    "type narrowed": (CALLERS, WIDENING),
    "type changed": (CALLERS, READERS),
    "null admitted": (WIDENING, READERS),
    "null no longer admitted": (CALLERS, WIDENING),
    "value added": (WIDENING, READERS),
    "value added to an open list": (WIDENING, WIDENING),
    "value removed": (CALLERS, WIDENING),
    "value removed from an open list": (CALLERS, WIDENING),
    "values listed": (CALLERS, WIDENING),
    "values listed openly": (WIDENING, WIDENING),
    "values no longer listed": (WIDENING, READERS),
    "values no longer listed openly": (WIDENING, WIDENING),
    "list of values opened": (WIDENING, READERS),
    "list of values closed": (CALLERS, WIDENING),
    "decimal text changed": (CALLERS, READERS),
    "unit changed": (CALLERS, READERS),
    "format stated": (CALLERS, WIDENING),
    "format no longer stated": (WIDENING, READERS),
    "format changed": (CALLERS, READERS),
    "limit tightened": (CALLERS, WIDENING),
    "limit loosened": (WIDENING, READERS),
    "limit changed": (CALLERS, READERS),
    "default changed": (CALLERS, WORDS),
    "closed to further members": (CALLERS, WIDENING),
    "opened to further members": (WIDENING, WIDENING),  # members that nobody knows are kept
    "security added": (WIDENING, WIDENING),  # one more choice
    "security demanded": (CALLERS, CALLERS),  # nobody needed a key before
    "security lifted": (WIDENING, WIDENING),
    "alternate method added": (WIDENING, WIDENING),
    "alternate method removed": (CALLERS, CALLERS),
    "media type added": (WIDENING, WIDENING),
    "media type removed": (CALLERS, READERS),
    "parameter written otherwise": (CALLERS, CALLERS),
    "alternative added": (WIDENING, READERS),
    "alternative removed": (CALLERS, WIDENING),
    "page added": (WORDS, WORDS),
    "page removed": (WORDS, WORDS),
    "page moved": (WORDS, WORDS),
    "section added": (WORDS, WORDS),
    "section removed": (WORDS, WORDS),
    "sample added": (WORDS, WORDS),
    "sample removed": (WORDS, WORDS),
    "figure changed": (CALLERS, READERS),  # in prose: a limit, a delay, an amount
    "form changed": (CALLERS, READERS),  # in prose: how a date, a number or an id is written
    "rule changed": (CALLERS, READERS),  # in prose: what must be, may be, or is no longer
    "unreadable sample added": (CALLERS, READERS),  # nobody knows what it says now
    "unreadable sample removed": (WORDS, WORDS),
    "unread change": (WORDS, WORDS),  # of nothing that is understood here; it is asked about all the same
    "described in another document": (WORDS, WORDS),
    "no longer described": (WORDS, WORDS),
    "extension changed": (WORDS, WORDS),  # what a keyword of the venue's own means is for people to say
    "security removed": (CALLERS, CALLERS),
    "server added": (WIDENING, WIDENING),
    "server removed": (CALLERS, CALLERS),
    "bucket added": (CALLERS, CALLERS),
    "bucket removed": (WIDENING, WIDENING),
    "rate limit changed": (CALLERS, CALLERS),
    "effect kind changed": (CALLERS, CALLERS),
    "effect scope changed": (CALLERS, CALLERS),
    "settles later": (READERS, READERS),
    "settles at once": (WIDENING, WIDENING),
    "reply proves less": (READERS, READERS),
    "reply proves more": (WIDENING, WIDENING),
    "reply proves something else": (READERS, READERS),
    "error text added": (WIDENING, WIDENING),
    "error text removed": (READERS, READERS),
    "error text proves something else": (READERS, READERS),
    "payload path changed": (READERS, READERS),
    "page keys changed": (READERS, READERS),
    "positions changed": (READERS, READERS),
    "framing changed": (CALLERS, CALLERS),
    "frame of another length": (CALLERS, READERS),
    "message name moved": (READERS, READERS),
    "correlation changed": (READERS, READERS),
    "status of the documentation changed": (WORDS, WORDS),
    "deprecated": (WORDS, WORDS),
    "no longer deprecated": (WORDS, WORDS),
    "words changed": (WORDS, WORDS),
    "example changed": (WORDS, WORDS),
}

_ALIKE: Final = 0.6
"""How much of two names must agree for one to pass as the new form of the other."""


@attrs.frozen(kw_only=True)
class Change:
    """One change, once for all places that it touches in the same way."""

    meaning: Meaning
    kind: str
    old: str
    new: str
    places: tuple[str, ...]


def compare(old: Catalogue | Sequence[Catalogue], new: Catalogue | Sequence[Catalogue]) -> tuple[Change, ...]:
    """Name and class every change between two documents, or two sets of them, the gravest first."""
    before, after = (old,) if isinstance(old, Catalogue) else old, (new,) if isinstance(new, Catalogue) else new
    return classed(of_sets(versions(), before, after))


def versions() -> Comparison:
    """Compare as two versions of one thing: what is gone may stand on under a new name."""
    return Comparison(fields=probably_renamed, exchanges=moved)


def classed(differences: Iterable[Difference]) -> tuple[Change, ...]:
    """Class differences, the gravest first. A schema that is used in many places changes in all of them; that is one change."""
    found: dict[tuple[int, str, str, str, str], list[str]] = {}
    for difference in differences:
        meaning = MEANINGS[difference.kind][difference.direction == "reply"]
        leaf = difference.path.rpartition(".")[2] or difference.at
        place = f"{difference.at} [{difference.file}]" if difference.file else difference.at
        places = found.setdefault((ORDER.index(meaning), difference.kind, difference.old, difference.new, leaf), [])
        if place not in places:
            places.append(place)
    return tuple(
        Change(meaning=ORDER[rank], kind=kind, old=was, new=becomes, places=tuple(places))
        for (rank, kind, was, becomes, _), places in sorted(found.items(), key=_rank)
    )


def _rank(found: tuple[tuple[int, str, str, str, str], list[str]]) -> int:
    return found[0][0]


def renamed_pairs(scores: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """Pair names by their scores, the best first, each name once."""
    found: dict[str, str] = {}
    for (old, new), score in sorted(scores.items(), key=_best_first):
        if score >= _ALIKE and old not in found and new not in found.values():
            found[old] = new
    return found


def _best_first(scored: tuple[tuple[str, str], float]) -> float:
    return -scored[1]


def probably_renamed(gone: Mapping[str, Shape], added: Mapping[str, Shape]) -> Mapping[str, str]:
    """Pair fields that look the same and have names, or words, that are alike."""
    return renamed_pairs(
        {
            (old, new): 1.0 if was.words and was.words == becomes.words else alike(old, new)
            for old, was in gone.items()
            for new, becomes in added.items()
            if _looks(was) == _looks(becomes)
        }
    )


def moved(gone: Mapping[str, Exchange], added: Mapping[str, Exchange]) -> Mapping[str, str]:
    """Pair operations that kept their name or their path, and messages and operations that carry the same under a new name."""
    return renamed_pairs(
        {
            (old, new): 1.0 if _same_name(old, was, new, becomes) else alike(old, new) if _carries(was) == _carries(becomes) else 0.0
            for old, was in gone.items()
            for new, becomes in added.items()
            if noun(old) == noun(new) and was.direction == becomes.direction
        }
    )


def alike(one: str, other: str) -> float:
    """Measure how much of two names agrees, whatever their case."""
    plain = (one.casefold().replace("_", "").replace("-", ""), other.casefold().replace("_", "").replace("-", ""))
    return SequenceMatcher(None, *plain, autojunk=False).ratio()


def _same_name(old: str, was: Exchange, new: str, becomes: Exchange) -> bool:
    if noun(old) != "operation":
        return False
    return old.partition(" ")[2] == new.partition(" ")[2] or bool(
        was.notes.get("name") and was.notes.get("name") == becomes.notes.get("name")
    )


def _looks(shape: Shape) -> tuple[object, ...]:
    return shape.types, shape.values, shape.format, tuple(shape.members)


def _carries(exchange: Exchange) -> list[object]:
    """List the fields of an exchange; its own name in a frame does not count."""
    return [
        (name, path, () if name.startswith("shown ") else sorted(shape.types))
        for name, part in exchange.parts.items()
        if part.shape is not None
        for path, shape in flatten(part.shape)
    ]
