# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

from .game_summary import GameSummary
from .market_type import MarketType
from .origin import Origin
from .over_under import OverUnder
from .pinnacle_line import PinnacleLine
from .wager_outcome import WagerOutcome


@define(frozen=True, kw_only=True, slots=False)
class Bet:
    """An open order, a matched bet or a graded wager, from the caller's side."""

    id: str | None = None
    """Bet id or order id."""
    txID: str | None = None
    """Id of the fill or of the transaction that created the order."""
    wagerRequestID: str | None = None
    """Id the venue gave to the place request."""
    userReference: str | None = None
    """The caller's name for the order."""
    ticketNumber: str | None = None
    """Ticket number, when graded."""
    type: MarketType | Unlisted | None = None
    """Kind of market."""
    bet: Decimal | None = None
    """Original size in USD at risk."""
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
    otherParticipantID: str | None = None
    """Open orders: the opposing participant."""
    market: str | None = None
    """moneyline1x2 only: draw, or the id of a participant."""
    side: str | None = None
    """moneyline1x2 only: yes or no."""
    filled: Decimal | None = None
    """Open orders: USD at risk matched so far."""
    offered: Decimal | None = None
    """Open orders: original offer in USD at risk."""
    remaining: Decimal | None = None
    """Open orders: USD left, see UnmatchedOrder."""
    takenRatio: Decimal | None = None
    """Open orders: share matched, 0 to 1."""
    expiry: str | None = None
    """Open orders: expiry, ISO 8601."""
    createdAt: str | None = None
    """Creation, ISO 8601."""
    matchedTime: str | None = None
    """Time of the fill, ISO 8601."""
    settledAt: str | None = None
    """Time of the settlement, ISO 8601."""
    origin: Origin | Unlisted | None = None
    """Maker or taker."""
    risk: Decimal | None = None
    """USD at risk as text, once matched."""
    win: Decimal | None = None
    """USD to win as text, once matched."""
    fee: Decimal | None = None
    """Commission charged, USD as text, once graded."""
    result: Decimal | None = None
    """Signed profit or loss, USD as text, once graded."""
    outcome: WagerOutcome | Unlisted | None = None
    """How it ended, once graded."""
    graded: bool | None = None
    """Whether the bet is graded."""
    cancelled: bool | None = None
    """Whether the order was cancelled, once graded."""
    closed: bool | None = None
    """Closed by an administrator."""
    adminRefund: bool | None = None
    """Refunded by an administrator."""
    platform: str | None = None
    """Where the bet was made, for instance api, web or mobile."""
    pinnacleLine: PinnacleLine | None = None
    """Line of another bookmaker when the bet was matched, if there was one."""
    game: GameSummary | None = None
    """The game an order belongs to."""
