"""Pairs the branches of two unions: which alternative of the old one stands on as which of the new one."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

import attrs

from compiler.comparing.shapes import Shape, below
from compiler.comparing.variance import named

_KIN: Final = 0.3
"""How much two alternatives must share for one to be the new form of the other."""


@attrs.frozen(kw_only=True)
class Pairing:
    """The branches of two unions, side by side."""

    pairs: tuple[tuple[int, Shape, Shape], ...]
    """Number of the branch in the new union, counted from 1; what it was; what it is."""
    gone: tuple[Shape, ...]
    added: tuple[Shape, ...]


def paired(old: Shape, new: Shape) -> Pairing:
    """Pair branches, the most alike first. What is no union counts as one branch."""
    before, after = branches_of(old), branches_of(new)
    scores = sorted(
        ((_likeness(was, becomes), -i, -j) for i, was in enumerate(before) for j, becomes in enumerate(after)),
        reverse=True,
    )
    found: dict[int, int] = {}
    for score, i, j in scores:
        if score >= _KIN and -i not in found and -j not in found.values():
            found[-i] = -j
    return Pairing(
        pairs=tuple((j + 1, before[i], after[j]) for i, j in sorted(found.items())),
        gone=tuple(shape for i, shape in enumerate(before) if i not in found),
        added=tuple(shape for j, shape in enumerate(after) if j not in found.values()),
    )


def branches_of(shape: Shape) -> Sequence[Shape]:
    """Return the alternatives of a union; of anything else, itself."""
    return shape.branches or (attrs.evolve(shape, types=shape.types - {"null"}),)


def _likeness(was: Shape, becomes: Shape) -> float:
    if was.types and becomes.types and not was.types & becomes.types:
        return 0.0
    before, after = set(was.members), set(becomes.members)
    if not before and not after:
        return 1.0 if was.values == becomes.values else 0.5
    shared = before & after
    # A field with one value tells the alternatives of a union apart.
    told = [name for name in shared if (one := was.members[name].values) and len(one) == 1 and one != becomes.members[name].values]
    return 0.0 if told else len(shared) / len(before | after)


def label(shape: Shape) -> str:
    """Say which alternative is meant: by its fields, or by its type."""
    fields = [name for name in shape.members if name[0] not in "[{"]
    return "with " + ", ".join(fields) if fields else named(shape.types)


def shown(alternative: Shape, union: Shape, told: Container[str], path: str) -> bool:
    """Whether what came or went with an alternative has shown in the union as a whole: in its type, or in a field of its own."""
    others = {name for branch in branches_of(union) if branch is not alternative for name in branch.members}
    own = (name for name in alternative.members if name not in others)
    return path in told or any(below(path, name) in told for name in own)
