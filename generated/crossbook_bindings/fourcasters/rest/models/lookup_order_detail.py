# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .game_summary import GameSummary
from .market_type import MarketType
from .over_under import OverUnder


@define(frozen=True, kw_only=True, slots=False)
class LookupOrderDetail:
    """State of one order."""

    id: str | UnsetType = UNSET
    """Order id."""
    cancelled: bool | UnsetType = UNSET
    """Whether the order is cancelled."""
    isTheBestOffer: bool | UnsetType = UNSET
    """Whether no competing offer on the other side has better odds."""
    odds: Decimal | UnsetType = UNSET
    """American odds in the order owner's view."""
    type: MarketType | str | UnsetType = UNSET
    """Kind of market."""
    OU: OverUnder | str | None | UnsetType = UNSET
    """The opposite of the order's side, on totals; null otherwise."""
    participant: str | None | UnsetType = UNSET
    """Id of the participant backed; null on totals."""
    participantLongName: str | None | UnsetType = UNSET
    """Name of the participant backed."""
    spread: Decimal | None | UnsetType = UNSET
    """Line in points, on spreads."""
    total: Decimal | None | UnsetType = UNSET
    """Line in points, on totals."""
    matchedRisk: Decimal | UnsetType = UNSET
    """USD at risk matched, as text with 2 decimals."""
    unmatchedRisk: Decimal | UnsetType = UNSET
    """USD at risk still resting, as text with 2 decimals."""
    game: GameSummary | UnsetType = UNSET
    """The game an order belongs to."""
