# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .game_summary import GameSummary
from .market_type import MarketType
from .over_under import OverUnder
from .pinnacle_line import PinnacleLine
from .wager_outcome import WagerOutcome


@define(frozen=True, kw_only=True, slots=False)
class GradedWager:
    """A graded bet, from the caller's side."""

    id: str | UnsetType = UNSET
    """Bet id."""
    txID: str | UnsetType = UNSET
    """Id of the fill."""
    ticketNumber: str | UnsetType = UNSET
    """Ticket number."""
    type: MarketType | str | UnsetType = UNSET
    """Kind of market."""
    outcome: WagerOutcome | str | UnsetType = UNSET
    """How it ended. Take money from `result`."""
    bet: Decimal | UnsetType = UNSET
    """USD staked by the caller."""
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
    matchedTime: str | UnsetType = UNSET
    """Time of the fill, ISO 8601."""
    settledAt: str | UnsetType = UNSET
    """Time of the settlement, ISO 8601."""
    createdAt: str | UnsetType = UNSET
    """Creation, ISO 8601."""
    cancelled: bool | UnsetType = UNSET
    """Whether the order was cancelled."""
    closed: bool | UnsetType = UNSET
    """Closed by an administrator."""
    graded: bool | UnsetType = UNSET
    """Always true here."""
    adminRefund: bool | UnsetType = UNSET
    """Refunded by an administrator."""
    platform: str | UnsetType = UNSET
    """Where the bet was made, for instance api, web or mobile."""
    risk: Decimal | UnsetType = UNSET
    """USD at risk as text."""
    win: Decimal | UnsetType = UNSET
    """USD to win as text."""
    fee: Decimal | UnsetType = UNSET
    """Commission charged, USD as text."""
    result: Decimal | UnsetType = UNSET
    """Signed profit or loss, USD as text; 0 for a push."""
    pinnacleLine: PinnacleLine | UnsetType = UNSET
    """Line of another bookmaker when the bet was matched, if there was one."""
    game: GameSummary | UnsetType = UNSET
    """The game an order belongs to."""
