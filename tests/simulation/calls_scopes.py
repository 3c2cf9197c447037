"""Cancels that name no orders, but where to look for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import msgspec

from crossbook import ScopeOutcomes
from crossbook.core.steps import Plan
from crossbook.fourcasters import LeagueCancelAcknowledged
from simulation.calls import Following, Nature
from simulation.calls_resolving import resolving
from simulation.exchanges import Exchange
from simulation.executor import Ended
from simulation.laws_cancels import of_one, raised_by_scope
from simulation.seen import Seen


class CancelScope(msgspec.Struct, frozen=True):
    """A cancel of everything in some place."""

    begin: Callable[[], Plan[object]]
    target: str
    asks: dict[str, Any] | None
    """The body that says exactly this place."""

    @property
    def nature(self) -> Nature:
        return Nature.ONCE

    def plan(self) -> Plan[object]:
        return self.begin()

    def asks_no_more(self, exchange: Exchange) -> bool:
        return exchange.target == self.target and (exchange.asks or {}) == (self.asks or {})

    def broken(self, seen: Seen) -> Iterator[str]:
        value = seen.ended.value
        if seen.ended.error is not None:
            yield from raised_by_scope(seen)
        elif isinstance(value, LeagueCancelAcknowledged):
            acknowledged: Any = msgspec.json.decode(seen.exchanges[-1].reply or b"{}")
            if not seen.acted or acknowledged != {"data": {"ordersReceived": True}}:
                yield f"acknowledged, and the venue did not: {acknowledged!r}"
        elif isinstance(value, ScopeOutcomes):
            yield from _reported(value, seen)
        elif not (seen.ended.interrupted and value == ()):
            yield f"a scope's cancel comes to {value!r}"

    def following(self, ended: Ended, rng: Random) -> Following | None:
        venue = "fourcasters" if self.target.startswith("/session") else "predictstreet"
        return resolving(venue, ended, rng)


def _reported(value: ScopeOutcomes, seen: Seen) -> Iterator[str]:
    """One outcome for each order that the venue's answer names, and nothing of any other."""
    if not seen.acted:
        yield "an outcome of a scope, and the venue never had it"
        return
    named, unnamed = _named_in(seen.exchanges[-1].reply)
    if unnamed < 0 or not all(name and name.strip() for name in named):
        yield f"an entry that names no order is left out silently: {named}"
        return
    if [outcome.order_id.lower() for outcome in value] != list(dict.fromkeys(name.lower() for name in named)):
        yield f"one outcome for each order that is reported: {value!r} for {named}"
    if value.unnamed != unnamed:
        yield f"unnamed is the venue's count {unnamed}, not {value.unnamed}"
    for outcome in value:
        yield from of_one(outcome, seen, named=False)


def _named_in(reply: bytes) -> tuple[list[str], int]:
    """Read a reply without any of our code."""
    tree: Any = msgspec.json.decode(reply)
    if "data" in tree:
        return [entry.get("sessionID") or "" for entry in tree["data"]], 0
    if isinstance(tree["cancelled"], int):
        return list(tree.get("notCancelled", {})), tree["cancelled"]
    return [*tree["cancelled"], *tree["notCancelled"]], 0
