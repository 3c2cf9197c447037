# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .graded_game import GradedGame
from .graded_wager_outcome import GradedWagerOutcome
from .load_error import LoadError
from .market_type import MarketType
from .origin import Origin
from .over_under import OverUnder
from .pinnacle_line import PinnacleLine


@define(frozen=True, kw_only=True, slots=False)
class GradedWagerRow:
    """One graded fill of the caller, in either of the forms that are documented."""

    id: str | LoadError | UnsetType = UNSET
    """Order id, the same on all fills of an order; an object when the order could not be loaded."""
    txID: str | UnsetType = UNSET
    """Id of the fill; names the row."""
    ticketNumber: str | UnsetType = UNSET
    """Ticket number."""
    game: GradedGame | UnsetType = UNSET
    """Game of a graded bet, or why it could not be loaded."""
    type: MarketType | str | UnsetType = UNSET
    """Kind of market."""
    bet: Decimal | UnsetType = UNSET
    """USD staked by the caller in this fill."""
    odds: Decimal | UnsetType = UNSET
    """American odds in the caller's view."""
    fee: Decimal | UnsetType = UNSET
    """Commission charged, USD as text; makers pay none."""
    risk: Decimal | UnsetType = UNSET
    """Stake and fee, USD as text."""
    win: Decimal | UnsetType = UNSET
    """Gross winnings less fee, USD as text."""
    result: Decimal | UnsetType = UNSET
    """Signed profit or loss, USD as text; absent when the outcome is unknown."""
    outcome: GradedWagerOutcome | str | UnsetType = UNSET
    """How it ended. Take money from `result`."""
    origin: Origin | str | UnsetType = UNSET
    """Maker or taker."""
    closed: bool | UnsetType = UNSET
    """Closed by an administrator."""
    cancelled: bool | UnsetType = UNSET
    """Whether the order was cancelled; always false on takers' rows."""
    graded: bool | UnsetType = UNSET
    """Whether the bet is graded."""
    takenRatio: Decimal | UnsetType = UNSET
    """Makers only: share of the whole order that was matched, 0 to 1."""
    expiry: str | None | UnsetType = UNSET
    """Makers only: expiry of the order, ISO 8601."""
    spread: Decimal | None | UnsetType = UNSET
    """Line in points, on spreads."""
    total: Decimal | None | UnsetType = UNSET
    """Line in points, on totals."""
    OU: OverUnder | str | UnsetType = UNSET
    """Side of a total."""
    participantID: str | None | UnsetType = UNSET
    """Participant backed, on moneylines and spreads."""
    side: str | UnsetType = UNSET
    """moneyline1x2 only: yes or no."""
    market: str | UnsetType = UNSET
    """moneyline1x2 only: draw, or the id of a participant."""
    wagerRequestID: str | None | UnsetType = UNSET
    """Id the venue gave to the place request."""
    userReference: str | None | UnsetType = UNSET
    """The caller's name for the order."""
    isPostArb: bool | UnsetType = UNSET
    """Present and true for postArb orders only."""
    platform: str | UnsetType = UNSET
    """Where the bet was made, for instance api, web or mobile."""
    createdAt: str | UnsetType = UNSET
    """Creation, ISO 8601."""
    matchedTime: str | UnsetType = UNSET
    """Time of the fill, ISO 8601."""
    settledAt: str | UnsetType = UNSET
    """Time of the settlement, ISO 8601."""
    adminRefund: bool | UnsetType = UNSET
    """Refunded by an administrator."""
    pinnacleLine: PinnacleLine | UnsetType = UNSET
    """Line of another bookmaker when the bet was matched, if there was one."""
