# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .game_summary import GameSummary
from .market_type import MarketType
from .origin import Origin


@define(frozen=True, kw_only=True, slots=False)
class UnmatchedOrder:
    """A resting order, in its maker's view."""

    id: str
    """Order id (sessionID in cancel requests, orderID elsewhere)."""
    txID: str | None = None
    """Id of the transaction that created the order."""
    type: MarketType | Unlisted | None = None
    """Kind of market."""
    bet: Decimal | None = None
    """Original size in USD at risk."""
    odds: Decimal | None = None
    """American odds as posted."""
    spread: Decimal | None = None
    """Line in points, on spreads."""
    total: Decimal | None = None
    """Line in points, on totals."""
    participantID: str | None = None
    """Participant backed, on moneylines and spreads."""
    otherParticipantID: str | None = None
    """The opposing participant, whose side takers are offered."""
    filled: Decimal | None = None
    """USD at risk matched so far."""
    offered: Decimal | None = None
    """Original offer in USD at risk, matched plus remaining."""
    remaining: Decimal | None = None
    """USD left: to win by the text, at risk by the sample. Prefer offered less filled."""
    takenRatio: Decimal | None = None
    """Share matched, 0 to 1."""
    expiry: str | None = None
    """Expiry, ISO 8601; null when none is set."""
    createdAt: str | None = None
    """Creation, ISO 8601."""
    origin: Origin | Unlisted | None = None
    """Maker or taker."""
    graded: bool | None = None
    """Always false here."""
    closed: bool | None = None
    """Closed by an administrator."""
    adminRefund: bool | None = None
    """Refunded by an administrator."""
    userReference: str | None = None
    """The caller's name for the order."""
    wagerRequestID: str | None = None
    """Id the venue gave to the place request of this order."""
    game: GameSummary | None = None
    """The game an order belongs to."""
