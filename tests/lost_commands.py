"""Commands to 4casters of which no reply came, and what a resolved one says."""

from __future__ import annotations

from typing import Any, assert_never

from accounts import GAME, ORDER
from desks import AWAY, REFERENCE, Desk
from replies import Replies

from crossbook import Cancelled, CancelOutcome, CancelUnknown, Evidence, NotCancelled, NotCancelledReason, Outcome, PlaceUnknown
from crossbook.fourcasters import NewOrder

REASON = NotCancelledReason
EVIDENCE = Evidence(operation="cancel", sent="POST /session/cancel", received=None, problem="no complete reply came")
UNKNOWN = CancelUnknown(order_id=ORDER, evidence=EVIDENCE)
NEW = NewOrder(game_id=GAME, market_type="moneyline", side=AWAY, odds=-110, risk=100, user_reference=REFERENCE)
LATE: dict[str, Any] = {"arrives_within": 0.0}
"""So late that nothing can arrive any more."""


def desk(venue: Replies) -> Desk:
    return Desk(venue)


def found(outcome: Outcome) -> str:
    """Give what an unknown outcome says was found."""
    match outcome:
        case CancelUnknown(evidence=evidence) | PlaceUnknown(evidence=evidence):
            assert evidence.found is not None
            return evidence.found
        case _:
            raise AssertionError(f"{outcome} is decided")


def said_of(outcome: CancelOutcome) -> str:
    """Read an outcome as programs do."""
    match outcome:
        case Cancelled(proof=proof):
            return f"cancelled, {proof}"
        case NotCancelled(reason=reason):
            return f"not cancelled, {reason}"
        case CancelUnknown():
            return "unknown"
        case _:
            assert_never(outcome)
