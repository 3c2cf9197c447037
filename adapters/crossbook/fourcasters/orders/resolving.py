"""Finds out at 4casters what became of commands whose outcome is unknown, as a plan. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final, assert_never

import attrs
import msgspec

from crossbook.cancel_outcomes import CancelOutcome, CancelUnknown, ScopeOutcomes
from crossbook.core import resolving
from crossbook.core.checks import Call
from crossbook.core.instances import is_a
from crossbook.core.resolving import Findings, Patience, Unknown, check_knows, checked, undecided
from crossbook.core.resolving_scopes import resolve_reported, unknown_cancels
from crossbook.core.steps import Plan
from crossbook.edit_outcomes import EditUnknown
from crossbook.errors import CrossbookError, Outcome, OutcomeT
from crossbook.evidence import Evidence
from crossbook.fourcasters.identifiers import VENUE, is_object_id, same
from crossbook.fourcasters.orders import resolving_cancels, resolving_places
from crossbook.fourcasters.orders.cancelling import LeagueCancelAcknowledged
from crossbook.fourcasters.orders.resolving_edits import combined, game_of, tells_its_game
from crossbook.fourcasters.orders.resolving_places import is_behind, name_of
from crossbook.fourcasters.orders.sightings import Name, Sightings, list_bets, list_resting, look_for, look_up
from crossbook.place_outcomes import NotPlaced, Placed, PlaceOutcome, PlaceUnknown
from crossbook.protocols import Knows
from crossbook_bindings.fourcasters import rest as bindings

_OVER_REST: Final = frozenset({"cancel", "cancelMultiple", "cancelByReference", "cancelAllOrdersForGame", "cancelAllForLeague"})
_OVER_THE_SOCKET: Final = frozenset({"cancelById", "cancelMultiple", "cancelAllByGame", "cancelAll", "placeV3"})
_OPERATIONS: Final = _OVER_REST | {"cancelAllOrders", "placeOrders", "editOrder", "editOrderV4"} | _OVER_THE_SOCKET
"""What leaves orders unknown."""

_IN_THE_BACKGROUND: Final = Evidence(
    operation="cancelAllForLeague",
    sent=None,
    received=None,
    problem="the venue cancels the orders of a league in the background, and names none",
)


def resolve(outcomes: Iterable[OutcomeT], patience: Patience, knows: Knows | None = None) -> Plan[tuple[OutcomeT, ...]]:
    """Find what became of the unknown ones among these. What `knows` proves is not asked."""
    call = Call(VENUE, "resolve")
    patience.check(call)
    check_knows(call, knows)
    listed = checked(call, outcomes, _OPERATIONS.__contains__)
    for position, outcome in enumerate(listed):
        for order_id in _orders([outcome]) if isinstance(outcome, Unknown) else ():
            if not is_object_id(order_id):
                raise call.of(position, None).invalid(expected="an order id of 24 hexadecimal digits", found=order_id)
    taken = frozenset(outcome.user_reference for outcome in listed if isinstance(outcome, Placed) and outcome.user_reference)
    return (yield from resolving.resolve(listed, partial(look, patience, taken), patience, knows))


def resolve_scope(scope: ScopeOutcomes | LeagueCancelAcknowledged, order_ids: Iterable[str], patience: Patience) -> Plan[ScopeOutcomes]:
    """Find what became of the orders of a cancel that names none: those that it reports, that the caller knows, or that still rest."""
    call = Call(VENUE, "resolve_scope")
    patience.check(call)
    known = call.order_ids(order_ids)
    for position, order_id in enumerate(known):
        if not is_object_id(order_id):
            raise call.of(position, None).invalid(expected="an order id of 24 hexadecimal digits", found=order_id)
    nothing_taken = partial(look, patience, frozenset[str]())
    if isinstance(scope, ScopeOutcomes):
        checked(call, scope, _OPERATIONS.__contains__)
        return (yield from resolve_reported(scope, known, nothing_taken, patience, operation="cancelAllOrders", same=same))
    if not is_a(scope, LeagueCancelAcknowledged):
        raise call.invalid(expected="the ScopeOutcomes of a cancel, or the LeagueCancelAcknowledged of a league's", found=scope)
    resting = yield from list_resting()
    if isinstance(resting, CrossbookError):
        raise resting
    concerned = (*known, *(order.id for order in resting if _may_be_of(scope.league, order)))
    # How long it works in the background is not documented: nothing of it ever is too late.
    endless = msgspec.structs.replace(patience, arrives_within=math.inf)
    unknown = unknown_cancels(concerned, _IN_THE_BACKGROUND, same=same)
    return ScopeOutcomes((yield from resolving.resolve(unknown, nothing_taken, endless)))


def _may_be_of(league: str, order: bindings.UnmatchedOrder) -> bool:
    told = None if order.game is None else order.game.league
    return told is None or told.casefold() == league.strip().casefold()


def look(patience: Patience, taken: frozenset[str], unknown: Sequence[Unknown], has_settled: Callable[[Evidence], bool]) -> Plan[Findings]:
    """Look wherever something may be found of these, strongest first, and no further than it takes.

    `taken` are references of orders that were certainly placed.
    """
    seen = Sightings()
    judged = partial(_judged, unknown, has_settled=has_settled, taken=taken, patience=patience)
    for order_id in _orders(unknown):
        seen.orders[same(order_id)] = yield from look_up(order_id)
    names = tuple(dict.fromkeys(name for place in _places(unknown) if (name := name_of(place)) is not None))
    for name in names:
        yield from look_for(name, seen, patience.today)
    outcomes = judged(seen)
    if any(isinstance(outcome, Unknown) for outcome in outcomes):
        seen = attrs.evolve(seen, resting=(yield from list_resting()))
        yield from _catch_up(names, seen, patience)
        outcomes = judged(seen)
    if any(has_settled(place.evidence) for place in _places(outcomes)):
        seen = attrs.evolve(seen, bets=(yield from list_bets()))
        yield from _catch_up(names, seen, patience)
        outcomes = judged(seen)
    return Findings(outcomes=outcomes, missed=seen.missed or any(is_behind(name, seen) for name in names))


def _catch_up(names: Iterable[Name], seen: Sightings, patience: Patience) -> Plan[None]:
    """Look again for names of which a list holds something that came after they were looked for."""
    for name in names:
        if is_behind(name, seen):
            yield from look_for(name, seen, patience.today)


def _judged(
    unknown: Sequence[Unknown], seen: Sightings, *, has_settled: Callable[[Evidence], bool], taken: frozenset[str], patience: Patience
) -> tuple[Outcome, ...]:
    # The same outcome may have been handed in twice; another one of the same name is another placement.
    distinct = {id(place): name_of(place) for place in _places(unknown)}
    shared = {name for name, count in Counter(distinct.values()).items() if name is not None and count > 1}

    def cancel(leg: CancelUnknown) -> CancelOutcome:
        return resolving_cancels.judged(leg, seen, settled=has_settled(leg.evidence))

    def place(leg: PlaceUnknown, replaces: str | None = None, comes_from: str | None = None) -> PlaceOutcome:
        shares = name_of(leg) in shared or (leg.user_reference or "") in taken
        # When an order that took the place of another one was created, no page says.
        watch = None if replaces is not None else seen.watches.get(name_of(leg) or ("", ""))
        left_on = None if watch is None else patience.left_on(leg.evidence, watch)
        settled = has_settled(leg.evidence)
        return resolving_places.judged(
            leg, seen, settled=settled, replaces=replaces, comes_from=comes_from, shares_name=shares, left_on=left_on
        )

    judged: list[Outcome] = []
    for outcome in unknown:
        match outcome:
            case CancelUnknown():
                judged.append(cancel(outcome))
            case PlaceUnknown():
                judged.append(place(outcome))
            case EditUnknown(old=old, new=new):
                first = cancel(old) if isinstance(old, CancelUnknown) else old
                second = place(new, old.order_id, game_of(old, seen)) if isinstance(new, PlaceUnknown) else new
                if isinstance(new, PlaceUnknown) and isinstance(second, NotPlaced) and not tells_its_game(old, seen):
                    second = undecided(new, "nothing carries its reference in the game that was looked in; the old order's is not known")
                judged.append(combined(first, second, outcome, seen))
            case _:
                assert_never(outcome)
    return tuple(judged)


def _orders(unknown: Iterable[Outcome]) -> tuple[str, ...]:
    """Give the orders whose cancel is unknown, each once."""
    legs = (outcome.old if isinstance(outcome, EditUnknown) else outcome for outcome in unknown)
    orders = {same(leg.order_id): leg.order_id for leg in legs if isinstance(leg, CancelUnknown)}
    return tuple(orders.values())


def _places(unknown: Iterable[Outcome]) -> tuple[PlaceUnknown, ...]:
    """Give the placements that are unknown."""
    legs = (outcome.new if isinstance(outcome, EditUnknown) else outcome for outcome in unknown)
    return tuple(leg for leg in legs if isinstance(leg, PlaceUnknown))
