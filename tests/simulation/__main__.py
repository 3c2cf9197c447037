"""The session: nox -s simulate -- --runs N --seed S."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from multiprocessing.pool import Pool

from simulation.booking import BookWorld
from simulation.hunting import Fate, hunt, table
from simulation.listening import ListeningWorld
from simulation.mutant import Mutant
from simulation.mutants import MUTANTS
from simulation.session import Tally, batches, play
from simulation.world import World
from simulation.worlds import FEEDS, PULLS, AnyWorld, world_of


def main() -> int:
    arguments = argparse.ArgumentParser(prog="simulate", description=__doc__)
    arguments.add_argument("--runs", type=int, default=100_000, help="how many worlds (default: 100,000)")
    arguments.add_argument("--seed", default="1", help="decides every run")
    arguments.add_argument("--mutants", action="store_true", help="only the planted mistakes")
    arguments.add_argument("--only", default="", choices=("", PULLS, FEEDS), help="only runs of this world, or its planted mistakes")
    arguments.add_argument("--most", type=int, default=50_000, help="how many runs to look for each mistake (default: 50,000)")
    arguments.add_argument("--processes", type=int, default=2)
    arguments.add_argument("--again", metavar="RUN", help="play one run again, such as 1/4711, and show it")
    given = arguments.parse_args()
    if given.again is not None:
        return again(given.again)
    with multiprocessing.get_context("spawn").Pool(given.processes) as pool:
        failed = 0
        for world, runs in () if given.mutants else (("", given.runs), (PULLS, given.runs // 5), (FEEDS, given.runs)):
            if world.startswith(given.only):
                failed |= simulate(pool, runs, f"{world}{given.seed}")
        if given.only and not given.mutants:
            return failed
        return failed | hunted(pool, [each for each in MUTANTS if each.world.startswith(given.only)], given.most, given.seed)


def simulate(pool: Pool, runs: int, seed: str) -> int:
    """Play many runs, and say what happened in them."""
    began, tally = time.monotonic(), Tally()
    for played in pool.imap(play, batches(runs, seed)):
        tally.add(played)
        progress(f"{tally.runs:>9,} runs, {tally.runs / (time.monotonic() - began):6.0f}/s, {len(tally.found)} kinds of violation")
    seconds = time.monotonic() - began
    said("\n")
    lines([f"  {count:>9,} {name}" for name, count in sorted(tally.counts.items())])
    lines([f"seed {seed}: {tally.runs:,} runs in {seconds:.0f} s, digest {tally.digest.hex()}"])
    lines([f"violations: {sum(one.count for one in tally.found.values())}, of {len(tally.found)} kinds"])
    for law, one in sorted(tally.found.items()):
        lines([f"{law}", f"  {one.count} times, first in {one.run}", f"    {one.text}"])
    return int(bool(tally.found))


def hunted(pool: Pool, mutants: list[Mutant], most: int, seed: str) -> int:
    """Plant every mistake, and say which law it broke."""
    fates: list[Fate] = []
    for fate in pool.imap(partial(hunt, runs=most, seed=seed), mutants):
        fates.append(fate)
        progress(f"{len(fates):>4} of {len(mutants)} mistakes planted")
    survived = [fate for fate in fates if fate.by is None]
    said("\n")
    lines([*table(fates), "", f"{len(fates)} mistakes were planted, {len(survived)} survived"])
    return int(bool(survived))


def again(name: str) -> int:
    """Play one run and show everything that happened in it."""
    world = world_of(name)
    run = world.run()
    for line in shown(world):
        said(f"{line}\n")
    for number, (call, ends) in enumerate(world.calls if isinstance(world, World) else ()):
        said(f"{number}: {call}\n    {ends}\n")
    for broken in run.broken:
        said(f"{broken.call}: {broken.law}\n")
    return int(bool(run.broken))


def shown(world: AnyWorld) -> Iterator[object]:
    """Give what happened in a run, in order."""
    if isinstance(world, BookWorld):
        yield from world.told
        return
    yield from world.link.exchanges
    if isinstance(world, ListeningWorld):
        for number, process in enumerate(world.processes):
            for heard in process.heard:
                yield from (f"{number}: {moment:.3f} {event}" for moment, event in zip(heard.moments, heard.events, strict=True))


def lines(written: Iterable[str]) -> None:
    said("".join(f"{line}\n" for line in written))


def progress(text: str) -> None:
    """Say how far it is, to somebody who watches."""
    if sys.stdout.isatty():
        said(f"\r{text}")


def said(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
