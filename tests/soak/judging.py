"""What the storm is held to, besides what each command shows."""

from __future__ import annotations

import asyncio
import gc
import statistics
from typing import Final

import attrs

from soak.control import NotThere
from soak.known import Known
from soak.leftovers import Held, bytes_in_use, resident_bytes
from soak.venue_process import VenueProcess
from soak.verdicts import Verdicts, line

KNOWN: Final = "no order rests that its program does not reckon with, and what was placed is there"
WELL_KNOWN: Final = "where nothing strikes, 9 of 10 outcomes are known"
NOTHING_LEFT: Final = "no task, thread or descriptor is left at the end"
MEMORY: Final = "memory in use grows by less than 1 % after the warm-up"
_MOST_GROWTH: Final = 0.01
_MOST_UNKNOWN: Final = 0.1
"""Those for which a busy machine had no time. It is none where there is time."""
_SAMPLE: Final = 20
_FEWEST: Final = 4
"""Measures from which on memory is judged: what a short storm sees is the first use of many things."""
_MOST_LOOKS: Final = 20
_STILL: Final = 0.0005
"""What changes by less than this part in half a second is at rest."""


@attrs.frozen
class Memory:
    """What the process holds when it has given back everything that it can."""

    in_use: int
    """Bytes that are allocated: what leaks shows here."""
    resident: int = 0
    """Bytes of its pages. A page stays as long as a piece of it is in use, so that the worst moment may show for ever."""

    @classmethod
    async def at_rest(cls) -> Memory:
        """Wait until feeds have told what they had to tell, and measure."""
        in_use = 0
        for _ in range(_MOST_LOOKS):
            gc.collect()
            before, in_use = in_use, bytes_in_use()
            if abs(in_use - before) < in_use * _STILL:
                break
            await asyncio.sleep(0.5)
        return cls(in_use, resident_bytes())


def judge_memory(whose: str, measured: list[Memory], verdicts: Verdicts) -> None:
    """Compare the later half of the measures with the earlier."""
    if len(measured) < _FEWEST:
        verdicts.figures[f"memory of {whose}"] = f"not judged: measured {len(measured)} times"
        return
    half = len(measured) // 2
    for name, each in (("in use", [one.in_use for one in measured]), ("resident", [one.resident for one in measured])):
        early, late = statistics.median(each[:half]), statistics.median(each[-half:])
        growth = late / early - 1 if early else 0.0
        verdicts.figures[f"memory of {whose} {name}, MB, early, late"] = f"{early / 1e6:.1f} {late / 1e6:.1f} ({growth:+.2%})"
        line(f"memory of {whose} {name}, MB, at rest: " + " ".join(f"{one / 1e6:.1f}" for one in each))
        if growth >= _MOST_GROWTH and name == "in use":
            verdicts.breach(MEMORY, f"{whose}: {growth:+.2%} in {len(each)} measures")


def judge_left(whose: str, before: Held, verdicts: Verdicts) -> None:
    """Hold a process that has closed everything to what it held before it opened anything."""
    left, now = sorted(task.get_name() for task in asyncio.all_tasks() if task is not asyncio.current_task()), Held.now()
    if left or now != before:
        descriptors, threads = now.descriptors - before.descriptors, f"threads {now.threads} where there were {before.threads}"
        verdicts.breach(NOTHING_LEFT, f"{whose}: tasks {left}, descriptors {descriptors}, {threads}")


async def judge_known(venue: VenueProcess, name: str, reference: str, known: Known, verdicts: Verdicts) -> None:
    """Hold what a program knows by outcomes to what its venue has. Nothing is in flight."""
    resting = set(await venue.control(f"{name}/open_order_ids"))
    verdicts.counts[f"{name}: orders that rested when looked at"] += len(resting)
    for order_id in resting - known.resting.keys():
        order = await venue.control(f"{name}/order", order_id=order_id)
        if not known.may_rest(order_id, order[reference]):
            verdicts.breach(KNOWN, f"{order}")
    for order_id in sorted(known.resting.keys() - resting - known.elsewhere)[:_SAMPLE]:
        try:
            order = await venue.control(f"{name}/order", order_id=order_id)
        except NotThere:
            verdicts.breach(KNOWN, f"{name} has no order {order_id}, and an outcome said that it was placed")
            continue
        if order[reference] != known.references[order_id]:
            verdicts.breach(KNOWN, f"{name}: {order_id} was to be {known.references[order_id]!r}, and is {order}")


def judge_well_known(way: str, verdicts: Verdicts) -> None:
    """Hold the run itself to something: where nearly nothing is known, nothing is proven by it."""
    outcomes, unknown = verdicts.counts[f"{way}: outcomes where nothing struck"], verdicts.counts[f"{way}: of these, unknown"]
    if not outcomes or unknown > outcomes * _MOST_UNKNOWN:
        verdicts.breach(WELL_KNOWN, f"{way}: {unknown} of {outcomes} are unknown")
