# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .game_summary import GameSummary
from .market_type import MarketType
from .over_under import OverUnder
from .pinnacle_line import PinnacleLine
from .wager_outcome import WagerOutcome


@define(frozen=True, kw_only=True, slots=False)
class GradedWager:
    """A graded bet, from the caller's side."""

    id: str | None = None
    """Bet id."""
    txID: str | None = None
    """Id of the fill."""
    ticketNumber: str | None = None
    """Ticket of the bet, 32 hex digits."""
    type: MarketType | Unlisted | None = None
    """Kind of market."""
    outcome: WagerOutcome | Unlisted | None = None
    """How it ended. Take money from `result`."""
    bet: Decimal | None = None
    """USD staked by the caller."""
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
    matchedTime: str | None = None
    """Time of the fill, ISO 8601."""
    settledAt: str | None = None
    """Time of the settlement, ISO 8601."""
    createdAt: str | None = None
    """Creation, ISO 8601."""
    cancelled: bool | None = None
    """Whether the order was cancelled."""
    closed: bool | None = None
    """Closed by an administrator."""
    graded: bool | None = None
    """Always true here."""
    adminRefund: bool | None = None
    """Refunded by an administrator."""
    platform: str | None = None
    """Where the bet was made, for instance api, web or mobile."""
    risk: Decimal | None = None
    """USD at risk as text."""
    win: Decimal | None = None
    """USD to win as text."""
    fee: Decimal | None = None
    """Commission charged, USD as text."""
    result: Decimal | None = None
    """Signed profit or loss, USD as text; 0 for a push."""
    pinnacleLine: PinnacleLine | None = None
    """Line of another bookmaker when the bet was matched, if there was one."""
    game: GameSummary | None = None
    """The game an order belongs to."""
