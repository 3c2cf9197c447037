"""Reads fields that prose tells of: "updates for such orders also carry `isPostArb: true` inside `matched` / `unmatched`"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

import attrs

from compiler.comparing.shapes import EACH, below
from compiler.following.facts import Aside, Shown
from compiler.following.markdown import Piece, Prose, plain
from compiler.following.placing import Spot
from compiler.following.samples import Sample, UnreadableSampleError, Value, sample_of

_CARRIES: Final = re.compile(r"\b(?:carry|carries|carried|includes?|contains?|gains?|has|have)\s*$", re.IGNORECASE)
_NEAR: Final = 40
_FIELD: Final = re.compile(r"([A-Za-z_]\w*)\s*:\s*(\S.*)")
_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_END: Final = re.compile(r"[.;](?:\s|$)")


def asides_of(prose: Prose, section: tuple[str, ...], line: int) -> Iterator[Aside]:
    """Yield the fields that a paragraph says something has. What only names a field with its value says nothing of where it is."""
    for sentence in _sentences(prose):
        names = tuple(piece.words for piece in sentence if piece.is_code and _NAME.fullmatch(piece.words))
        for before, piece in pairwise(sentence):
            carries = piece.is_code and not before.is_code and _CARRIES.search(before.words[-_NEAR:])
            field = _FIELD.fullmatch(piece.words) if carries else None
            if field is None or not names:
                continue
            try:
                value = sample_of(field[2]).value
            except UnreadableSampleError:
                continue
            yield Aside(name=field[1], value=value, within=names, words=plain(tuple(sentence)).strip(), section=section, line=line)


def _sentences(prose: Prose) -> Iterator[Prose]:
    """Split a paragraph. A piece in which a sentence ends is split there."""
    pieces: list[Piece] = []
    for piece in prose:
        begin = 0
        for end in () if piece.is_code else _END.finditer(piece.words):
            yield (*pieces, attrs.evolve(piece, words=piece.words[begin : end.end()]))
            pieces, begin = [], end.end()
        if begin < len(piece.words):
            pieces.append(attrs.evolve(piece, words=piece.words[begin:]))
    yield tuple(pieces)


def shown_in(aside: Aside, spots: Sequence[Spot]) -> Iterator[tuple[Spot, Shown]]:
    """Yield the objects that have such a field, by the places that the sentence names, each as a sample of it that leaves the rest out."""
    found: dict[str, Spot] = {}
    for spot in spots:
        for name, member in spot.shape.members.items():
            if name in aside.within:
                inner = member.members.get(EACH, member)
                path = spot.to(name) if inner is member else below(spot.to(name), EACH)
                if any(each[0] not in "[{" for each in inner.members):
                    place = attrs.evolve(spot, path=path, shape=inner)
                    found.setdefault(place.at, place)
    value: Mapping[str, Value] = {aside.name: aside.value}
    sample = Sample(value=value, elided=frozenset({()}), lines={})
    shown = Shown(sample=sample, section=aside.section, title="", way="", operation="", line=aside.line)
    return ((spot, shown) for spot in found.values())
