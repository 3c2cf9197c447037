"""Which entry of a reply belongs to which order. Pure, and suspicious: any doubt leaves an order without an outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

import msgspec

from crossbook.cancel_outcomes import CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason
from crossbook.errors import CrossbookError, NotSent, Refused
from crossbook.evidence import Evidence


def misplaced(asked: Sequence[str], named: list[str | None], *, same: Callable[[str], str]) -> str | None:
    """Check a positional reply by the ids it names. None when it can be trusted, else why not.

    The number of entries must match, and each id that is named must sit where it was sent. Entries that name nothing are
    covered by those that do.
    """
    if len(named) != len(asked):
        return f"{len(asked)} orders were sent and {len(named)} entries came back"
    for position, (wanted, found) in enumerate(zip(asked, named, strict=True)):
        if found is not None and same(found) != same(wanted):
            return f"entry {position} names another order than the one sent there"
    return None


def by_order(
    asked: Iterable[str], outcomes: Iterable[tuple[str, CancelOutcome | None]], *, same: Callable[[str], str]
) -> Mapping[str, CancelOutcome | None]:
    """Collect what a reply says of each order asked for, by id. None where it contradicts itself.

    Orders that were not asked for are passed over, and orders that the reply does not name are left out.
    """
    wanted = {same(order_id): order_id for order_id in asked}
    found: dict[str, CancelOutcome | None] = {}
    for order_id, outcome in outcomes:
        ours = wanted.get(same(order_id))
        if ours is None:
            continue
        found[ours] = outcome if ours not in found or found[ours] == outcome else None
    return found


def unknown(asked: Iterable[str], evidence: Evidence) -> tuple[CancelOutcome, ...]:
    """Give the outcomes of orders of which nothing is known."""
    return tuple(CancelUnknown(order_id=order_id, evidence=evidence) for order_id in asked)


def untouched(asked: Iterable[str], error: NotSent | Refused) -> tuple[CancelOutcome, ...]:
    """Give the outcomes of orders that were in a request which was not sent, or was refused as a whole: they rest as before."""
    reason = NotCancelledReason.NOT_SENT if isinstance(error, NotSent) else NotCancelledReason.REFUSED
    return tuple(NotCancelled(order_id=order_id, reason=reason, venue_text=error.venue_text) for order_id in asked)


def settled_by(error: CrossbookError, asked: Iterable[str], evidence: Callable[[], Evidence]) -> tuple[CancelOutcome, ...]:
    """Give the outcomes of the orders of a request that ended in an error: untouched where that is certain, else unknown."""
    return untouched(asked, error) if isinstance(error, NotSent | Refused) else unknown(asked, evidence())


def distinct(asked: tuple[str, ...], *, well_formed: Callable[[str], bool], same: Callable[[str], str]) -> tuple[str, ...]:
    """Give the orders to send: each that an id can name, once. The list itself where that is all of it."""
    if all(map(well_formed, asked)) and len(set(map(same, asked))) == len(asked):
        return asked
    orders: dict[str, str] = {}
    for order_id in filter(well_formed, asked):
        orders.setdefault(same(order_id), order_id)
    return tuple(orders.values())


def malformed(order_id: str) -> NotCancelled:
    """Give the outcome of an id that cannot name an order at its venue and was never sent."""
    return NotCancelled(order_id=order_id, reason=NotCancelledReason.MALFORMED_ID)


def in_order_asked(
    asked: Sequence[str], sent: Sequence[str], outcomes: Sequence[CancelOutcome], *, same: Callable[[str], str]
) -> tuple[CancelOutcome, ...]:
    """Answer every order asked for, at its place and as it was written there: repeated ids twice, ids that were not sent as malformed.

    `outcomes` are those of the orders in `sent`, in its order.
    """
    if asked is sent:
        return tuple(outcomes)
    found = {same(order_id): outcome for order_id, outcome in zip(sent, outcomes, strict=True)}
    answered: list[CancelOutcome] = []
    for order_id in asked:
        outcome = found.get(same(order_id))
        if outcome is None:
            outcome = malformed(order_id)
        elif outcome.order_id != order_id:
            outcome = msgspec.structs.replace(outcome, order_id=order_id)
        answered.append(outcome)
    return tuple(answered)


def complete(asked: Sequence[str], found: Sequence[CancelOutcome | None], evidence: Callable[[], Evidence]) -> tuple[CancelOutcome, ...]:
    """Give each order asked for exactly one outcome, in the order asked; unknown where none was found for it."""
    if all(found):  # An outcome is always true; this is the quickest way to look for None.
        return cast("tuple[CancelOutcome, ...]", tuple(found))
    doubt = evidence()
    return tuple(
        outcome if outcome is not None else CancelUnknown(order_id=order_id, evidence=doubt)
        for order_id, outcome in zip(asked, found, strict=True)
    )
