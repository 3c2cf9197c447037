"""Many runs, counted, and one digest of all of them."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

import attrs

from simulation.world import Run
from simulation.worlds import world_of

_A_BATCH: Final = 250

Batch: TypeAlias = tuple[str, int, int]
"""A seed, the number of the first run, and how many runs."""


@attrs.define
class Found:
    """A law that was broken: how often, and where first."""

    count: int
    run: str
    text: str


@attrs.define
class Tally:
    """What happened."""

    runs: int = 0
    counts: Counter[str] = attrs.field(factory=Counter[str])
    found: dict[str, Found] = attrs.field(factory=dict[str, Found])
    digest: bytes = b""
    """Of everything that happened in these runs, in their order."""

    def add(self, other: Tally) -> None:
        """Take in what happened after this."""
        self.runs += other.runs
        self.counts.update(other.counts)
        for name, one in other.found.items():
            if name in self.found:
                self.found[name].count += one.count
            else:
                self.found[name] = one
        self.digest = _both(self.digest, other.digest)


def _both(digest: bytes, following: bytes) -> bytes:
    return hashlib.blake2b(digest + following, digest_size=16).digest()


def batches(runs: int, seed: str) -> Iterator[Batch]:
    """Cut a session into batches."""
    for first in range(0, runs, _A_BATCH):
        yield seed, first, min(_A_BATCH, runs - first)


def played(names: Iterable[str]) -> Iterator[tuple[str, Run]]:
    """Play runs one after the other.

    A world is a circle of objects. Looking for such while it lasts takes a third of the time, and finds none. Behind each world only
    what came with it is looked through, and the next one is made where it was.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        for name in names:
            run = world_of(name).run()
            gc.collect(0)
            yield name, run
    finally:
        if collects:
            gc.enable()


def play(batch: Batch) -> Tally:
    """Play one batch. Its runs depend on nothing but the seed and their numbers."""
    seed, first, runs = batch
    tally = Tally()
    for name, run in played(f"{seed}/{number}" for number in range(first, first + runs)):
        tally.runs += 1
        tally.counts.update(run.counts)
        tally.digest = _both(tally.digest, run.digest)
        for broken in run.broken:
            # What comes behind the colon is the case.
            law = f"{broken.call}: {broken.law.partition(':')[0]}"
            tally.found.setdefault(law, Found(0, name, broken.law)).count += 1
    return tally
