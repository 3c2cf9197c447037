"""The law about money: what a call says may be open is never less than what is, at its end or later."""

from __future__ import annotations

from collections.abc import Iterator

from crossbook import Cancelled, CancelUnknown, Edited, NotCancelled, Placed
from crossbook.errors import Outcome
from simulation.orders import Order
from simulation.seen import Seen
from simulation.venue import Creation


def of_a_call(seen: Seen, *, of_earlier: bool) -> Iterator[str]:
    """Hold the outcomes of a call to all that rests of what it is about. `of_earlier` says that it is about other calls' orders."""
    outcomes = [outcome for outcome in seen.ended.listed if isinstance(outcome, Outcome)]
    for outcome in outcomes:
        for order_id in _named(outcome):
            order = seen.order(order_id)
            if order is not None and order.is_ours and order.rests(seen.ended.at) and not outcome.may_be_open:
                yield f"less exposure is told than there is: {outcome!r}"
    numbers = seen.earlier if of_earlier else [exchange.number for exchange in seen.exchanges]
    for creation in seen.venue.created:
        if creation.exchange in numbers:
            yield from _of_what_was_made(creation, outcomes, seen, of_earlier=of_earlier)


def _named(outcome: Outcome) -> Iterator[str]:
    match outcome:
        case Cancelled() | NotCancelled() | CancelUnknown():
            yield outcome.order_id
        case _:
            old = getattr(outcome, "old", None)
            if old is not None:
                yield old.order_id


def _of_what_was_made(creation: Creation, outcomes: list[Outcome], seen: Seen, *, of_earlier: bool) -> Iterator[str]:
    order = None if creation.order_id is None else seen.order(creation.order_id)
    if order is None or creation.name in seen.shared or not _will_rest(order, creation, seen):
        return
    if not seen.venue.names_are_unique:
        outcomes = outcomes[creation.place : creation.place + 1]
    told = [outcome for outcome in outcomes if _name(outcome) == creation.name]
    if not told and of_earlier:
        return  # Something else was asked about.
    if not any(outcome.may_be_open for outcome in told):
        yield f"less exposure is told than there is: {told!r} of {creation!r}"
    if creation.moment > seen.ended.at:
        return
    for outcome in told:
        placed = outcome.new if isinstance(outcome, Edited) else outcome
        if isinstance(placed, Placed) and placed.resting is not None and placed.resting < order.remaining:
            yield f"less exposure is told than there is: {placed.resting} of {order.remaining}"


def _will_rest(order: Order, creation: Creation, seen: Seen) -> bool:
    """Say whether an order rests at the end of the call, or comes later and rests then."""
    return order.rests(seen.ended.at) or (creation.moment > seen.ended.at and order.ended > creation.moment)


def _name(outcome: Outcome) -> str | None:
    new = getattr(outcome, "new", outcome)
    return getattr(new, "user_reference", None) if new is not None else None
