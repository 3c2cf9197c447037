"""Compares sets of documents: each operation with every document that describes it, on either side.

A venue may keep one file today and two tomorrow. Documents of the same label stand for each other; a new description of a known
operation is compared with the one that there was; an operation is gone only where no document has it any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import attrs

from compiler.comparing.catalogue import Catalogue, Exchange
from compiler.comparing.differences import WORDED, Comparison, Difference, apart, noun

Descriptions: TypeAlias = dict[str, dict[str, Exchange]]
"""By the name of the operation or message, then by the label of the document."""


def descriptions(catalogues: Sequence[Catalogue]) -> Descriptions:
    """Collect who describes what."""
    found: Descriptions = {}
    for catalogue in catalogues:
        for name, exchange in catalogue.exchanges.items():
            found.setdefault(name, {})[catalogue.label] = exchange
    return found


def of_sets(comparison: Comparison, old: Sequence[Catalogue], new: Sequence[Catalogue]) -> Iterator[Difference]:
    """Yield every difference between two sets of documents, each with the document that it is about."""
    if len(old) == 1 and len(new) == 1:
        yield from comparison.differences(old[0], new[0])
        return
    was, becomes = descriptions(old), descriptions(new)
    gone, added = apart(was, becomes)
    renamed = comparison.exchanges(_first(gone), _first(added))
    known = {catalogue.label: catalogue for catalogue in old}
    for catalogue in new:
        if catalogue.label in known:
            yield from (_in(catalogue.label, found) for found in comparison.of_documents(known[catalogue.label], catalogue))
    for name, before in was.items():
        now = renamed.get(name, name)
        if now in becomes:
            yield from _described(comparison, name, before, now, becomes[now])
        else:
            yield Difference(kind=f"{noun(name)} removed", exchange=name, direction=next(iter(before.values())).direction)
    for name, after in added.items():
        if name not in renamed.values():
            yield Difference(kind=f"{noun(name)} added", exchange=name, direction=next(iter(after.values())).direction)


def _described(
    comparison: Comparison, name: str, before: dict[str, Exchange], now: str, after: dict[str, Exchange]
) -> Iterator[Difference]:
    left = [label for label in before if label not in after]
    for label, exchange in after.items():
        # Whoever is new among the documents is held to one that has left, or else to the first.
        partner = label if label in before else left[0] if left else next(iter(before))
        for found in comparison.of_exchange(name, before[partner], now, exchange):
            # Another author has other words for the same thing.
            yield _in(label, attrs.evolve(found, kind="words changed") if partner != label and found.kind in WORDED else found)
        if partner != label:
            yield Difference(kind="described in another document", exchange=now, direction=exchange.direction, old=partner, new=label)
    if len(left) > sum(label not in before for label in after):
        for label in left[sum(label not in before for label in after) :]:
            yield Difference(kind="no longer described", exchange=now, direction=before[label].direction, old=label)


def _in(label: str, found: Difference) -> Difference:
    return attrs.evolve(found, file=label)


def _first(described: Descriptions) -> dict[str, Exchange]:
    return {name: next(iter(by_label.values())) for name, by_label in described.items()}
