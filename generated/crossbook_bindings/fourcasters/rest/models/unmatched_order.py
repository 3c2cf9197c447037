# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .game_summary import GameSummary
from .market_type import MarketType
from .origin import Origin


@define(frozen=True, kw_only=True, slots=False)
class UnmatchedOrder:
    """A resting order, in its maker's view."""

    id: str
    """Order id (sessionID in cancel requests, orderID elsewhere)."""
    txID: str | UnsetType = UNSET
    """Id of the transaction that created the order."""
    type: MarketType | str | UnsetType = UNSET
    """Kind of market."""
    bet: Decimal | UnsetType = UNSET
    """Original size in USD at risk."""
    odds: Decimal | UnsetType = UNSET
    """American odds as posted."""
    spread: Decimal | None | UnsetType = UNSET
    """Line in points, on spreads."""
    total: Decimal | None | UnsetType = UNSET
    """Line in points, on totals."""
    participantID: str | UnsetType = UNSET
    """Participant backed, on moneylines and spreads."""
    otherParticipantID: str | UnsetType = UNSET
    """The opposing participant, whose side takers are offered."""
    filled: Decimal | UnsetType = UNSET
    """USD at risk matched so far."""
    offered: Decimal | UnsetType = UNSET
    """Original offer in USD at risk, matched plus remaining."""
    remaining: Decimal | UnsetType = UNSET
    """USD left: to win by the text, at risk by the sample. Prefer offered less filled."""
    takenRatio: Decimal | UnsetType = UNSET
    """Share matched, 0 to 1."""
    expiry: str | None | UnsetType = UNSET
    """Expiry, ISO 8601; null when none is set."""
    createdAt: str | UnsetType = UNSET
    """Creation, ISO 8601."""
    origin: Origin | str | UnsetType = UNSET
    """Maker or taker."""
    graded: bool | UnsetType = UNSET
    """Always false here."""
    closed: bool | UnsetType = UNSET
    """Closed by an administrator."""
    adminRefund: bool | UnsetType = UNSET
    """Refunded by an administrator."""
    userReference: str | None | UnsetType = UNSET
    """The caller's name for the order."""
    wagerRequestID: str | UnsetType = UNSET
    """Id the venue gave to the place request of this order."""
    game: GameSummary | UnsetType = UNSET
    """The game an order belongs to."""
