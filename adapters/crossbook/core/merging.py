"""What several attempts at one request come to, and what an answer to a repeat still proves. Pure.

The first attempt may have been carried out although nothing said so. What the venue answers to a repeat is true of the moment of
the repeat: an order that is "already cancelled" then may have been cancelled by the first attempt.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from crossbook.cancel_outcomes import CancelOutcome, CancelUnknown, NotCancelled, NotCancelledReason
from crossbook.core.attempts import Answered, Attempt, Lost, Unsent
from crossbook.evidence import Evidence
from crossbook_bindings.runtime import Certainty, Effect

_MAY_BE_OURS: Final = frozenset(
    {
        NotCancelledReason.ALREADY_CANCELLED,
        NotCancelledReason.ALREADY_EXPIRED,
        NotCancelledReason.ALREADY_GRADED,
        NotCancelledReason.ALREADY_TERMINAL,
        NotCancelledReason.NOT_FOUND,
    }
)
"""What is said of an order that is over: an earlier attempt may be why."""

_SAY_NOTHING: Final = frozenset(
    {
        NotCancelledReason.LOCK_INVARIANT,
        NotCancelledReason.NOT_SENT,
        NotCancelledReason.OTHER,
        NotCancelledReason.REFUSED,
        NotCancelledReason.TRANSIENT,
    }
)
"""After these the order rests as before, or may: but after an attempt that may have taken it off, nobody knows."""


def may_have_acted(attempt: Attempt, effect: Effect) -> bool:
    """Say whether the venue may have carried out a request of which this came."""
    match attempt:
        case Unsent():
            return False
        case Lost():
            return True
        case Answered():
            return attempt.earlier is not None or _answer_leaves_it_open(attempt, effect)


def _answer_leaves_it_open(answered: Answered, effect: Effect) -> bool:
    return effect.at(answered.status) is not Certainty.NOT_ACTED


def merged(earlier: Attempt | None, attempt: Attempt, effect: Effect) -> Attempt:
    """Give what is known after one more attempt at the same request.

    An attempt that never left says nothing of one that did. Of the others, what was certainly not carried out is forgotten.
    """
    if earlier is None or isinstance(earlier, Unsent):
        return attempt
    if isinstance(attempt, Unsent):
        return earlier
    if not may_have_acted(earlier, effect):
        return attempt
    match attempt:
        case Lost():
            return attempt
        case Answered():
            return msgspec.structs.replace(attempt, earlier=_what_leaves_it_open(earlier, effect))


def _what_leaves_it_open(earlier: Attempt, effect: Effect) -> Answered | Lost | None:
    match earlier:
        case Unsent():
            return None
        case Lost():
            return earlier
        case Answered():
            return earlier if _answer_leaves_it_open(earlier, effect) else earlier.earlier


def told_after_repeat(outcomes: Iterable[CancelOutcome], evidence: Evidence) -> tuple[CancelOutcome, ...]:
    """Say of outcomes that were read from the answer to a repeat what they are after an attempt that may have acted."""
    return tuple(_after_repeat(outcome, evidence) for outcome in outcomes)


def _after_repeat(outcome: CancelOutcome, evidence: Evidence) -> CancelOutcome:
    if not isinstance(outcome, NotCancelled):
        return outcome
    if outcome.reason in _MAY_BE_OURS:
        return msgspec.structs.replace(outcome, after_repeat=True)
    if outcome.reason in _SAY_NOTHING:
        return CancelUnknown(order_id=outcome.order_id, evidence=evidence)
    return outcome
