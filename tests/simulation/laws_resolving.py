"""What must be true of outcomes that were looked up, whatever happened meanwhile: none is wrong, and with patience all are decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from crossbook import (
    Cancelled,
    CancelledNotReplaced,
    CancelUnknown,
    Edited,
    EditUnknown,
    NotCancelled,
    NotCancelledReason,
    NotEdited,
    NotPlaced,
    NotPlacedReason,
    Placed,
    PlaceOutcome,
    PlaceUnknown,
    Proof,
)
from crossbook.core.resolving import evidences
from crossbook.fourcasters import NewOrder
from simulation.orders import Order
from simulation.seen import Seen
from simulation.venue import Creation

_HALF: Final = Decimal("0.5")
"""The fraction that PredictStreet's first orders have."""
ARRIVES_WITHIN: Final = 120.0
"""Seconds after its last byte within which a command arrives (pages/rest/introduction, as it will be)."""
_ENDED: Final = {
    NotCancelledReason.ALREADY_FILLED: ("filled",),
    NotCancelledReason.ALREADY_EXPIRED: ("expired", "graded"),
    NotCancelledReason.ALREADY_TERMINAL: ("expired", "graded"),
}


def of_outcomes(before: Sequence[object], found: Sequence[object], seen: Seen) -> Iterator[str]:
    """Hold what was found to what happened: one for each, in the order asked."""
    if len(found) != len(before):
        yield f"one outcome for each outcome: {len(found)} for {len(before)}"
        return
    for place, (old, new) in enumerate(zip(before, found, strict=True)):
        match old, new:
            case CancelUnknown(), Cancelled() | NotCancelled() | CancelUnknown():
                if new.order_id != old.order_id:
                    yield "an outcome is about another order"
                yield from _of_a_cancel(new, seen)
            case PlaceUnknown(), Placed() | NotPlaced() | PlaceUnknown():
                if new.user_reference != old.user_reference:
                    yield "an outcome is about another placement"
                yield from _of_a_place(new, place, seen)
            case EditUnknown(), Edited() | CancelledNotReplaced() | NotEdited() | EditUnknown():
                yield from _of_an_edit(old, new, place, seen)
            case _ if new is not old:
                yield "what was known has changed"
            case _:
                pass


def left_unknown(found: Sequence[object], seen: Seen) -> Iterator[str]:
    """Say what stays unknown although nothing kept it from being found."""
    for outcome in found:
        if isinstance(outcome, CancelUnknown | PlaceUnknown | EditUnknown) and excuse(outcome, seen) is None:
            what = {CancelUnknown: "a cancel", PlaceUnknown: "a placement", EditUnknown: "an edit"}[type(outcome)]
            yield f"{what} is left unknown: {[evidence.found for evidence in evidences(outcome)]}"


def excuse(outcome: CancelUnknown | PlaceUnknown | EditUnknown, seen: Seen) -> str | None:
    """Say what kept an outcome from being decided, with all the time that there was; None where nothing did."""
    if isinstance(outcome, EditUnknown):
        return _excuse_of_an_edit(outcome, seen)
    if isinstance(outcome, PlaceUnknown) and not is_told_apart(outcome, seen):
        return "several placements have its name"
    if "keep within the venue's limits" in (outcome.evidence.found or ""):
        return "the limits left no time"
    return None if seen.could_look else "a read was refused, or could not be read, for a reason that does not pass"


def _excuse_of_an_edit(outcome: EditUnknown, seen: Seen) -> str | None:
    old, new = outcome.old, outcome.new
    order = seen.order(old.order_id)
    if isinstance(new, PlaceUnknown) and isinstance(new.order, NewOrder):
        if order is not None and order.scope["gameID"] != new.order.game_id:
            return "its caller took it for one of another game"
        if order is not None and isinstance(old, Cancelled) and old.game_id not in (None, order.scope["gameID"]):
            return "the reply took it for one of another game"
        if _matched(new.user_reference or "", seen):
            return "bets of either order have its name"
    legs = [excuse(leg, seen) for leg in (old, new) if isinstance(leg, CancelUnknown | PlaceUnknown)]
    return next((why for why in legs if why is not None), None)


def _matched(name: str, seen: Seen) -> bool:
    """Say whether anything was matched of what has a name."""
    made = [creation for creation in seen.venue.created if creation.name == name]
    orders = [seen.order(creation.order_id) for creation in made if creation.order_id is not None]
    return any(creation.taken for creation in made) or any(order is not None and order.how == "filled" for order in orders)


def is_told_apart(outcome: PlaceUnknown | Placed | NotPlaced, seen: Seen) -> bool:
    """Say whether a placement has a name that nothing else at the venue has."""
    return bool(outcome.user_reference) and outcome.user_reference not in seen.shared


def _of_a_cancel(outcome: Cancelled | NotCancelled | CancelUnknown, seen: Seen) -> Iterator[str]:
    order = seen.order(outcome.order_id)
    ours = order if order is not None and order.is_ours else None
    match outcome:
        case CancelUnknown():
            if not outcome.evidence.found:
                yield "unknown, and nothing says what was found"
        case Cancelled():
            if ours is None or ours.rests(seen.ended.at) or ours.how != "cancelled":
                yield f"Cancelled, and it is {'no order' if ours is None else ours.how}"
            elif outcome.filled != ours.filled or outcome.remaining not in (ours.remaining, ours.remaining + _HALF):
                yield f"Cancelled with other amounts: {outcome!r}"
        case NotCancelled():
            yield from _of_an_order(outcome, ours, seen)


