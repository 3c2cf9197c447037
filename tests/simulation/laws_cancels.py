"""What must be true of each outcome of a cancel, whatever happened on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, assert_never

from crossbook import Cancelled, CancelUnknown, NotCancelled, NotCancelledReason, NotSent, OutcomeUnknown, Refused
from simulation.orders import Order
from simulation.seen import Seen

_ENDED: Final = {
    NotCancelledReason.ALREADY_CANCELLED: ("cancelled",),
    NotCancelledReason.ALREADY_FILLED: ("filled",),
    NotCancelledReason.ALREADY_EXPIRED: ("expired",),
    NotCancelledReason.ALREADY_GRADED: ("graded",),
}
"""How an order has ended of which this is said."""


def of_each(given: Sequence[str], outcomes: Sequence[object], seen: Seen) -> Iterator[str]:
    """Hold the outcomes of a cancel that names its orders to what happened: one for each, in the order asked."""
    if len(outcomes) != len(given):
        yield f"one outcome for each order: {len(outcomes)} for {len(given)}"
        return
    for order_id, outcome in zip(given, outcomes, strict=True):
        if not isinstance(outcome, Cancelled | NotCancelled | CancelUnknown) or outcome.order_id != order_id:
            yield f"outcomes[i] is about order_ids[i]: {outcome!r} for {order_id}"
            continue
        yield from of_one(outcome, seen)


def of_one(outcome: Cancelled | NotCancelled | CancelUnknown, seen: Seen, *, named: bool = True) -> Iterator[str]:
    """Hold one outcome to what happened. `named` says whether the cancel named its orders."""
    order = seen.order(outcome.order_id)
    match outcome:
        case Cancelled():
            yield from _cancelled(outcome, order, seen)
        case NotCancelled():
            yield from _not_cancelled(outcome, order, seen)
            yield from _never_asked(outcome, seen, named=named)
        case CancelUnknown():
            if not seen.in_doubt(about=outcome.order_id if named else None):
                yield "unknown, although nothing is in doubt"
            if (outcome.evidence.sent is None) != (not seen.naming(outcome.order_id if named else None)):
                yield "evidence says what was sent"
        case _:
            assert_never(outcome)


def _cancelled(outcome: Cancelled, order: Order | None, seen: Seen) -> Iterator[str]:
    if order is None or not order.is_ours:
        yield "Cancelled, and there never was such an order"
    elif order.rests(seen.ended.at):
        yield "Cancelled while it rests"
    elif not seen.ended_by_this(order):
        yield "Cancelled, but not by this call"
    else:
        yield from _amounts(outcome, order)


def _not_cancelled(outcome: NotCancelled, order: Order | None, seen: Seen) -> Iterator[str]:
    if order is None or not order.is_ours:
        return
    if order.rests(seen.ended.at) and not outcome.may_be_open:
        yield f"may_be_open is False while it rests ({outcome.reason.name})"
    if seen.ended_by_this(order) and not outcome.after_repeat:
        yield f"{outcome.reason.name}, although this call cancelled it"
    if order.how not in _ENDED.get(outcome.reason, (order.how,)):
        yield f"{outcome.reason.name}, although it is {order.how}"


def _amounts(outcome: Cancelled, order: Order) -> Iterator[str]:
    if outcome.filled is not None and outcome.filled != order.filled:
        yield f"filled is {order.filled}, not {outcome.filled}"
    if outcome.remaining is not None and int(outcome.remaining) != order.remaining:
        yield f"remaining is {order.remaining}, not {outcome.remaining}"


def _never_asked(outcome: NotCancelled, seen: Seen, *, named: bool) -> Iterator[str]:
    sent = seen.naming(outcome.order_id) if named else []
    if sent and outcome.reason in (NotCancelledReason.NOT_SENT, NotCancelledReason.MALFORMED_ID):
        yield f"{outcome.reason.name}, although it left"
    if outcome.reason is NotCancelledReason.REFUSED and not any(400 <= (exchange.status or 0) < 500 for exchange in sent):
        yield "REFUSED, and nobody refused it"
    if outcome.reason is NotCancelledReason.ALREADY_TERMINAL and not sent and named:
        yield "something is said of an order that was never asked about"


def raised_by_named(given: Sequence[str], seen: Seen, *, in_one_request: bool) -> Iterator[str]:
    """Hold what a cancel that names its orders raises to what happened."""
    error = seen.ended.error
    if not isinstance(error, NotSent | Refused):
        yield f"a cancel that names its orders raises {type(error).__name__}"
        return
    if isinstance(error, NotSent) and in_one_request and seen.naming(None):
        yield "NotSent, although it left"
    if isinstance(error, Refused) and not seen.was_refused:
        yield "Refused, and nobody refused it"
    yield from of_each(given, error.outcomes, seen)


def raised_by_scope(seen: Seen) -> Iterator[str]:
    """Hold what a cancel that names no orders raises, or a place could, to what happened."""
    error = seen.ended.error
    match error:
        case NotSent() if seen.naming(None):
            yield "NotSent, although it left"
        case Refused() if not seen.was_refused or seen.acted:
            yield "Refused, although the venue acted" if seen.acted else "Refused, and nobody refused it"
        case OutcomeUnknown() if not seen.in_doubt():
            yield "unknown, although nothing is in doubt"
        case NotSent() | Refused() | OutcomeUnknown():
            pass
        case _:
            yield f"a command raises {type(error).__name__}"
    if error is not None and error.safe_to_repeat and seen.acted:
        yield "safe_to_repeat, although the venue acted"
    for outcome in () if error is None else error.cancel_outcomes:
        yield from of_one(outcome, seen, named=False)
