# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from .away_yes_no import AwayYesNo
from .draw_yes_no import DrawYesNo
from .home_yes_no import HomeYesNo
from .orderbook_order import OrderbookOrder
from .orders_by_line import OrdersByLine
from .participant import Participant


@define(frozen=True, kw_only=True, slots=False)
class GameOrderbookNested:
    """A game with its resting orders, spreads and totals by line."""

    id: str | None = None
    """Id of the game, 24 hex digits."""
    parentGameID: str | None = None
    """Game it is a period or a prop of, if any."""
    cheapDataUID: str | None = None
    """Name of the game across systems, to correlate lines by."""
    league: str | None = None
    """League code."""
    sport: str | None = None
    """Name of the sport."""
    start: str | None = None
    """Start, ISO 8601."""
    ended: bool | None = None
    """Whether the game is over."""
    live: bool | None = None
    """Whether the game is being played."""
    featured: bool | None = None
    """Whether the venue features the game."""
    eventName: str | None = None
    """Label; spelled differently per surface, so not a key."""
    tournamentName: str | None = None
    """Tournament."""
    periodName: str | None = None
    """Part of the game, for instance Full Time, 1H or Set 1."""
    isSpecials: bool | None = None
    """Whether it is a future or another special. Called isFutures elsewhere."""
    participants: tuple[Participant, ...] | None = None
    """Away, then home."""
    awayMoneylines: tuple[OrderbookOrder, ...] | None = None
    """Moneyline, away side."""
    homeMoneylines: tuple[OrderbookOrder, ...] | None = None
    """Moneyline, home side."""
    awaySpreads: OrdersByLine | None = None
    """Resting orders of one side, by line in points as text."""
    homeSpreads: OrdersByLine | None = None
    """Resting orders of one side, by line in points as text."""
    over: OrdersByLine | None = None
    """Resting orders of one side, by line in points as text."""
    under: OrdersByLine | None = None
    """Resting orders of one side, by line in points as text."""
    homeMoneylines1x2: HomeYesNo | None = None
    """Orders on the home side of a moneyline1x2, by side."""
    awayMoneylines1x2: AwayYesNo | None = None
    """Orders on the away side of a moneyline1x2, by side."""
    draw1x2: DrawYesNo | None = None
    """Orders on the draw of a moneyline1x2, by side."""
    mainHomeSpread: Decimal | None = None
    """Main line of the home side in points."""
    mainAwaySpread: Decimal | None = None
    """Main line of the away side in points."""
    mainTotal: Decimal | None = None
    """Main total in points."""
    openInterest: Decimal | None = None
    """USD at risk in the resting orders of the game."""
    matchedVolume: Decimal | None = None
    """USD matched on the game."""
