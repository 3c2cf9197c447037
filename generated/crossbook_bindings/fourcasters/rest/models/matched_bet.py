# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .game_summary import GameSummary
from .market_type import MarketType
from .origin import Origin
from .over_under import OverUnder


@define(frozen=True, kw_only=True, slots=False)
class MatchedBet:
    """A fill that is not graded, from the caller's side."""

    id: str | UnsetType = UNSET
    """Bet id."""
    txID: str | UnsetType = UNSET
    """Id of the fill, as in the user feed."""
    type: MarketType | str | UnsetType = UNSET
    """Kind of market."""
    bet: Decimal | UnsetType = UNSET
    """Original size of the bet, USD at risk."""
    odds: Decimal | UnsetType = UNSET
    """American odds in the caller's view."""
    spread: Decimal | None | UnsetType = UNSET
    """Line in points, on spreads."""
    total: Decimal | None | UnsetType = UNSET
    """Line in points, on totals."""
    OU: OverUnder | str | UnsetType = UNSET
    """Side of a total."""
    participantID: str | None | UnsetType = UNSET
    """Participant backed, on moneylines and spreads."""
    market: str | UnsetType = UNSET
    """moneyline1x2 only: draw, or the id of a participant."""
    side: str | UnsetType = UNSET
    """moneyline1x2 only: yes or no."""
    userReference: str | None | UnsetType = UNSET
    """The caller's name for the order."""
    createdAt: str | UnsetType = UNSET
    """Creation, ISO 8601."""
    matchedTime: str | UnsetType = UNSET
    """Time of the fill, ISO 8601."""
    origin: Origin | str | UnsetType = UNSET
    """Maker or taker."""
    risk: Decimal | UnsetType = UNSET
    """USD at risk as text, commission on a loss included."""
    win: Decimal | UnsetType = UNSET
    """USD to win as text, net of commission."""
    graded: bool | UnsetType = UNSET
    """Always false here."""
    closed: bool | UnsetType = UNSET
    """Closed by an administrator."""
    adminRefund: bool | UnsetType = UNSET
    """Refunded by an administrator."""
    game: GameSummary | UnsetType = UNSET
    """The game an order belongs to."""
