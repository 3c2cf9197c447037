"""Finds out at PredictStreet what became of commands whose outcome is unknown, as a plan. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final, assert_never

import attrs

from crossbook.cancel_outcomes import CancelUnknown, ScopeOutcomes
from crossbook.core import resolving
from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.resolving import Findings, Patience, Unknown, check_knows, checked
from crossbook.core.resolving_scopes import resolve_reported
from crossbook.core.steps import Plan
from crossbook.edit_outcomes import EditUnknown
from crossbook.errors import Outcome, OutcomeT
from crossbook.evidence import Evidence
from crossbook.place_outcomes import PlaceUnknown
from crossbook.predictstreet.identifiers import VENUE, is_order_id, same
from crossbook.predictstreet.orders import resolving_cancels, resolving_places
from crossbook.predictstreet.orders.resolving_places import order_of
from crossbook.predictstreet.orders.sightings import UNTOLD, Owner, Sightings, list_history, list_resting, look_up
from crossbook.protocols import Knows

_OPERATIONS: Final = frozenset({"cancelOrder", "cancelBatch", "cancelAll", "placeOrder", "placeBatch"})
"""What leaves orders unknown."""


def resolve(
    outcomes: Iterable[OutcomeT], patience: Patience, owner: Owner = UNTOLD, knows: Knows | None = None
) -> Plan[tuple[OutcomeT, ...]]:
    """Find what became of the unknown ones among these, which are the owner's. What `knows` proves is not asked."""
    call = Call(VENUE, "resolve")
    patience.check(call)
    check_knows(call, knows)
    listed = checked(call, outcomes, _OPERATIONS.__contains__)
    for position, outcome in enumerate(listed):
        if isinstance(outcome, EditUnknown):
            raise call.of(position, None).invalid(expected="an outcome of a cancel or a placement: nothing is edited here", found=outcome)
        if isinstance(outcome, CancelUnknown) and not is_order_id(outcome.order_id):
            raise call.of(position, None).invalid(expected="an order id (text without spaces)", found=outcome.order_id)
    return (yield from resolving.resolve(listed, partial(look, owner), patience, knows))


def resolve_scope(scope: ScopeOutcomes, order_ids: Iterable[str], patience: Patience, owner: Owner = UNTOLD) -> Plan[ScopeOutcomes]:
    """Find what became of the orders of a cancel that names none: those that the venue reports, and others that the caller knows."""
    call = Call(VENUE, "resolve_scope")
    patience.check(call)
    if not is_a(scope, ScopeOutcomes):
        raise call.invalid(expected="the ScopeOutcomes of a cancel", found=scope)
    checked(call, scope, _OPERATIONS.__contains__)
    known = call.order_ids(order_ids)
    for position, order_id in enumerate(known):
        if not is_order_id(order_id):
            raise call.of(position, None).invalid(expected="an order id (text without spaces)", found=order_id)
    return (yield from resolve_reported(scope, known, partial(look, owner), patience, operation="cancelAll", same=same))


def look(owner: Owner, unknown: Sequence[Unknown], has_settled: Callable[[Evidence], bool]) -> Plan[Findings]:
    """Look wherever something may be found of these, strongest first, and no further than it takes."""
    seen = Sightings(owner=owner)
    cancels = {same(outcome.order_id): outcome.order_id for outcome in unknown if isinstance(outcome, CancelUnknown)}
    for key, order_id in cancels.items():
        seen.orders[key] = yield from look_up(order_id)
    outcomes = _judged(unknown, seen, has_settled)
    if any(isinstance(outcome, Unknown) for outcome in outcomes):
        seen = attrs.evolve(seen, resting=(yield from list_resting(owner)))
        outcomes = _judged(unknown, seen, has_settled)
    for market_id in _histories(outcomes, seen):
        seen.histories[market_id] = yield from list_history(market_id, owner)
    return Findings(outcomes=_judged(unknown, seen, has_settled), missed=seen.missed)


def _histories(outcomes: Sequence[Outcome], seen: Sightings) -> tuple[str | None, ...]:
    """Say of which markets the history is needed; None stands for all: of an order that could not be looked up, nobody knows its market."""
    orders = (order_of(outcome) for outcome in outcomes if isinstance(outcome, PlaceUnknown))
    markets: list[str | None] = [order.order.market_id for order in orders if order is not None]
    ids = (outcome.order_id for outcome in outcomes if isinstance(outcome, CancelUnknown))
    unseen = any(isinstance(seen.orders.get(same(each)), Exception) and not seen.rests(each) for each in ids)
    return tuple(dict.fromkeys([*markets, *([None] if unseen else [])]))


def _judged(unknown: Sequence[Unknown], seen: Sightings, has_settled: Callable[[Evidence], bool]) -> tuple[Outcome, ...]:
    judged: list[Outcome] = []
    for outcome in unknown:
        match outcome:
            case CancelUnknown():
                judged.append(resolving_cancels.judged(outcome, seen, settled=has_settled(outcome.evidence)))
            case PlaceUnknown():
                judged.append(resolving_places.judged(outcome, seen, settled=has_settled(outcome.evidence)))
            case EditUnknown():
                judged.append(outcome)
            case _:
                assert_never(outcome)
    return tuple(judged)