def _of_an_order(outcome: NotCancelled, order: Order | None, seen: Seen) -> Iterator[str]:
    reason = outcome.reason
    if reason in (NotCancelledReason.NOT_FOUND, NotCancelledReason.NOT_OWNED):
        if order is not None:
            yield f"{reason.name} of an order of the caller's"
        yield from _by_absence(outcome.order_id, seen)
        return
    if order is None:
        yield f"{reason.name} of no order of the caller's"
        return
    if order.ended_by in seen.earlier:
        yield f"{reason.name}, although it was cancelled by what was asked"
    if reason is NotCancelledReason.STILL_OPEN:
        if order.ended < seen.ended.began:
            yield f"STILL_OPEN, and it is {order.how}"
        yield from _by_absence(outcome.order_id, seen)
    elif order.rests(seen.ended.at) or order.how not in _ENDED.get(reason, ()):
        yield f"{reason.name}, and it is {order.how}"
    if outcome.proof is Proof.ABSENCE:
        yield from _by_absence(outcome.order_id, seen)


def _of_an_edit(old: EditUnknown, new: Edited | CancelledNotReplaced | NotEdited | EditUnknown, place: int, seen: Seen) -> Iterator[str]:
    if new.old.order_id != old.old.order_id:
        yield "an outcome is about another order"
    if isinstance(old.old, CancelUnknown):
        yield from _of_a_cancel(new.old, seen)
    elif new.old != old.old:
        yield "what was known has changed"
    leg: object = new.old  # Types say what it must be: that is what is looked at.
    if isinstance(new, Edited | CancelledNotReplaced) and not isinstance(leg, Cancelled):
        yield f"{type(new).__name__}, and its old order is not said to be cancelled"
    if isinstance(new, NotEdited) and not isinstance(leg, NotCancelled):
        yield "NotEdited, and its old order is not said to be left"
    if isinstance(old.new, PlaceUnknown) and new.new is not None:
        yield from _of_a_place(new.new, place, seen)
    elif isinstance(new, NotEdited | CancelledNotReplaced) and _is_named_alone(old.new, seen) and seen.made(place, ""):
        yield f"{type(new).__name__}, and it was replaced"


def _is_named_alone(leg: PlaceOutcome | None, seen: Seen) -> bool:
    """Say whether the new order of an edit has a name that nothing else has."""
    return leg is not None and bool(leg.user_reference) and leg.user_reference not in seen.shared


def _of_a_place(outcome: Placed | NotPlaced | PlaceUnknown, place: int, seen: Seen) -> Iterator[str]:
    if isinstance(outcome, PlaceUnknown):
        if not outcome.evidence.found:
            yield "unknown, and nothing says what was found"
        return
    if not is_told_apart(outcome, seen):
        return
    made = seen.made(place, outcome.user_reference or "")
    if len(made) > 1:
        yield "one placement made two orders"
    if isinstance(outcome, Placed):
        yield from _placed(outcome, made, seen)
    else:
        for each in made:
            yield from _not_placed(outcome, each, seen)
        if outcome.proof is Proof.ABSENCE:
            yield from _by_absence(outcome.user_reference, seen)


def _placed(outcome: Placed, made: Sequence[Creation], seen: Seen) -> Iterator[str]:
    if not made:
        yield "Placed, and nothing was"
    elif any(was_killed(each, seen) for each in made):
        yield "Placed, and it was killed"
    elif not any(_stands(outcome, each, seen) for each in made):
        yield f"Placed as another order: {outcome!r} for {made!r}"


def _not_placed(outcome: NotPlaced, made: Creation, seen: Seen) -> Iterator[str]:
    order = None if made.order_id is None else seen.order(made.order_id)
    if made.moment > seen.ended.at:
        yield f"{outcome.reason.name}, and it was placed afterwards"
    elif order is not None and order.rests(seen.ended.at):
        yield f"{outcome.reason.name}, and it rests"
    elif made.taken or (order is not None and order.how == "filled"):
        yield f"{outcome.reason.name}, and it was matched"
    elif outcome.reason not in (NotPlacedReason.NOT_FOUND, NotPlacedReason.KILLED):
        yield f"{outcome.reason.name}, although it was placed"


def _stands(outcome: Placed, made: Creation, seen: Seen) -> bool:
    """Say whether an order stood at some moment of the call as is said."""
    order = None if made.order_id is None else seen.order(made.order_id)
    stakes = sum(fill.stake or 0 for fill in outcome.fills)
    resting = 0 if outcome.resting is None else outcome.resting
    states: list[tuple[str | None, int, int]] = []
    if order is not None and order.ended >= seen.ended.began:
        states.append((order.order_id, order.remaining, made.taken))
    if order is None or order.ended <= seen.ended.at:
        more = 0 if order is None or order.how != "filled" or order.ended <= made.moment else order.remaining
        states.append((order.order_id if order is not None and seen.venue.names_are_unique else None, 0, made.taken + more))
    if seen.venue.names_are_unique:
        # Its look-ups tell no fills.
        return any((order_id, left) == (outcome.order_id, resting) for order_id, left, _ in states)
    return any((order_id, left, staked) == (outcome.order_id, resting, stakes) for order_id, left, staked in states)


def was_killed(made: Creation, seen: Seen) -> bool:
    """Say whether nothing ever came of an order: it took nothing, and never rested."""
    order = None if made.order_id is None else seen.order(made.order_id)
    return not made.taken and order is not None and order.ended <= made.moment


def _by_absence(named: str | None, seen: Seen) -> Iterator[str]:
    for exchange in seen.before:
        names = [name.lower() for name in seen.venue.names(exchange)]
        if exchange.method == "GET" or exchange.gone is None or (named is not None and names and named.lower() not in names):
            continue
        if exchange.gone + ARRIVES_WITHIN > seen.ended.at and not (exchange.clear and exchange.told is not None):
            yield f"decided by absence {seen.ended.at - exchange.gone:.1f} s after its last byte"
