"""Reads PredictStreet's cancel replies as what they prove about each order. Pure.

Two generations of documents are understood: `cancelled` with `unfilledQty`, or `CANCELLED` with `remainingQty`, for one order;
a list of ids, or a bare count, for everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crossbook.core.correlation import complete
from crossbook.core.judging import Source
from crossbook.outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason, ScopeOutcomes
from crossbook_bindings.predictstreet.rest import CancelAllReply, CancelBatchReply, CancelOrderReply

_REASONS: Final = {
    "not_found": NotCancelledReason.NOT_FOUND,
    "already_terminal": NotCancelledReason.ALREADY_TERMINAL,
    "lock_invariant": NotCancelledReason.LOCK_INVARIANT,
    # The reference page: a transient failure, safe to retry.
    "unknown": NotCancelledReason.TRANSIENT,
}


def read_single(order_id: str, reply: CancelOrderReply) -> CancelOutcome | None:
    """Say what became of the one order that was asked for. None where the reply proves nothing about it."""
    if reply.orderId != order_id:
        return None
    # Status words come in either case.
    match reply.status.lower():
        case "cancelled":
            quantities = [value for value in (reply.unfilledQty, reply.remainingQty) if value is not None]
            if not all(value.is_finite() for value in quantities) or len(set(quantities)) > 1:
                return None
            return Cancelled(order_id, remaining=next(iter(quantities), None))
        case "not_found":
            return NotCancelled(order_id=order_id, reason=NotCancelledReason.NOT_FOUND, venue_text=reply.status)
        case _:
            return None


def read_batch(asked: tuple[str, ...], reply: CancelBatchReply, source: Source) -> tuple[CancelOutcome, ...]:
    """Give each order asked for its outcome. The reply is a split by id: counts and positions mean nothing."""
    if reply.cancelled == asked and not reply.notCancelled:
        return tuple(map(Cancelled, asked))
    cancelled, refused = set(reply.cancelled), reply.notCancelled
    outcomes: list[CancelOutcome | None] = []
    for order_id in asked:
        words = refused.get(order_id)
        if words is None:
            outcomes.append(Cancelled(order_id) if order_id in cancelled else None)
        else:
            # Named in both halves, it is proven in neither.
            outcomes.append(None if order_id in cancelled else _not_cancelled(order_id, words, source))
    return complete(asked, outcomes, lambda: source.evidence("it does not say of every order either that it was cancelled or why not"))


def read_everything(reply: CancelAllReply, source: Source) -> ScopeOutcomes:
    """Give one outcome for each order that the reply names; orders that it only counts are `unnamed`."""
    found: dict[str, CancelOutcome] = {}
    for order_id, outcome in _split(reply, source):
        earlier = found.setdefault(order_id, outcome)
        if earlier != outcome:
            found[order_id] = CancelUnknown(order_id=order_id, evidence=source.evidence("it names this order both as cancelled and as not"))
    return ScopeOutcomes(found.values(), unnamed=reply.cancelled if isinstance(reply.cancelled, int) else 0)


def _split(reply: CancelAllReply, source: Source) -> Iterator[tuple[str, CancelOutcome]]:
    if not isinstance(reply.cancelled, int):
        for order_id in reply.cancelled:
            yield order_id, Cancelled(order_id)
    if reply.notCancelled is not None:
        for order_id, words in reply.notCancelled.items():
            yield order_id, _not_cancelled(order_id, words, source)


def _not_cancelled(order_id: str, words: str, source: Source) -> NotCancelled:
    return NotCancelled(order_id=order_id, reason=_REASONS.get(words, NotCancelledReason.OTHER), venue_text=source.blot(words))
