# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from crossbook_bindings.runtime import Unlisted

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

    id: str | LoadError | None = None
    """Order id, the same on all fills of an order; an object when the order could not be loaded."""
    txID: str | None = None
    """Id of the fill; names the row."""
    ticketNumber: str | None = None
    """Number of the betting ticket that the fill belongs to."""
    game: GradedGame | None = None
    """Game of a graded bet, or why it could not be loaded."""
    type: MarketType | Unlisted | None = None
    """Kind of market."""
    bet: Decimal | None = None
    """USD staked by the caller in this fill."""
    odds: Decimal | None = None
    """American odds in the caller's view."""
    fee: Decimal | None = None
    """Commission charged, USD as text; makers pay none."""
    risk: Decimal | None = None
    """Stake and fee, USD as text."""
    win: Decimal | None = None
    """Gross winnings less fee, USD as text."""
    result: Decimal | None = None
    """Signed profit or loss, USD as text; absent when the outcome is unknown."""
    outcome: GradedWagerOutcome | Unlisted | None = None
    """How it ended. Take money from `result`."""
    origin: Origin | Unlisted | None = None
    """Maker or taker."""
    closed: bool | None = None
    """Closed by an administrator."""
    cancelled: bool | None = None
    """Whether the order was cancelled; always false on takers' rows."""
    graded: bool | None = None
    """Whether the bet is graded."""
    takenRatio: Decimal | None = None
    """Makers only: share of the whole order that was matched, 0 to 1."""
    expiry: str | None = None
    """Makers only: expiry of the order, ISO 8601."""
    spread: Decimal | None = None
    """Line in points, on spreads."""
    total: Decimal | None = None
    """Line in points, on totals."""
    OU: OverUnder | Unlisted | None = None
    """Side of a total."""
    participantID: str | None = None
    """Participant backed, on moneylines and spreads."""
    side: str | None = None
    """moneyline1x2 only: yes or no."""
    market: str | None = None
    """moneyline1x2 only: draw, or the id of a participant."""
    wagerRequestID: str | None = None
    """Id the venue gave to the place request."""
    userReference: str | None = None
    """The caller's name for the order."""
    isPostArb: bool | None = None
    """Present and true for postArb orders only."""
    platform: str | None = None
    """Where the bet was made, for instance api, web or mobile."""
    createdAt: str | None = None
    """Creation, ISO 8601."""
    matchedTime: str | None = None
    """Time of the fill, ISO 8601."""
    settledAt: str | None = None
    """Time of the settlement, ISO 8601."""
    adminRefund: bool | None = None
    """Refunded by an administrator."""
    pinnacleLine: PinnacleLine | None = None
    """Line of another bookmaker when the bet was matched, if there was one."""
