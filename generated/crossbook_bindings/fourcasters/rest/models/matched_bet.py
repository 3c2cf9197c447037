# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .game_summary import GameSummary
from .market_type import MarketType
from .origin import Origin
from .over_under import OverUnder


@define(frozen=True, kw_only=True, slots=False)
class MatchedBet:
    """A fill that is not graded, from the caller's side."""

    id: str | None = None
    """Bet id."""
    txID: str | None = None
    """Id of the fill, as in the user feed."""
    type: MarketType | Unlisted | None = None
    """Kind of market."""
    bet: Decimal | None = None
    """Original size of the bet, USD at risk."""
    odds: Decimal | None = None
    """American odds in the caller's view."""
    spread: Decimal | None = None
    """Line in points, on spreads."""
    total: Decimal | None = None
    """Line in points, on totals."""
    OU: OverUnder | Unlisted | None = None
    """Side of a total."""
    participantID: str | None = None
    """Participant backed, on moneylines and spreads."""
    market: str | None = None
    """moneyline1x2 only: draw, or the id of a participant."""
    side: str | None = None
    """moneyline1x2 only: yes or no."""
    userReference: str | None = None
    """The caller's name for the order."""
    createdAt: str | None = None
    """Creation, ISO 8601."""
    matchedTime: str | None = None
    """Time of the fill, ISO 8601."""
    origin: Origin | Unlisted | None = None
    """Maker or taker."""
    risk: Decimal | None = None
    """USD at risk as text, commission on a loss included."""
    win: Decimal | None = None
    """USD to win as text, net of commission."""
    graded: bool | None = None
    """Always false here."""
    closed: bool | None = None
    """Closed by an administrator."""
    adminRefund: bool | None = None
    """Refunded by an administrator."""
    game: GameSummary | None = None
    """The game an order belongs to."""
