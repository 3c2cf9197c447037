# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .game_summary import GameSummary
from .market_type import MarketType
from .over_under import OverUnder


@define(frozen=True, kw_only=True, slots=False)
class LookupOrderDetail:
    """State of one order."""

    id: str | None = None
    """The order's id, 24 hex digits."""
    cancelled: bool | None = None
    """Whether the order is cancelled."""
    isTheBestOffer: bool | None = None
    """Whether no competing offer on the other side has better odds."""
    odds: Decimal | None = None
    """American odds in the order owner's view."""
    type: MarketType | Unlisted | None = None
    """Kind of market."""
    OU: OverUnder | Unlisted | None = None
    """The opposite of the order's side, on totals; null otherwise."""
    participant: str | None = None
    """Id of the participant backed; null on totals."""
    participantLongName: str | None = None
    """Name of the participant backed."""
    spread: Decimal | None = None
    """Line in points, on spreads."""
    total: Decimal | None = None
    """Line in points, on totals."""
    matchedRisk: Decimal | None = None
    """USD at risk matched, as text with 2 decimals."""
    unmatchedRisk: Decimal | None = None
    """USD at risk still resting, as text with 2 decimals."""
    game: GameSummary | None = None
    """The game an order belongs to."""
