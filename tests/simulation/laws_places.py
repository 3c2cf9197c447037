"""What must be true of placements at 4casters, and of the new orders of edits, whatever happened on the way."""

from __future__ import annotations

from collections.abc import Iterator

from crossbook import NotPlaced, NotPlacedReason, Placed, PlaceUnknown
from crossbook.fourcasters import NewOrder
from simulation.seen import Seen
from simulation.venue import Creation


def of_a_place(outcome: object, order: NewOrder, made: Creation | None, seen: Seen) -> Iterator[str]:
    """Hold the outcome of one placement to what was made of it."""
    match outcome:
        case Placed() | NotPlaced() | PlaceUnknown() if outcome.user_reference != order.user_reference:
            yield "an outcome carries the reference of another order"
        case Placed():
            if made is None or (outcome.order_id, len(outcome.fills)) != (made.order_id, made.fills) or outcome.resting != made.resting:
                yield f"Placed as another order: {outcome!r} for {made!r}"
            elif sum(fill.stake or 0 for fill in outcome.fills) != made.taken:
                yield f"Placed with other fills: {outcome!r} for {made!r}"
            elif any(fill.odds is not None and fill.odds != order.odds for fill in outcome.fills):
                yield f"Placed at other odds: {outcome!r} for {order!r}"
        case NotPlaced():
            yield from _not_placed(outcome, made, seen)
        case PlaceUnknown():
            if not seen.in_doubt():
                yield "unknown, although nothing is in doubt"
        case _:
            yield f"no outcome of a placement: {outcome!r}"


def _not_placed(outcome: NotPlaced, made: Creation | None, seen: Seen) -> Iterator[str]:
    if made is not None:
        yield f"{outcome.reason.name}, although it was placed"
    if outcome.reason is NotPlacedReason.NOT_SENT and seen.naming(None):
        yield "NOT_SENT, although it left"
    if outcome.reason is NotPlacedReason.REFUSED and not seen.was_refused:
        yield "REFUSED, and nobody refused it"
