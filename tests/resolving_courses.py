"""What may happen to a command, and to what it is looked up by."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from functools import partial
from typing import Any

import attrs
from hypothesis import strategies as st
from resolving_world import World

from crossbook import CancelOutcome, CancelUnknown, PlaceOutcome, PlaceUnknown
from crossbook.sandbox import Sandbox

ARRIVALS = st.none() | st.floats(0, 119, allow_nan=False) | st.sampled_from((0.0, 0.02, 0.03, 0.04))
ACTS = st.sampled_from(("fill some", "fill all", "cancel", "expire"))
EVENTS = st.lists(st.tuples(st.integers(0, 3), st.floats(0, 140, allow_nan=False), ACTS), max_size=6)
PATIENCE = st.fixed_dictionaries({"wait": st.booleans(), "deadline": st.sampled_from((30.0, 100.0, 1000.0))})
WAITED = st.sampled_from((0.0, 60.0, 119.0, 121.0))
FAILING = st.integers(0, 4)


@attrs.frozen
class Course:
    """What goes on beside the commands, and how it is resolved."""

    events: list[tuple[int, float, str]]
    patience: dict[str, Any]
    waited: float
    """Seconds between the commands and the first look."""
    failing: int
    """How many of the first reads bring nothing."""


COURSES = st.builds(Course, EVENTS, PATIENCE, WAITED, FAILING)


def shared() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@contextmanager
def begun(sandbox: Sandbox, make: Callable[..., World]) -> Generator[World]:
    sandbox.reset()
    world = make(sandbox)
    try:
        yield world
    finally:
        world.close()


def let_happen(world: World, orders: list[str], events: list[tuple[int, float, str]], venue: Any) -> None:
    """Let things happen to orders that are there, whoever placed them."""
    for which, seconds, act in events:
        world.at(seconds, partial(_happen, orders, which, act, venue))


def _happen(orders: list[str], which: int, act: str, venue: Any) -> None:
    known = list(dict.fromkeys([*orders, *venue.open_order_ids()]))
    if not known:
        return
    order_id = known[which % len(known)]
    with suppress(ValueError, KeyError):  # It is over, or is not there yet.
        remaining = Decimal(venue.order(order_id).remaining)
        match act:
            case "fill some":
                venue.fill(order_id, (remaining / 3).quantize(Decimal("0.01")))
            case "fill all":
                venue.fill(order_id, remaining)
            case "cancel":
                venue.cancel_elsewhere(order_id)
            case _:
                venue.expire(order_id)


def is_complete(outcomes: tuple[CancelOutcome | PlaceOutcome, ...], patience: dict[str, Any]) -> bool:
    """Say whether all of it is decided that had to be."""
    if not (patience["wait"] and patience["deadline"] > 200):
        return True
    return not any(isinstance(outcome, CancelUnknown | PlaceUnknown) for outcome in outcomes)


def nothing_moved(world: World, began: float) -> bool:
    """Say whether everything is as it was when the first look began: then what was seen is what is there now."""
    return world.happened <= began
