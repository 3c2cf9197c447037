"""Finds what a page speaks of: which operation or message of our specs, and which object in it, some fields or a sample belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

import attrs

from compiler.comparing.catalogue import Catalogue, Direction, Exchange
from compiler.comparing.shapes import Shape, below
from compiler.following.facts import Field, Group, Named, Page, Shown, Way
from compiler.following.prose import is_placeholder
from compiler.following.samples import Value

_DEEPEST: Final = 32
"""How many names with dots between them are fields within fields."""
_TELLS: Final = ("type", "op", "action", "event", "method", "command")
_ENOUGH: Final = 0.5
"""How much of the fields must be known in an object for them to be about it."""


@attrs.frozen(kw_only=True)
class Spot:
    """An object in a part of an operation or a message."""

    exchange: str
    part: str
    path: str
    shape: Shape
    direction: Direction

    @property
    def at(self) -> str:
        return " ".join(word for word in (self.exchange, self.part, self.path) if word)

    @property
    def depth(self) -> int:
        """How far in it is."""
        return len(steps(self.path))

    def to(self, name: str) -> str:
        """Return the path of a member."""
        return below(self.path, name)


@attrs.frozen(kw_only=True)
class Venue:
    """Everything that our specs say of a venue, operation by operation and message by message."""

    exchanges: Mapping[str, Exchange]
    common: Mapping[str, tuple[str, ...]]
    """What all messages of a socket have in common (its envelope, its report of an error), by the name of each message."""
    moved: Mapping[str, str] = attrs.Factory(dict[str, str])
    """The former paths of pages that stand elsewhere now."""

    def about(self, page: Page) -> tuple[str, ...]:
        """Name what a page is about: what its front matter says, and what our specs say of it."""
        named = (page.operation,) if page.operation else ()
        if page.operation and page.operation not in self.exchanges:
            return named  # whatever our specs say of this page, it is about something new now
        paths = tuple(path for path in (page.path, self.moved.get(page.path)) if path)
        described = (name for name, exchange in self.exchanges.items() if any(same_page(exchange.page, path) for path in paths))
        return tuple(dict.fromkeys((*named, *described)))

    def message_in(self, value: Value, names: Sequence[str], spot: Spot | None, *, sent: bool) -> str:
        """Return the name of a new message that an object gives itself, as the messages of its socket do; empty where it gives none.

        An object that has found its place, and whose name may be there, is no message. Of a socket to which nothing was sent so far
        nobody knows in which field messages name themselves: where they are `sent`, it is one of those that are usual.
        """
        if not isinstance(value, Mapping):
            return ""
        tells = dict.fromkeys(tell for name in names for tell in (self.exchanges[name].tells if name in self.exchanges else ()))
        if not tells and sent and names and all(name.startswith("receive ") for name in names):
            tells = dict.fromkeys(tell for tell in _TELLS if re.fullmatch(r"[A-Za-z][\w.:-]*", str(value.get(tell, ""))))
        for tell in tells:
            held, place = value.get(tell), None if spot is None else spot.shape.members.get(tell)
            may_be = place is not None and (place.values is None or f'"{held}"' in place.values)
            if isinstance(held, str) and not may_be:
                return "" if any(name.partition(" [")[0].endswith(f" {held}") for name in names) else held
        return ""

    def failures(self, page: Page, names: Sequence[str]) -> Iterator[Named]:
        """Yield the error texts that samples of a page show, where their socket reports an error in a field of its own."""
        fields = {
            field
            for name in names
            for other in self.common.get(name, ())
            for part in self.exchanges[other].parts.values()
            if other == "receive (error)" and part.shape is not None
            for field, shape in part.shape.members.items()
            if "string" in shape.types and field not in self._replied(names)
        }
        for shown in page.samples:
            value = shown.sample.value
            told: Mapping[str, Value] = value if isinstance(value, Mapping) else {}
            for field in fields:
                words = told.get(field)
                known = any(f"effect of error {words!r}" in self.exchanges[name].notes for name in names)
                # What a table lists is listed there, whatever samples show of it.
                if isinstance(words, str) and words and not is_placeholder(words) and not (known and page.errors):
                    yield Named(name=words, words="", section=shown.section, line=shown.line + shown.sample.lines.get((field,), 0))

    def _replied(self, names: Sequence[str]) -> frozenset[str]:
        """Return what is in replies that report no error."""
        replies = (self.exchanges[name].parts.get("reply") for name in names)
        return frozenset(field for reply in replies if reply is not None and reply.shape is not None for field in reply.shape.members)

    def operation(self, called: str) -> str:
        """Return the operation that is called, by its own path or by one with parameters in it; empty where there is none."""
        if called in self.exchanges:
            return called
        forms = ((name, re.escape(name).replace(r"\{", "{").replace(r"\}", "}")) for name in self.exchanges if "{" in name)
        return next((name for name, form in forms if re.fullmatch(re.sub(r"\{[^}]*\}", "[^/ ]+", form), called)), "")

    def beside(self, names: Sequence[str]) -> tuple[str, ...]:
        """Name these, and what they have in common with others of their socket."""
        return tuple(dict.fromkeys((*names, *(other for name in names for other in self.common.get(name, ())))))


def venue_of(catalogues: Sequence[Catalogue]) -> Venue:
    """Put the specs of a venue together. A message that two sockets have is told apart by its socket: `send ping [user-socket]`."""
    names = [name for catalogue in catalogues for name in catalogue.exchanges]
    exchanges: dict[str, Exchange] = {}
    common: dict[str, tuple[str, ...]] = {}
    for catalogue in catalogues:
        label = catalogue.label.partition(".")[0]
        renamed = {name: f"{name} [{label}]" if names.count(name) > 1 else name for name in catalogue.exchanges}
        shared = tuple(now for name, now in renamed.items() if name.startswith("receive ("))
        for name, now in renamed.items():
            exchanges[now] = catalogue.exchanges[name]
            common[now] = shared
    return Venue(exchanges=exchanges, common=common)


_STEP: Final = re.compile(r"[^.\[\]{}<>]+|\[\d*\]|\{\}")


def steps(path: str) -> list[str]:
    """Split a path into the members that it leads through: `data.orders[].id`."""
    return _STEP.findall(path)


def same_page(address: str, path: str) -> bool:
    """Whether an address that our specs name is that of a page: one of a repository by its path, or one by its own address."""
    if not address:
        return False
    told, found = urlsplit(address), urlsplit(path)
    if found.netloc and found.netloc != told.netloc:
        return False
    return bool(told.path.strip("/")) and plain_path(told.path) == plain_path(found.path)


def plain_path(path: str) -> str:
    """Strip a path of what does not tell pages apart."""
    bare = path.strip("/")
    for ending in (".mdx", ".md", ".html"):
        bare = bare.removesuffix(ending)
    return bare


def spots(venue: Venue, names: Sequence[str]) -> Iterator[Spot]:
    """Yield every object that the operations and messages hold; those further out come first."""
    for name in names:
        exchange = venue.exchanges.get(name)
        for part, held in exchange.parts.items() if exchange is not None else ():
            if held.shape is not None:
                yield from _within(Spot(exchange=name, part=part, path="", shape=held.shape, direction=held.direction))


def _within(spot: Spot) -> Iterator[Spot]:
    waiting = [spot]
    while waiting:
        here = waiting.pop(0)
        if any(name[0] not in "[{" for name in here.shape.members):
            yield here
        waiting += [
            attrs.evolve(here, path=below(here.path, name), shape=member) for name, member in here.shape.members.items() if member.members
        ]


def of_group(group: Group, candidates: Sequence[Spot], near: str = "") -> Spot | None:
    """Choose the object that a group of fields is about. `near` is the operation or message that was spoken of last."""
    names = [field.name for field in group.fields]
    roots = [name.partition(".")[0].removesuffix("[]") for name in names]
    return _best([(spot, _fit(roots, spot.shape)) for spot in candidates if _goes(spot, group.way) and _is_home(spot, group)], near)


def of_sample(shown: Shown, value: Value, candidates: Sequence[Spot], near: str = "") -> Spot | None:
    """Choose the object that a sample is one of."""
    if not isinstance(value, Mapping):
        return None
    fits = [(spot, _fit(list(value), spot.shape) - _clashes(value, spot.shape)) for spot in candidates if _goes(spot, shown.way)]
    return _best(fits, near)


def _best(fits: Sequence[tuple[Spot, float]], near: str) -> Spot | None:
    # Of two that fit alike, the one further out.
    good = [(score + (0.2 if spot.exchange == near else 0.0) - 0.01 * spot.depth, spot) for spot, score in fits if score >= _ENOUGH]
    return max(good, key=_score)[1] if good else None


def _score(found: tuple[float, Spot]) -> float:
    return found[0]


def _fit(names: Sequence[str], shape: Shape) -> float:
    """Measure how many of the names an object has, and, much less, how many of its own are named."""
    if not names:
        return 0.0
    known = sum(name in shape.members for name in names)
    return known / len(names) + 0.2 * known / len(shape.members)


def _clashes(value: Mapping[str, Value], shape: Shape) -> float:
    """Measure what speaks against a sample: another constant, a list for an object, a member that must be there and is not."""
    clashes = 0.0
    for name, member in shape.members.items():
        held = value.get(name)
        if name not in value:
            clashes += 0.3 if member.required and name[0] not in "[{" else 0.0
        elif member.values is not None and len(member.values) == 1 and not member.open and f'"{held}"' not in member.values:
            clashes += 1.0
        elif isinstance(held, Mapping | tuple) and member.types and not member.types & {"array" if isinstance(held, tuple) else "object"}:
            clashes += 0.3
    return clashes


def _goes(spot: Spot, way: Way) -> bool:
    return way in ("", spot.direction)


def _is_home(spot: Spot, group: Group) -> bool:
    return group.home not in ("query", "path", "header") and (group.home != "body" or spot.part == "body")


def flat(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Turn names with dots into fields within fields: `data.user.id`."""
    found: dict[str, Field] = {}
    for field in fields:
        name, _, rest = field.name.partition(".") if field.name.count(".") <= _DEEPEST else (field.name, "", "")
        is_list = name.endswith("[]")
        name = name.removesuffix("[]")
        inner = flat((attrs.evolve(field, name=rest),)) if rest else field.members
        known = found.get(name)
        if rest:
            types = frozenset({"array"}) if is_list else frozenset[str]()
            shell = known or Field(name=name, types=types, partial=True, line=field.line)
            found[name] = attrs.evolve(shell, members=merged(shell.members, inner))
        else:
            found[name] = attrs.evolve(field, name=name, members=flat(field.members))
    return tuple(found.values())


def merged(one: Sequence[Field], other: Sequence[Field]) -> tuple[Field, ...]:
    """Put fields together by name."""
    found = {field.name: field for field in one}
    for field in other:
        known = found.get(field.name)
        found[field.name] = field if known is None else attrs.evolve(known, members=merged(known.members, field.members))
    return tuple(found.values())
