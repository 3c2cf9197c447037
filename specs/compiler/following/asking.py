"""Asks about what the specs cannot be held to, each at a line of its own.

Prose of which a unit, a figure or a rule has changed, limits, defaults, samples that cannot be read: a question where the specs speak of
the same thing, or else at the line of its document in the lock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from compiler.comparing.changes import CALLERS, READERS, Change
from compiler.comparing.wording import transition
from compiler.following.bench import Bench
from compiler.following.facts import Page
from compiler.following.locating import part_of
from compiler.following.placing import Venue

ASKED: Final = frozenset(
    {
        "closed to further members",
        "decimal text changed",
        "default changed",
        "figure changed",
        "header of a call added",
        "header of a call removed",
        "form changed",
        "format changed",
        "format no longer stated",
        "format stated",
        "frame of another length",
        "limit changed",
        "limit loosened",
        "limit tightened",
        "parameter written otherwise",
        "rule changed",
        "security removed",
        "server removed",
        "unit changed",
        "unreadable sample added",
    }
)
"""Changes that break somebody and leave no difference between the specs and the new documents."""
_FORMS: Final = frozenset({"format changed", "format no longer stated", "format stated"})
"""Changes that are the same wherever a document makes them, and are asked about once."""
UNREAD: Final = frozenset({"unread change"})
"""Changes of which nobody here knows whom they break."""
_ELSEWHERE: Final = "described in another document"
"""An operation that is known, by a document that was not there: how that words it was read by nobody."""
_MOST: Final = 4
_LONG: Final = 80
_CHANGED: Final = re.compile(r"\{\+.*?\+\}|\[-.*?-\]")


def ask(bench: Bench, changes: Sequence[Change], pages: Sequence[Page], venue: Venue) -> dict[str, str]:
    """Put the questions into the specs. Return those that belong nowhere there, by the document that they are about."""
    at_lines: dict[tuple[str, str], dict[str, None]] = {}
    of_documents: dict[str, dict[str, None]] = {}
    known = {page.path: page for page in pages}
    changes = tuple(_to_ask(bench, changes, venue))
    # What pages say alike, as those do that take in one snippet, is asked once.
    alike: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        if change.places[0].startswith("page ") or change.kind in _FORMS:
            told_on = [_plain(place) for place in change.places]
            alike.setdefault(_alike(change), []).extend(_page_of(where) or where for where in told_on)
    for change in changes:
        is_prose = change.places[0].startswith("page ")
        words = transition(change.old, change.new)
        others = alike.pop(_alike(change), None) if is_prose or change.kind in _FORMS else []
        if others is None:
            continue
        for place in change.places[:1] if is_prose or change.kind in _FORMS else change.places:
            where, _, document = place.partition(" [")
            page = _page_of(where)
            names = (*(venue.about(known[page]) if page in known else ()), *((_exchange(venue, where),) if not page else ()))
            file, pointer = _pointer(bench, names, "" if page else where)
            about = f"{page or where.removeprefix('document').strip() or 'the whole'}: {change.kind}"
            also = [other for other in dict.fromkeys(others) if other not in (page, where)]
            more = f" and {len(also) - _MOST} more" if len(also) > _MOST else ""
            about += f" (and {'on' if is_prose else 'of'} {', '.join(also[:_MOST])}{more})" if also else ""
            if change.kind == _ELSEWHERE:
                words = f"{change.new} says: {bench.theirs.description(where, change.new)}"
            line = f"{about}: {words}" if words else about
            if file:
                # One who answers reads the page, whatever changed on it.
                at_lines.setdefault((file, pointer), {})[line] = None
            else:
                of_documents.setdefault(page or document.rstrip("]"), {})[line] = None
    for (file, pointer), told in at_lines.items():
        bench.ask(file, pointer, f"source: the documents ({bench.state})", f"does what stands here still hold? {_some(list(told))}")
    return {document: f"do the specs still say it? {_some(list(told))}" for document, told in of_documents.items()}


def _to_ask(bench: Bench, changes: Sequence[Change], venue: Venue) -> Iterator[Change]:
    """Pick the changes that are asked about, each at the places where it is open."""
    for change in changes:
        if change.kind == "format no longer stated":
            places = tuple(place for place in change.places if not _still_stated(bench, venue, place))
            yield from [attrs.evolve(change, places=places)] if places and change.meaning == READERS else []
        elif change.kind == _ELSEWHERE:
            yield from [change] if any(bench.theirs.description(_plain(place), change.new) for place in change.places) else []
        elif change.kind in UNREAD or (change.kind in ASKED and change.meaning in (CALLERS, READERS)):
            yield change


def _still_stated(bench: Bench, venue: Venue, place: str) -> bool:
    """Whether another document has the form of a field that this one says nothing of."""
    where, (_, _, document) = _plain(place), place.partition(" [")
    exchange = _exchange(venue, where)
    part, path = part_of(where, exchange)
    others = (each.label for each in bench.theirs.documents if each.label != document.rstrip("]"))
    shapes = (bench.theirs.shape(exchange, part, path, label) for label in others)
    return any(shape is not None and shape.format for shape in shapes)


def _plain(place: str) -> str:
    return place.partition(" [")[0]


def _alike(change: Change) -> tuple[str, str]:
    """Return what two changes of prose have in common that are one: the words that came and went, if they are many, or else all of them."""
    changed = " ".join(_CHANGED.findall(transition(change.old, change.new)))
    return change.kind, changed if len(changed) > _LONG else f"{change.old} → {change.new}"


def _page_of(where: str) -> str:
    return where.removeprefix("page ").partition(" ")[0] if where.startswith("page ") else ""


def _exchange(venue: Venue, where: str) -> str:
    fitting = [name for name in venue.exchanges if where == name or where.startswith(f"{name} ")]
    return max(fitting, key=len, default="")


def _pointer(bench: Bench, names: Sequence[str], where: str) -> tuple[str, str]:
    for name in names:
        file, pointer = bench.pointer(name, where or name)
        if file:
            return file, pointer
    return "", ""


def _some(told: Sequence[str]) -> str:
    more = len(told) - _MOST
    return " / ".join(told[:_MOST]) + (f" / and {more} more" if more > 0 else "")


def questions_of_documents(asked: Mapping[str, str], changed: Sequence[str], unheld: Sequence[str], *, compared: bool) -> dict[str, str]:
    """Ask, at their lines in the lock, about documents whose former state nobody could compare: their words were read by nobody."""
    found = dict(asked)
    if not compared:
        found |= dict.fromkeys(changed, "it has changed, and what it said before is not at hand: read it, and mend what it says otherwise")
        if unheld:
            more = f", and {len(unheld) - 1} more" if len(unheld) > 1 else ""
            found[unheld[0]] = f"this one{more} were never held before: do the specs say what their words say?"
    return found
