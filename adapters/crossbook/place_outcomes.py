"""What became of one order's placement, on either venue: a closed union."""

from __future__ import annotations

import enum
from decimal import Decimal
from typing import Literal, Protocol, TypeAlias

import msgspec

from crossbook.evidence import Evidence, Proof


class SentOrder(Protocol):
    """An order that was asked for: the `NewOrder` of 4casters, the `PreparedOrder` of PredictStreet."""

    @property
    def user_reference(self) -> str | None:
        """The caller's name for it."""
        ...


class NotPlacedReason(enum.StrEnum):
    """Why an order was not placed. Closed: a class that no document lists is OTHER."""

    VALIDATION = "validation_error"
    """The venue found the order wrong in itself."""
    LIABILITY = "rejected_liability"
    """The account cannot carry it."""
    ORDER_TYPE_RULES = "rejected_order_type_rules"
    """Its order type forbids what would have happened: a post order that would have taken, for instance."""
    SYSTEM = "system_error"
    """The venue failed on this order, and says that it was not processed."""
    KILLED = "killed"
    """An order of a kill type of which nothing could be matched: it is gone, and nothing rests."""
    NOT_SENT = "not_sent"
    """No request with this order ever left."""
    REFUSED = "refused"
    """The venue refused the whole request that this order was in, and did nothing."""
    NOT_FOUND = "not_found"
    """Looked for when it could no longer arrive, nothing of its name rests or was matched: it never was placed, or has left no trace."""
    OTHER = "other"
    """The venue's words are not ones that we know; they are in `venue_text`."""


class Fill(msgspec.Struct, frozen=True, kw_only=True):
    """A part of an order that was matched at once."""

    fill_id: str | None
    """The venue's name for the fill."""
    stake: Decimal | None = None
    """4casters: USD matched, before commission."""
    odds: Decimal | None = None
    """4casters: American odds, the caller's."""
    risk: Decimal | None = None
    """4casters: USD lost if the bet loses, with commission."""
    win: Decimal | None = None
    """4casters: USD won if the bet wins, after commission."""
    price: Decimal | None = None
    """PredictStreet: USDC per outcome token. None where only the quantity of all fills together is known."""
    quantity: Decimal | None = None
    """PredictStreet: outcome tokens matched. A buyer receives fewer, as the fee is taken from them."""
    fee: Decimal | None = None
    """PredictStreet: the fee as the venue writes it; whether in USDC or in outcome tokens, no page says."""


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """The venue took the order: what was matched at once, and what rests."""

    order_id: str | None
    """The order, for cancels. PredictStreet names every order that it took; 4casters only one that rests. (A 4casters fill names the
    other side's order, never the caller's.)"""
    resting: Decimal | None
    """How much rests now: USD at risk on 4casters, outcome tokens on PredictStreet. 0 when nothing does; None where the venue names
    an order, but no amount."""
    fills: tuple[Fill, ...]
    """What was matched at once."""
    wager_request_id: str | None = None
    """4casters: the venue's name for the order as it was sent, which groups its fills with its resting remainder."""
    user_reference: str | None = None
    """The caller's name for the order."""
    proof: Proof | None = None
    """What decided it, where the reply did not: then `resting` and `fills` are as they were found, later fills included."""

    @property
    def may_be_open(self) -> bool:
        """Say whether anything rests."""
        return self.resting != 0


class NotPlaced(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing of this order rests and nothing of it was matched: the venue said so, or it was never sent."""

    reason: NotPlacedReason
    """Why it was not placed."""
    venue_text: str | None = None
    """The venue's own words, where it gave any."""
    user_reference: str | None = None
    """The caller's name for the order."""
    problem: str | None = None
    """What kept it from being sent, in our words: a signer that failed, for instance. None where the venue has spoken."""
    proof: Proof | None = None
    """What decided it, where the reply did not."""

    @property
    def may_be_open(self) -> Literal[False]:
        """Always False: an order that was not placed rests nowhere."""
        return False


class PlaceUnknown(msgspec.Struct, frozen=True, kw_only=True):
    """The venue may have acted, and nothing that came back proves what became of this order.

    Look it up by its reference before placing it again: `resolve` of the venue's REST clients does.
    """

    order: SentOrder
    """The order that was sent, whole: looking it up needs its game or market. On PredictStreet it is the `PreparedOrder`, which may be
    handed to `place_orders` again: it is looked up there before it is sent."""
    evidence: Evidence
    """What was sent, what came back, and why it settles nothing."""

    @property
    def user_reference(self) -> str | None:
        """The caller's name for the order."""
        return self.order.user_reference

    @property
    def may_be_open(self) -> Literal[True]:
        """Always True: count on being exposed until the venue shows otherwise."""
        return True

    def __repr__(self) -> str:
        # Many orders may share one request: shown whole for each of them, it would grow with the square.
        return f"PlaceUnknown(order={self.order!r}, evidence=<{self.evidence.operation}: {self.evidence.problem}>)"


PlaceOutcome: TypeAlias = Placed | NotPlaced | PlaceUnknown
"""Every way a placement can end for one order. A `match` over it can end in `assert_never`."""
