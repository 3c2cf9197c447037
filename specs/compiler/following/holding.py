"""Holds what a page says to our specs. A page is held where it speaks; where it is silent, nothing is a difference."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import attrs

from compiler.comparing.shapes import EACH, VALUE, Shape, below
from compiler.comparing.variance import named
from compiler.following.facts import Field, Page
from compiler.following.placing import Spot, flat
from compiler.following.prose import alternatives_in, is_placeholder
from compiler.following.samples import Path, Sample, Value


@attrs.frozen(kw_only=True)
class Saying:
    """One difference between a page and our specs."""

    exchange: str
    at: str
    difference: str
    line: int


def fields(listed: Sequence[Field], spot: Spot, *, partial: bool) -> Iterator[Saying]:
    """Hold the fields of an object to it."""
    known = {field.name for field in listed}
    for field in flat(listed):
        yield from _field(field, spot)
    if partial:
        return
    tops = {name.partition(".")[0].removesuffix("[]") for name in known}
    line = min((field.line for field in listed), default=0)
    for name in spot.shape.members:
        if name not in tops and name[0] not in "[{":
            yield _saying(spot, name, "only we have this field", line)


def _field(field: Field, spot: Spot) -> Iterator[Saying]:
    ours = spot.shape.members.get(field.name)
    if ours is None:
        yield _saying(spot, field.name, "only the page has this field", field.line)
        return
    for phrase in of_value(field, ours, sent=spot.direction == "request"):
        yield _saying(spot, field.name, phrase, field.line)
    if field.members:
        inner = attrs.evolve(spot, path=spot.to(field.name), shape=ours)
        for name in (EACH, VALUE):
            if name in ours.members and "object" not in field.types:
                inner = attrs.evolve(inner, path=below(inner.path, name), shape=ours.members[name])
        yield from fields(field.members, inner, partial=field.partial)


def of_value(field: Field, ours: Shape, *, sent: bool) -> Iterator[str]:
    """Hold what is said of one value to ours."""
    told, here = field.types - {"null"}, ours.types - {"null"}
    if told and here and told != here:
        yield f"type: {named(told)} on the page, {named(here)} here"
    if field.nullable and ours.types and "null" not in ours.types:
        yield "only the page admits null"
    if sent and field.required is not None and field.required != ours.required:
        yield "only the page requires it" if field.required else "only we require it"
    if not sent and field.optional and ours.required:
        yield "only the page says that it may be missing"
    if field.values:
        yield from values(field.values, ours)


def values(listed: Sequence[str], ours: Shape) -> Iterator[str]:
    """Hold a list of values to ours."""
    if ours.values is None:
        if not ours.types or "string" in ours.types:
            yield f"values: only the page lists any ({', '.join(listed)})"
        return
    here: list[object] = [json.loads(value) for value in ours.values]
    yield from (f"value: only the page lists {value}" for value in listed if value not in here)
    yield from (f"value: only we list {value}" for value in here if value not in listed)


def sample(shown: Sample, value: Value, spot: Spot, *, start: Path = (), line: int = 0) -> Iterator[Saying]:
    """Hold a sample, or what is at `start` within it, to an object of ours."""
    yield from _Samples(shown, spot, line).hold(value, spot.shape, spot.path, start)


class _Samples:
    def __init__(self, shown: Sample, spot: Spot, line: int) -> None:
        self.shown, self.spot, self.line = shown, spot, line

    def said(self, path: str, difference: str, place: Path) -> Saying:
        at = " ".join(word for word in (self.spot.exchange, self.spot.part, path) if word)
        return Saying(
            exchange=self.spot.exchange, at=at, difference=f"sample: {difference}", line=self.line + self.shown.lines.get(place, 0)
        )

    def hold(self, value: Value, ours: Shape, path: str, place: Path) -> Iterator[Saying]:
        kinds = kinds_of(value)
        if ours.types and not ours.types & kinds:
            yield self.said(path, f"{named(kinds - {'integer'} if 'number' in kinds else kinds)}, {named(ours.types)} here", place)
            return
        match value:
            case dict():
                yield from self.members(value, ours, path, place)
            case tuple():
                for index, item in enumerate(value):
                    inner = ours.members.get(f"[{index}]") or ours.members.get(EACH)
                    if inner is not None:
                        yield from self.hold(
                            item, inner, below(path, f"[{index}]" if f"[{index}]" in ours.members else EACH), (*place, index)
                        )
            case str():
                yield from (self.said(path, phrase, place) for phrase in _of_text(value, ours))
            case _:
                pass

    def members(self, value: dict[str, Value], ours: Shape, path: str, place: Path) -> Iterator[Saying]:
        free = not ours.members
        for name, item in value.items():
            inner = ours.members.get(name) or ours.members.get(VALUE)
            if inner is not None:
                yield from self.hold(item, inner, below(path, name if name in ours.members else VALUE), (*place, name))
            elif not free:
                yield self.said(below(path, name), "only the page has this field", (*place, name))
        if place not in self.shown.elided:
            for name, inner in ours.members.items():
                if inner.required and name not in value and name[0] not in "[{":
                    yield self.said(below(path, name), "lacks it, and we require it", place)


_AMOUNT: Final = frozenset("0123456789+-.")


def _of_text(value: str, ours: Shape) -> Iterator[str]:
    if listed := alternatives_in(value):
        yield from values(listed, ours)
    elif is_placeholder(value):
        return
    elif ours.format == "decimal" and not set(value) <= _AMOUNT:
        yield f"{value!r} is no amount"
    elif ours.values is not None and value not in [json.loads(each) for each in ours.values]:
        yield f"value: only the page has {value}"


def kinds_of(value: Value) -> frozenset[str]:
    """Name the JSON types that a value is of."""
    match value:
        case None:
            return frozenset({"null"})
        case bool():
            return frozenset({"boolean"})
        case int():
            return frozenset({"integer", "number"})
        case Decimal():
            return frozenset({"integer", "number"} if value == value.to_integral_value() else {"number"})
        case str():
            return frozenset({"string"})
        case tuple():
            return frozenset({"array"})
        case _:
            return frozenset({"object"})


def _saying(spot: Spot, name: str, difference: str, line: int) -> Saying:
    at = " ".join(word for word in (spot.exchange, spot.part, spot.to(name)) if word)
    return Saying(exchange=spot.exchange, at=at, difference=difference, line=line)


def of_page(page: Page, words: str, difference: str, line: int) -> Saying:
    """Say something of a page that belongs to none of our operations and messages."""
    return Saying(exchange=f"page {page.path}", at=f"page {page.path} {words}".strip(), difference=difference, line=line)
