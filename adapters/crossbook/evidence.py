"""What is known about a command whose outcome is not, and what decides it when it is looked up."""

from __future__ import annotations

import enum
from typing import Final

import msgspec

_LONGEST_SHOWN: Final = 200


class Proof(enum.StrEnum):
    """What decided an outcome that was unknown, and was looked up later."""

    LOOK_UP = "look_up"
    """The venue was asked about this one order, by its id or by the caller's name for it."""
    OPEN_ORDERS = "open_orders"
    """The list of resting orders, all pages of it."""
    HISTORY = "order_history"
    """The list of orders in every state."""
    BETS = "bets"
    """Matched and graded bets."""
    LEDGER = "ledger"
    """What a `Ledger` had learnt already: from a user feed, another reply, or a list."""
    ABSENCE = "absence"
    """It was in none of the places where it would be, when the command could no longer arrive."""


class Moment(msgspec.Struct, frozen=True):
    """A moment on one clock. To any other clock, another computer's or that of a process before this one, it means nothing."""

    clock: str
    """Which clock it is. Equal names are equal clocks."""
    seconds: float
    """Seconds of that clock, which never goes back."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What is known about a command whose outcome is not. Holds no credentials.

    Orders of one request share one piece of evidence. Its repr is short, however long the request was; the members are whole.
    Two are equal where they say the same, whenever that was.
    """

    operation: str
    """The venue's name for what was asked: an operationId or a socket message."""
    sent: str | None
    """The request as it left, without credentials; None where nothing of it did."""
    received: str | None
    """What came back, status and body, or None where nothing did."""
    problem: str
    """Why this settles nothing, in one sentence."""
    found: str | None = None
    """What `resolve` found later, where that settles nothing either; None where nobody has looked."""
    left_by: Moment | None = None
    """By when the last byte had left. None where nobody can say: then `resolve` counts from when it is asked."""

    def __repr__(self) -> str:
        names = ("operation", "sent", "received", "problem", *(("found",) if self.found is not None else ()))
        shown = (f"{name}={shortened(getattr(self, name))!r}" for name in names)
        return f"Evidence({', '.join(shown)})"

    def __eq__(self, other: object) -> bool:
        return self._said == other._said if isinstance(other, Evidence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._said)

    @property
    def _said(self) -> tuple[str | None, ...]:
        return (self.operation, self.sent, self.received, self.problem, self.found)


def shortened(text: str | None, longest: int = _LONGEST_SHOWN) -> str | None:
    """Cut a `text` of more than `longest` characters, and say how long it was."""
    return text if text is None or len(text) <= longest else f"{text[:longest]}... ({len(text)} characters)"
