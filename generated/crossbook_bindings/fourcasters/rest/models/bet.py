# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .game_summary import GameSummary
from .market_type import MarketType
from .origin import Origin
from .over_under import OverUnder
from .pinnacle_line import PinnacleLine
from .wager_outcome import WagerOutcome


@define(frozen=True, kw_only=True, slots=False)
class Bet:
    """An open order, a matched bet or a graded wager, from the caller's side."""

    id: str | UnsetType = UNSET
    """Bet id or order id."""
    txID: str | UnsetType = UNSET
    """Id of the fill or of the transaction that created the order."""
    wagerRequestID: str | UnsetType = UNSET
    """Id the venue gave to the place request."""
    userReference: str | None | UnsetType = UNSET
    """The caller's name for the order."""
    ticketNumber: str | UnsetType = UNSET
    """Ticket number, when graded."""
    type: MarketType | str | UnsetType = UNSET
    """Kind of market."""
    bet: Decimal | UnsetType = UNSET
    """Original size in USD at risk."""
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
    otherParticipantID: str | UnsetType = UNSET
    """Open orders: the opposing participant."""
    market: str | UnsetType = UNSET
    """moneyline1x2 only: draw, or the id of a participant."""
    side: str | UnsetType = UNSET
    """moneyline1x2 only: yes or no."""
    filled: Decimal | UnsetType = UNSET
    """Open orders: USD at risk matched so far."""
    offered: Decimal | UnsetType = UNSET
    """Open orders: original offer in USD at risk."""
    remaining: Decimal | UnsetType = UNSET
    """Open orders: USD left, see UnmatchedOrder."""
    takenRatio: Decimal | UnsetType = UNSET
    """Open orders: share matched, 0 to 1."""
    expiry: str | None | UnsetType = UNSET
    """Open orders: expiry, ISO 8601."""
    createdAt: str | UnsetType = UNSET
    """Creation, ISO 8601."""
    matchedTime: str | UnsetType = UNSET
    """Time of the fill, ISO 8601."""
    settledAt: str | UnsetType = UNSET
    """Time of the settlement, ISO 8601."""
    origin: Origin | str | UnsetType = UNSET
    """Maker or taker."""
    risk: Decimal | UnsetType = UNSET
    """USD at risk as text, once matched."""
    win: Decimal | UnsetType = UNSET
    """USD to win as text, once matched."""
    fee: Decimal | UnsetType = UNSET
    """Commission charged, USD as text, once graded."""
    result: Decimal | UnsetType = UNSET
    """Signed profit or loss, USD as text, once graded."""
    outcome: WagerOutcome | str | UnsetType = UNSET
    """How it ended, once graded."""
    graded: bool | UnsetType = UNSET
    """Whether the bet is graded."""
    cancelled: bool | UnsetType = UNSET
    """Whether the order was cancelled, once graded."""
    closed: bool | UnsetType = UNSET
    """Closed by an administrator."""
    adminRefund: bool | UnsetType = UNSET
    """Refunded by an administrator."""
    platform: str | UnsetType = UNSET
    """Where the bet was made, for instance api, web or mobile."""
    pinnacleLine: PinnacleLine | UnsetType = UNSET
    """Line of another bookmaker when the bet was matched, if there was one."""
    game: GameSummary | UnsetType = UNSET
    """The game an order belongs to."""
