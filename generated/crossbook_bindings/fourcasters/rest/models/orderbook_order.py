# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from crossbook_bindings.runtime import Unlisted

from .market_type import MarketType
from .over_under import OverUnder


class OrderbookOrder(Struct, frozen=True, kw_only=True):
    """A resting order, in its taker's view."""

    id: str | None = None
    """The order's id, 24 hex digits."""
    type: MarketType | Unlisted | None = None
    """Kind of market."""
    createdBy: str | None = None
    """Account of the maker, on the caller's own orders only."""
    sumUntaken: Decimal | None = None
    """USD a taker may still stake, which is what is left for the maker to win."""
    bet: Decimal | None = None
    """USD at risk in the whole order, the maker's; what its taker would win."""
    odds: Decimal | None = None
    """American odds offered to the taker."""
    gameID: str | None = None
    """Id of the game, 24 hex digits."""
    takenRatio: Decimal | None = None
    """Share matched, 0 to 1."""
    expiry: str | None = None
    """Expiry, ISO 8601; null when none is set."""
    createdAt: str | None = None
    """Creation, ISO 8601."""
    gameStartExpiry: bool | None = None
    """Whether the order is cancelled when the game starts."""
    isPostArb: bool | None = None
    """Present and true for postArb orders only."""
    mockOrder: bool | None = None
    """Undocumented."""
    participantID: str | None = None
    """Participant, on moneylines and spreads."""
    spread: Decimal | None = None
    """Line in points, on spreads."""
    total: Decimal | None = None
    """Line in points, on totals."""
    OU: OverUnder | Unlisted | None = None
    """Side of a total."""
    market: str | None = None
    """moneyline1x2 only: draw, or the id of a participant."""
    side: str | None = None
    """moneyline1x2 only: yes or no."""
