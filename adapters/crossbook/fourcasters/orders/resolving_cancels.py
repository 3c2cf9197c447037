"""What became of a cancel at 4casters, judged by what was seen of its order. Pure."""

from __future__ import annotations

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason
from crossbook.core.resolving import undecided
from crossbook.core.sightings import is_amount, words_for
from crossbook.errors import CrossbookError
from crossbook.evidence import Proof
from crossbook.fourcasters.identifiers import same
from crossbook.fourcasters.orders.sightings import Sightings
from crossbook_bindings.fourcasters import rest as bindings


def judged(unknown: CancelUnknown, seen: Sightings, *, settled: bool) -> CancelOutcome:
    """Say what became of it. `settled` is whether the cancel can no longer have been on its way when this was seen."""
    rests = seen.rests(unknown.order_id)
    match seen.orders.get(same(unknown.order_id)):
        case bindings.LookupOrderDetail(cancelled=True) as order:
            return _cancelled(unknown, order, rests=rests)
        case bindings.LookupOrderDetail(cancelled=False) as order if rests is False:
            return _neither(unknown, order, settled=settled)
        case NotCancelledReason() as reason if rests is False and settled:
            return NotCancelled(order_id=unknown.order_id, reason=reason, proof=Proof.LOOK_UP)
        case looked_up if rests:
            return _resting(unknown, looked_up, settled=settled)
        case CrossbookError() as error:
            return undecided(unknown, words_for(error))
        case NotCancelledReason():
            return undecided(unknown, "no order of that id is the account's, but the cancel may still arrive")
        case _:
            return undecided(unknown, "a look-up says that it is not cancelled, and whether it rests could not be read")


def _cancelled(unknown: CancelUnknown, order: bindings.LookupOrderDetail, *, rests: bool | None) -> CancelOutcome:
    if rests:
        return undecided(unknown, "a look-up says that it is cancelled, and the list of resting orders holds it")
    filled, remaining = order.matchedRisk, order.unmatchedRisk
    if any(value is not None and not is_amount(value) for value in (filled, remaining)):
        return undecided(unknown, "a look-up says that it is cancelled, with an amount that is no number, or is less than nothing")
    return Cancelled(
        order_id=unknown.order_id,
        filled=filled,
        # No page says whether an order that was cancelled keeps what was unmatched of it here.
        remaining=remaining or None,
        game_id=None if order.game is None else order.game.id,
        proof=Proof.LOOK_UP,
    )


def _neither(unknown: CancelUnknown, order: bindings.LookupOrderDetail, *, settled: bool) -> CancelOutcome:
    """Say what is known of an order that is not cancelled, and does not rest."""
    filled, remaining = order.matchedRisk, order.unmatchedRisk
    if not is_amount(filled) or not is_amount(remaining):
        return undecided(unknown, "a look-up says that it is not cancelled, and not how much of it was matched")
    if remaining == 0 and filled > 0:
        # The look-up has two decimals. That less than a cent does not rest is shown by the list of resting orders.
        return NotCancelled(order_id=unknown.order_id, reason=NotCancelledReason.ALREADY_FILLED, proof=Proof.LOOK_UP)
    if not settled:
        return undecided(unknown, "it is not cancelled, and does not rest; the cancel may still arrive")
    # Expired, graded, or gone with its game: no page says how a look-up tells these.
    return NotCancelled(order_id=unknown.order_id, reason=NotCancelledReason.ALREADY_TERMINAL, proof=Proof.ABSENCE)


def _resting(unknown: CancelUnknown, looked_up: object, *, settled: bool) -> CancelOutcome:
    if isinstance(looked_up, NotCancelledReason):
        return undecided(unknown, "a look-up says that the account has no such order, and the list of resting orders holds it")
    if isinstance(looked_up, bindings.LookupOrderDetail) and looked_up.cancelled is None:
        return undecided(unknown, "it rests, and a look-up does not say whether it is cancelled")
    if not settled:
        return undecided(unknown, "it rests, and the cancel may still arrive")
    return NotCancelled(order_id=unknown.order_id, reason=NotCancelledReason.STILL_OPEN, proof=Proof.OPEN_ORDERS)
