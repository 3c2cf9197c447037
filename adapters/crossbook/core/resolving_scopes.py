"""Finds out what became of the orders of a cancel that named none, as a plan. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, ScopeOutcomes
from crossbook.core.resolving import Look, Patience, resolve
from crossbook.core.steps import Plan, now
from crossbook.evidence import Evidence


def resolve_reported(
    scope: ScopeOutcomes, order_ids: Sequence[str], look: Look, patience: Patience, *, operation: str, same: Callable[[str], str]
) -> Plan[ScopeOutcomes]:
    """Resolve what the venue's report leaves open: of the orders that it names, and of others that the caller knows."""
    began = yield from now()
    named = {same(outcome.order_id) for outcome in scope}
    evidence = Evidence(operation=operation, sent=None, received=None, problem="the venue answered, and did not name this order")
    # The answer has come: what the cancel did, it has done. Only what can be read may be missing yet.
    others = unknown_cancels((each for each in order_ids if same(each) not in named), evidence, same=same)
    found = yield from resolve(others, look, msgspec.structs.replace(patience, arrives_within=0.0))
    left = msgspec.structs.replace(patience, deadline=patience.deadline - ((yield from now()) - began))
    reported = yield from resolve(tuple(scope), look, left)
    gone = sum(isinstance(outcome, Cancelled) for outcome in found)
    return ScopeOutcomes((*reported, *found), unnamed=max(0, scope.unnamed - gone))


def unknown_cancels(order_ids: Iterable[str], evidence: Evidence, *, same: Callable[[str], str]) -> tuple[CancelOutcome, ...]:
    """Say of each of these orders, once, that nobody knows whether it was cancelled."""
    distinct: dict[str, str] = {}
    for order_id in order_ids:
        distinct.setdefault(same(order_id), order_id)
    return tuple(CancelUnknown(order_id=order_id, evidence=evidence) for order_id in distinct.values())
