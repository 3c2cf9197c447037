"""Plants mistakes in our own code, one at a time, and runs until each is found."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import msgspec
from planting import planted

from simulation.mutant import Mutant
from simulation.session import played
from simulation.world import Broken


class Fate(msgspec.Struct, frozen=True):
    """What became of a mutant."""

    mutant: Mutant
    runs: int
    """How many runs it took to find it, or how many did not."""
    by: Broken | None
    """The law that it broke first; None for one that survived."""


def hunt(mutant: Mutant, runs: int, seed: str) -> Fate:
    """Plant a mutant and run until it is found. Raises AssertionError for one that does not fit our code any more."""
    with planted(import_module(mutant.module), mutant.right, mutant.wrong):
        for number, (_, run) in enumerate(played(f"{mutant.world}{seed}/{number}" for number in range(runs))):
            if run.broken:
                return Fate(mutant, number + 1, run.broken[0])
    return Fate(mutant, runs, None)


def table(fates: list[Fate]) -> Iterator[str]:
    """Write what became of each."""
    width = max(len(fate.mutant.name) for fate in fates)
    yield f"{'mutant':<{width}}  {'runs':>6}  found by"
    for fate in fates:
        by = "SURVIVED" if fate.by is None else f"{fate.by.call}: {fate.by.law}"
        yield f"{fate.mutant.name:<{width}}  {fate.runs:>6}  {by[:110]}"
