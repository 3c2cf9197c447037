"""Plays many cases of every surface, and counts."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from fuzz.making import scenario
from fuzz.scenario import SURFACES, Scenario, Surface
from fuzz.shrink import player, smallest

SHARES: Final[Mapping[Surface, int]] = {
    "fourcasters-sync": 5, "fourcasters-async": 4, "predictstreet-sync": 3, "predictstreet-async": 3, "socket": 5,
}  # fmt: skip
_A_BATCH: Final = 500

Batch: TypeAlias = tuple[Surface, str, int, int]
"""A surface, a seed, the number of the first case, and how many calls."""


@attrs.define
class Found:
    """A law that was broken: how often, and the first case, made small."""

    count: int
    surface: Surface
    call: str
    law: str
    seed: str
    text: str


@attrs.define
class Tally:
    """What was tried and found."""

    calls: Counter[str] = attrs.field(factory=Counter[str])
    tried: Counter[str] = attrs.field(factory=Counter[str])
    found: dict[tuple[str, str, str], Found] = attrs.field(factory=dict[tuple[str, str, str], Found])

    def add(self, other: Tally) -> None:
        self.calls.update(other.calls)
        self.tried.update(other.tried)
        for key, one in other.found.items():
            if key in self.found:
                self.found[key].count += one.count
            else:
                self.found[key] = one


def batches(cases: int, seed: str, surfaces: Sequence[Surface] = SURFACES) -> Iterator[Batch]:
    """Cut a session into batches, the surfaces by turns."""
    shares = sum(SHARES[surface] for surface in surfaces)
    sizes = {surface: -(-cases * SHARES[surface] // shares) for surface in surfaces}
    starts = dict.fromkeys(surfaces, 0)
    while any(sizes.values()):
        for surface in surfaces:
            if size := min(sizes[surface], _A_BATCH):
                yield surface, seed, starts[surface], size
                sizes[surface] -= size
                starts[surface] += _A_BATCH


def play(batch: Batch) -> Tally:
    """Play one batch. The cases of a batch depend on nothing but its seed and number."""
    surface, seed, start, calls = batch
    tally = Tally()
    firsts: dict[tuple[str, str, str], tuple[Scenario, int]] = {}
    with player(surface) as playing:
        for number in itertools.count(start):
            if tally.calls.total() >= calls:
                break
            case = scenario(surface, f"{seed}/{number}")
            tally.calls.update(f"{surface} {step.call}" for step in case.steps)
            tally.tried.update(name for step in case.steps for name in step.tried)
            for broken in playing.play(case, f"{seed}/{number}"):
                key = (surface, broken.happened.call, broken.problem.law)
                if key in tally.found:
                    tally.found[key].count += 1
                    continue
                firsts[key] = (case, broken.place)
                tally.found[key] = Found(1, surface, broken.happened.call, broken.problem.law, broken.seed, "")
                small, shown = smallest(case, broken)
                step = small.steps[shown.place]
                tally.found[key].text = f"{step.call}{step.args!r}\n{_told(small)}\n{shown.problem.found}"
    return tally


def _told(case: Scenario) -> str:
    """Tell what the server did, short enough to read."""
    if case.surface == "socket":
        return "\n".join(f"frame {_short(frame)}" for frame in case.steps[-1].frames) + f"\nthen {case.steps[-1].ending}"
    lines: list[str] = []
    for step in case.steps:
        for answer in step.answers:
            how = [answer.framing, answer.ending, *([answer.instead] if answer.instead != "nothing" else [])]
            more = f" left over {_short(answer.leftover)}" if answer.leftover else ""
            lines.append(f"{step.call}: {answer.status} {dict(answer.headers)} ({', '.join(how)}) {_short(answer.body)}{more}")
    return "\n".join(lines)


def _short(body: bytes) -> str:
    return repr(body) if len(body) < 1500 else f"{body[:700]!r} ... {len(body)} bytes"
