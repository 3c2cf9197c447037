"""The session: nox -s fuzz -- --cases N --seed S."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections import Counter

from fuzz.making import scenario
from fuzz.scenario import SURFACES, Surface
from fuzz.session import Found, Tally, batches, play
from fuzz.shrink import player


def main() -> int:
    arguments = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    arguments.add_argument("--cases", type=int, default=1_000_000, help="how many calls (default: a million)")
    arguments.add_argument("--seed", default="1", help="decides every case")
    arguments.add_argument("--surface", choices=SURFACES, action="append", help="only this one; may be given several times")
    arguments.add_argument("--processes", type=int, default=2)
    arguments.add_argument("--again", metavar="CASE", help="play one case again, such as 1/4711, and show it; needs one --surface")
    given = arguments.parse_args()
    surfaces: list[Surface] = given.surface or list(SURFACES)
    if given.again is not None:
        return again(surfaces[0], given.again)
    began = time.monotonic()
    tally = Tally()
    with multiprocessing.get_context("spawn").Pool(given.processes) as pool:
        for played in pool.imap_unordered(play, batches(given.cases, given.seed, surfaces)):
            for key, one in played.found.items():
                if key not in tally.found:  # A long session tells at once what it found.
                    sys.stdout.write("\n" + "\n".join(_lines(one)) + "\n")
            tally.add(played)
            calls, seconds = tally.calls.total(), time.monotonic() - began
            sys.stdout.write(f"\r{calls:>9,} calls, {calls / seconds:6.0f}/s, {len(tally.found)} kinds of violation")
            sys.stdout.flush()
    report(tally, time.monotonic() - began, given.seed)
    return 1 if tally.found else 0


def report(tally: Tally, seconds: float, seed: str) -> None:
    lines = ["", "", f"seed {seed}: {tally.calls.total():,} calls in {seconds:.0f} s, {tally.calls.total() / seconds:.0f}/s", ""]
    lines += _table("calls", tally.calls) + _table("what was done to honest replies", tally.tried)
    lines.append(f"violations: {sum(one.count for one in tally.found.values())}, of {len(tally.found)} kinds")
    for one in sorted(tally.found.values(), key=lambda one: (one.law, one.call, one.surface)):
        lines += ["", *_lines(one)]
    sys.stdout.write("\n".join(lines) + "\n")


def _lines(one: Found) -> list[str]:
    return [
        one.law,
        f"  {one.count} times, {one.surface} {one.call}, first in {one.seed}",
        *(f"    {line}" for line in one.text.splitlines()),
    ]


def _table(title: str, counts: Counter[str]) -> list[str]:
    return [title, *(f"  {count:>9,} {name}" for name, count in sorted(counts.items())), ""]


def again(surface: Surface, case: str) -> int:
    made = scenario(surface, case)
    with player(surface) as playing:
        broken = playing.play(made, case)
    for step in made.steps:
        sys.stdout.write(f"{step}\n")
    for one in broken:
        sys.stdout.write(f"{one.place}: {one.happened.call}: {one.problem.law}: {one.problem.found}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
