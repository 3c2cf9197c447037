"""What became of one order's cancel: a closed union, so that a `match` over it can be proved complete.

The classes are msgspec structs, not attrs classes like the rest: a reply of 100 entries becomes 100 outcomes, and a frozen
attrs instance costs four to eight times as much to build (see ARCHITECTURE.md, "Outcomes are structs").
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal, Self, TypeAlias

import msgspec

from crossbook.evidence import Evidence, Proof


class NotCancelledReason(enum.StrEnum):
    """Why an order was not cancelled. Closed: words that no document lists are OTHER."""

    ALREADY_CANCELLED = "already_cancelled"
    """It was cancelled before."""
    ALREADY_FILLED = "already_filled"
    """All of it had been matched."""
    ALREADY_EXPIRED = "already_expired"
    """Its time had run out."""
    ALREADY_GRADED = "already_graded"
    """Its game had been settled."""
    ALREADY_TERMINAL = "already_terminal"
    """The order is over; the venue does not say how."""
    NOT_FOUND = "not_found"
    """The venue knows no such order of the caller's."""
    NOT_OWNED = "not_owned"
    """The order is somebody else's."""
    MALFORMED_ID = "malformed_id"
    """The id cannot name an order at this venue. Found before sending, or said by the venue."""
    LOCK_INVARIANT = "lock_invariant"
    """PredictStreet: a check on this order's balance lock failed; as far as anyone knows it still rests."""
    TRANSIENT = "transient"
    """The venue says: try again."""
    NOT_SENT = "not_sent"
    """No request with this order ever left: it rests as before."""
    REFUSED = "refused"
    """The venue refused the whole request that this order was in, and did nothing: it rests as before."""
    STILL_OPEN = "still_open"
    """Looked up when the cancel could no longer arrive, it rests: the venue never carried the cancel out."""
    OTHER = "other"
    """The venue's words are not ones that we know; they are in `venue_text`."""


_MAY_STILL_BE_OPEN: Final = frozenset(
    {
        NotCancelledReason.LOCK_INVARIANT,
        NotCancelledReason.TRANSIENT,
        NotCancelledReason.NOT_SENT,
        NotCancelledReason.REFUSED,
        NotCancelledReason.STILL_OPEN,
        NotCancelledReason.OTHER,
    }
)


# Outcomes hold no reference to a container, so the garbage collector need not know of them: by the hundred, that is a fifth of their cost.
class Cancelled(msgspec.Struct, frozen=True, gc=False):
    """The venue's reply proves that this order was cancelled, by this command.

    With a `proof`, the reply never came, and the venue was asked later: the order is off the market, and what was matched of it until
    then is told. No venue tells by which command an order was cancelled, nor 4casters whether its time had run out instead.
    """

    order_id: str
    """The venue's name for the order, as the caller wrote it."""
    filled: Decimal | None = None
    """How much had been matched before the cancel: USD at risk on 4casters. None where the venue does not tell."""
    remaining: Decimal | None = None
    """How much was still unmatched and is now off the market: USD at risk on 4casters, outcome tokens on PredictStreet."""
    user_reference: str | None = None
    """The caller's name for the order, where the venue repeats it."""
    game_id: str | None = None
    """4casters: the order's game, where the venue tells."""
    proof: Proof | None = None
    """What decided it, where the reply did not."""

    @property
    def may_be_open(self) -> Literal[False]:
        """Always False: the order is off the market."""
        return False


class NotCancelled(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Nothing was done to this order: the venue said so for it or for the whole request, or it was never sent."""

    order_id: str
    """The venue's name for the order, as the caller wrote it."""
    reason: NotCancelledReason
    """Why it was not cancelled."""
    venue_text: str | None = None
    """The venue's own words, where it gave any."""
    after_repeat: bool = False
    """Whether the order was found over, or not found, only when the cancel was sent again: the first sending, of which no answer
    came, may be what took it off the market."""
    proof: Proof | None = None
    """What decided it, where the reply did not."""

    @property
    def may_be_open(self) -> bool:
        """Say whether the caller may still be exposed through this order.

        False when the order is over, and when the venue says that the caller has no such order (unknown, somebody else's
        or impossible id). True when the order may rest as before: it was not sent, the request was refused, a failed lock
        check, a transient fault, unknown words.
        """
        return self.reason in _MAY_STILL_BE_OPEN


class CancelUnknown(msgspec.Struct, frozen=True, kw_only=True):
    """The venue may have acted, and nothing that came back proves what became of this order.

    Look before you send again: `resolve` of the venue's REST clients does.
    """

    order_id: str
    """The venue's name for the order, as the caller wrote it."""
    evidence: Evidence
    """What was sent, what came back, and why it settles nothing."""

    @property
    def may_be_open(self) -> Literal[True]:
        """Always True: count on being exposed until the venue shows otherwise."""
        return True

    def __repr__(self) -> str:
        # A thousand orders may share one request: shown whole for each of them, it would grow with the square.
        return f"CancelUnknown(order_id={self.order_id!r}, evidence=<{self.evidence.operation}: {self.evidence.problem}>)"


CancelOutcome: TypeAlias = Cancelled | NotCancelled | CancelUnknown
"""Every way a cancel can end for one order. A `match` over it can end in `assert_never`."""


class ScopeOutcomes(tuple[CancelOutcome, ...]):  # noqa: SLOT001 - it has an attribute, and slots cannot extend a tuple
    """The `outcomes` of a cancel that names no orders, one for each order the venue reports, and what it only counted."""

    unnamed: int
    """How many cancelled orders the venue reported as a bare number, without saying which. 0 where it names them all."""

    def __new__(cls, outcomes: Iterable[CancelOutcome] = (), *, unnamed: int = 0) -> Self:
        self = super().__new__(cls, outcomes)
        self.unnamed = unnamed
        return self

    def with_outcomes(self, outcomes: Iterable[CancelOutcome]) -> ScopeOutcomes:
        """Give the same with other `outcomes`."""
        return ScopeOutcomes(outcomes, unnamed=self.unnamed)

    def __getnewargs_ex__(self) -> tuple[tuple[tuple[CancelOutcome, ...]], dict[str, int]]:
        return (tuple(self),), {"unnamed": self.unnamed}

    def __repr__(self) -> str:
        return f"ScopeOutcomes({tuple(self)!r}, unnamed={self.unnamed})"
