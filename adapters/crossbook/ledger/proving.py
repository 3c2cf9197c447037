"""What a ledger proves of a command whose outcome is unknown. Pure, and no bolder than its evidence: in any doubt, nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from crossbook.cancel_outcomes import Cancelled, CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason
from crossbook.core.facts import ORDER, PLACEMENT, TAKEN, kind_of
from crossbook.evidence import Proof
from crossbook.ledger.book import Book
from crossbook.ledger.records import Record
from crossbook.ledger.standing import contradictions, has_ended, told_filled, total
from crossbook.ledger.worth import venue_of
from crossbook.place_outcomes import Fill, NotPlaced, NotPlacedReason, Placed, PlaceOutcome, PlaceUnknown

_REASONS: Final = {
    "filled": NotCancelledReason.ALREADY_FILLED,
    "expired": NotCancelledReason.ALREADY_EXPIRED,
    "graded": NotCancelledReason.ALREADY_GRADED,
}


def proven_cancel(unknown: CancelUnknown, order: Record | None, book: Book) -> CancelOutcome:
    """Say what became of an order whose cancel is unknown: only how it ended settles that. That it rests may change yet."""
    known = None if order is None else book.seen(order)
    clear = () if known is None else tuple(ending for ending in known.endings if ending != "over")
    if known is None or len(clear) != 1 or not has_ended(known) or any(contradictions(known)):
        return unknown
    if clear[0] == "cancelled":
        return Cancelled(order_id=unknown.order_id, filled=known.filled_in_the_end, remaining=known.withdrawn, proof=Proof.LEDGER)
    reason = _REASONS.get(clear[0])
    return unknown if reason is None else NotCancelled(order_id=unknown.order_id, reason=reason, proof=Proof.LEDGER)


def proven_place(unknown: PlaceUnknown, placements: list[Record], book: Book) -> PlaceOutcome:
    """Say what became of a placement, where one of its name was sent, and what it came to is known whole."""
    if len(placements) != 1 or kind_of(placements[0].key) != PLACEMENT:
        return unknown
    placement = book.seen(placements[0])
    bound = book.bound(placement)
    linked = [book.seen(book.records[link]) for link in placement.links if link in book.records]
    orders = [each for each in ([bound] if bound is not None and not linked else linked) if kind_of(each.key) == ORDER]
    if any(contradictions(placement)) or len(orders) > 1:
        return unknown
    if not orders:
        if "not_placed" in placement.endings:
            return NotPlaced(reason=NotPlacedReason.NOT_FOUND, user_reference=unknown.user_reference, proof=Proof.LEDGER)
        return unknown
    if not linked and book.matched_at_once(placement) != 0:
        return unknown  # Some of it was taken, and nobody has told by whom.
    return _placed(unknown, orders[0], book)


def _placed(unknown: PlaceUnknown, order: Record, book: Book) -> PlaceOutcome:
    taken = [book.records[link] for link in order.links if kind_of(link) == TAKEN and link in book.records]
    wagers = [link.split("|", 2)[2] for link in order.links if kind_of(link) == TAKEN]
    named = total(fill.amount for fill in order.fills.values())
    if any(contradictions(order)) or len(wagers) > 1 or named != told_filled(order):
        return unknown
    fills = [fill for node in (*taken, order) for fill in node.fills.values()]
    in_tokens = venue_of(order) == "predictstreet"
    return Placed(
        order_id=order.key.split("|", 2)[2],
        resting=Decimal(0) if has_ended(order) else order.remaining,
        fills=tuple(
            Fill(fill_id=fill.fill_id, quantity=fill.amount) if in_tokens else Fill(fill_id=fill.fill_id, stake=fill.amount)
            for fill in fills
        ),
        wager_request_id=wagers[0] if wagers else None,
        user_reference=unknown.user_reference,
        proof=Proof.LEDGER,
    )
