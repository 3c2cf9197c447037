"""Which entry of a reply belongs to which order. Pure, and suspicious: any doubt leaves an order without an outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

from crossbook.outcomes import CancelOutcome, CancelUnknown, Evidence, NotCancelled, NotCancelledReason


def misplaced(asked: Sequence[str], named: list[str | None], *, same: Callable[[str], str]) -> str | None:
    """Check a positional reply by the ids it names. None when it can be trusted, else why not.

    The number of entries must match, and each id that is named must sit where it was sent. Entries that name nothing are
    covered by those that do.
    """
    if len(named) != len(asked):
        return f"{len(asked)} orders were sent and {len(named)} entries came back"
    if list(asked) == named:
        return None
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


def malformed(order_id: str) -> NotCancelled:
    """Give the outcome of an id that cannot name an order at its venue and was never sent."""
    return NotCancelled(order_id=order_id, reason=NotCancelledReason.MALFORMED_ID)


def with_malformed(
    asked: tuple[str, ...], outcomes: tuple[CancelOutcome, ...], *, well_formed: Callable[[str], bool]
) -> tuple[CancelOutcome, ...]:
    """Put the orders that were not sent back between those that were, in the order asked."""
    if len(outcomes) == len(asked):
        return outcomes
    sent = iter(outcomes)
    return tuple(next(sent) if well_formed(order_id) else malformed(order_id) for order_id in asked)


def complete(asked: Sequence[str], found: Sequence[CancelOutcome | None], evidence: Callable[[], Evidence]) -> tuple[CancelOutcome, ...]:
    """Give each order asked for exactly one outcome, in the order asked; unknown where none was found for it."""
    if all(found):  # An outcome is always true; this is the quickest way to look for None.
        return cast("tuple[CancelOutcome, ...]", tuple(found))
    doubt = evidence()
    return tuple(
        outcome if outcome is not None else CancelUnknown(order_id=order_id, evidence=doubt)
        for order_id, outcome in zip(asked, found, strict=True)
    )
