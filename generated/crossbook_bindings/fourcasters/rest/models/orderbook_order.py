# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from msgspec import UNSET, Struct, UnsetType

from .market_type import MarketType
from .over_under import OverUnder


class OrderbookOrder(Struct, frozen=True, kw_only=True):
    """A resting order, in its taker's view."""

    id: str | UnsetType = UNSET
    """Order id."""
    type: MarketType | str | UnsetType = UNSET
    """Kind of market."""
    createdBy: str | UnsetType = UNSET
    """Account of the maker, on the caller's own orders only."""
    sumUntaken: Decimal | UnsetType = UNSET
    """USD a taker may still stake, which is what is left for the maker to win."""
    bet: Decimal | UnsetType = UNSET
    """USD at risk in the whole order, the maker's; what its taker would win."""
    odds: Decimal | UnsetType = UNSET
    """American odds offered to the taker."""
    gameID: str | UnsetType = UNSET
    """Game id."""
    takenRatio: Decimal | None | UnsetType = UNSET
    """Share matched, 0 to 1."""
    expiry: str | None | UnsetType = UNSET
    """Expiry, ISO 8601; null when none is set."""
    createdAt: str | UnsetType = UNSET
    """Creation, ISO 8601."""
    gameStartExpiry: bool | UnsetType = UNSET
    """Whether the order is cancelled when the game starts."""
    isPostArb: bool | UnsetType = UNSET
    """Present and true for postArb orders only."""
    mockOrder: bool | UnsetType = UNSET
    """Undocumented."""
    participantID: str | None | UnsetType = UNSET
    """Participant, on moneylines and spreads."""
    spread: Decimal | None | UnsetType = UNSET
    """Line in points, on spreads."""
    total: Decimal | None | UnsetType = UNSET
    """Line in points, on totals."""
    OU: OverUnder | str | UnsetType = UNSET
    """Side of a total."""
    market: str | UnsetType = UNSET
    """moneyline1x2 only: draw, or the id of a participant."""
    side: str | UnsetType = UNSET
    """moneyline1x2 only: yes or no."""
