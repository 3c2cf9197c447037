"""What became of a cancel at PredictStreet, judged by what was seen of its order. Pure."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from typing import Final

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason
from crossbook.core.resolving import undecided
from crossbook.core.sightings import is_amount, words_for
from crossbook.errors import CrossbookError
from crossbook.evidence import Proof
from crossbook.predictstreet.identifiers import same
from crossbook.predictstreet.orders.sightings import Sightings
from crossbook_bindings.predictstreet import rest as bindings

RESTING: Final = frozenset({"PENDING", "OPEN", "PARTIAL"})
"""concepts/trading/order-lifecycle: the states that are not terminal."""

OVER: Final = {
    "FILLED": NotCancelledReason.ALREADY_FILLED,
    "EXPIRED": NotCancelledReason.ALREADY_EXPIRED,
    # Their own words tell more than any reason of ours; they stand in `venue_text`.
    "CANCELLED_BY_RESOLVE": NotCancelledReason.ALREADY_TERMINAL,
    "REJECTED": NotCancelledReason.ALREADY_TERMINAL,
    "SETTLEMENT_FAILED": NotCancelledReason.ALREADY_TERMINAL,
}
_EXACT: Final = Context(prec=60, traps=[Inexact, InvalidOperation, Overflow])


def judged(unknown: CancelUnknown, seen: Sightings, *, settled: bool) -> CancelOutcome:
    """Say what became of it. `settled` is whether the cancel can no longer have been on its way when this was seen."""
    looked_up = seen.orders.get(same(unknown.order_id))
    rests = seen.rests(unknown.order_id)
    sighted = (looked_up, seen.open_order(unknown.order_id), seen.past_order(unknown.order_id))
    stranger = next((found for order in sighted if isinstance(order, bindings.Order) and (found := seen.owner.stranger(order))), None)
    if stranger is not None:
        return undecided(unknown, f"it was found with {stranger}, which is not the one that is acted for")
    if isinstance(looked_up, bindings.Order):
        return by_state(unknown, looked_up, Proof.LOOK_UP, rests=rests, settled=settled)
    if (past := seen.past_order(unknown.order_id)) is not None:
        if any(row != past for row in seen.past_rows(unknown.order_id)):
            return undecided(unknown, "the history holds it twice, and not as the same")
        return by_state(unknown, past, Proof.HISTORY, rests=rests, settled=settled)
    if looked_up is NotCancelledReason.NOT_FOUND:
        return _of_nobody(unknown, rests=rests, settled=settled)
    if rests and settled:
        return NotCancelled(order_id=unknown.order_id, reason=NotCancelledReason.STILL_OPEN, proof=Proof.OPEN_ORDERS)
    if rests:
        return undecided(unknown, "it rests, and the cancel may still arrive")
    return undecided(unknown, words_for(looked_up) if isinstance(looked_up, CrossbookError) else "nobody has looked")


def _of_nobody(unknown: CancelUnknown, *, rests: bool | None, settled: bool) -> CancelOutcome:
    """Say it where a look-up says that the wallet has no such order."""
    if rests:
        return undecided(unknown, "a look-up says that the wallet has no such order, and the list of open orders holds it")
    if not settled:
        return undecided(unknown, "no order of that id is the wallet's, but the cancel may still arrive")
    if rests is False:
        return NotCancelled(order_id=unknown.order_id, reason=NotCancelledReason.NOT_FOUND, proof=Proof.LOOK_UP)
    return undecided(unknown, "no order of that id is the wallet's, and the open orders could not be read")


def by_state(unknown: CancelUnknown, order: bindings.Order, proof: Proof, *, rests: bool | None, settled: bool) -> CancelOutcome:
    """Say it by the state in which an order was found."""
    state = (order.status or "").upper()
    if state in RESTING:
        if not settled:
            return undecided(unknown, "it rests, and the cancel may still arrive")
        return NotCancelled(order_id=unknown.order_id, reason=NotCancelledReason.STILL_OPEN, proof=proof)
    if rests:
        return undecided(unknown, f"it was found {state or 'without a state'}, and the list of open orders holds it")
    reason = OVER.get(state)
    if reason is None and state != "CANCELLED":
        return undecided(unknown, f"it was found in a state that no page lists, {order.status!r}")
    if (problem := _misfit(state, order)) is not None:
        return undecided(unknown, f"it was found {state}, {problem}")
    if reason is None:
        return Cancelled(order_id=unknown.order_id, filled=order.filledQty, remaining=unmatched(order), proof=proof)
    return NotCancelled(order_id=unknown.order_id, reason=reason, venue_text=order.status, proof=proof)


def _misfit(state: str, order: bindings.Order) -> str | None:
    """Say what of an order's amounts cannot be of one in this state; None where all of it can. What is left out counts as nothing said."""
    quantity, filled, remaining = amounts = (order.quantity, order.filledQty, order.remainingQty)
    if any(amount is not None and not is_amount(amount) for amount in amounts):
        return "with an amount that is no number, or is less than nothing"
    if quantity is not None and filled is not None and filled > quantity:
        return f"with {filled} of {quantity} matched"
    if state == "FILLED" and ((quantity is not None and filled not in (None, quantity)) or remaining):
        return f"with {filled} of {quantity} matched, and {remaining} not"
    if state == "REJECTED" and filled:
        return f"with {filled} matched"
    # No page says whether one that is over keeps its `remainingQty`.
    if quantity is not None and filled is not None and remaining and filled + remaining != quantity:
        return f"with {filled} of {quantity} matched, and {remaining} not"
    return None


def unmatched(order: bindings.Order) -> Decimal | None:
    """Say how much of an order was never matched. No page says whether one that is over keeps its `remainingQty`."""
    quantity, filled = order.quantity, order.filledQty
    if is_amount(quantity) and is_amount(filled) and filled <= quantity:
        try:
            return _EXACT.subtract(quantity, filled)
        except ArithmeticError:  # "1e999999999" is a number, too.
            return None
    return order.remainingQty or None
