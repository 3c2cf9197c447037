"""What may be said of one order, and whether an outcome says more than that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

import attrs

from crossbook import Cancelled, CancelUnknown, NotCancelled, NotCancelledReason

Reason: TypeAlias = NotCancelledReason
Amounts: TypeAlias = tuple[Decimal | None, Decimal | None]

OPEN: Final = frozenset({Reason.LOCK_INVARIANT, Reason.TRANSIENT, Reason.NOT_SENT, Reason.REFUSED, Reason.OTHER})


@attrs.frozen
class Proof:
    """What a reply may prove for one order. Unknown may be said too, unless nothing is left open."""

    cancelled: tuple[Amounts, ...] = ()
    reasons: frozenset[Reason] = frozenset()
    unknown: bool = True

    def __or__(self, other: Proof) -> Proof:
        return Proof(self.cancelled + other.cancelled, self.reasons | other.reasons, self.unknown or other.unknown)


NOTHING: Final = Proof()
NOT_SENT: Final = Proof(reasons=frozenset({Reason.NOT_SENT}), unknown=False)
MALFORMED: Final = Proof(reasons=frozenset({Reason.MALFORMED_ID}), unknown=False)
REFUSED: Final = Proof(reasons=frozenset({Reason.REFUSED}), unknown=False)
MAYBE_REFUSED: Final = Proof(reasons=frozenset({Reason.REFUSED}))


@attrs.frozen
class Problem:
    """A law that was broken."""

    law: str
    found: str


def check_outcome(asked: str, outcome: object, proof: Proof) -> Iterable[Problem]:
    if not isinstance(outcome, Cancelled | NotCancelled | CancelUnknown):
        yield Problem("one outcome for each order", f"{outcome!r} for {asked!r}")
        return
    if outcome.order_id != asked:
        yield Problem("outcomes[i] is about order_ids[i]", f"{outcome.order_id!r} where {asked!r} was asked")
    match outcome:
        case Cancelled():
            yield from _cancelled(outcome, proof)
        case NotCancelled():
            if outcome.reason not in proof.reasons:
                law = (
                    "REFUSED and NOT_SENT only where true"
                    if outcome.reason in {Reason.NOT_SENT, Reason.REFUSED}
                    else "reasons are the venue's"
                )
                if not outcome.may_be_open:
                    law = "may_be_open is False only from words"
                yield Problem(law, f"{outcome!r}; provable: {_shown(proof)}")
            if outcome.may_be_open is not (outcome.reason in OPEN):
                yield Problem("may_be_open follows the reason", repr(outcome))
        case CancelUnknown():
            if not proof.unknown:
                yield Problem("unknown only where the venue may have acted", f"{outcome.evidence!r}; proven: {_shown(proof)}")


def _cancelled(outcome: Cancelled, proof: Proof) -> Iterable[Problem]:
    if not proof.cancelled:
        yield Problem("Cancelled only where proven", f"{outcome!r}; provable: {_shown(proof)}")
        return
    for value in (outcome.filled, outcome.remaining):
        if value is not None and (not value.is_finite() or value < 0):
            yield Problem("amounts are amounts", repr(outcome))
    if not any(same(outcome.filled, filled) and same(outcome.remaining, remaining) for filled, remaining in proof.cancelled):
        yield Problem("filled and remaining are the digits sent", f"{outcome!r}; sent: {_shown(proof)}")


def same(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None:
        return one is other
    # As they are written, where there is no comparing them: sNaN.
    return one == other if one.is_finite() and other.is_finite() else str(one) == str(other)


def _shown(proof: Proof) -> str:
    said = [f"Cancelled{tuple(map(str, amounts))}" for amounts in proof.cancelled]
    said += sorted(proof.reasons)
    return ", ".join([*said, *(["unknown"] if proof.unknown else [])]) or "nothing"


def check_outcomes(asked: Sequence[str], outcomes: Sequence[object], proofs: Sequence[Proof]) -> Iterable[Problem]:
    if len(outcomes) != len(asked):
        yield Problem("one outcome for each order", f"{len(outcomes)} outcomes for {len(asked)} ids")
        return
    for order_id, outcome, proof in zip(asked, outcomes, proofs, strict=True):
        yield from check_outcome(order_id, outcome, proof)
