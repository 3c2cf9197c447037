# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .away_yes_no import AwayYesNo
from .draw_yes_no import DrawYesNo
from .home_yes_no import HomeYesNo
from .orderbook_order import OrderbookOrder
from .orders_by_line import OrdersByLine
from .participant import Participant


@define(frozen=True, kw_only=True, slots=False)
class GameOrderbookNested:
    """A game with its resting orders, spreads and totals by line."""

    id: str | UnsetType = UNSET
    """Game id."""
    parentGameID: str | None | UnsetType = UNSET
    """Game it is a period or a prop of, if any."""
    cheapDataUID: str | UnsetType = UNSET
    """Name of the game across systems, to correlate lines by."""
    league: str | UnsetType = UNSET
    """League code."""
    sport: str | UnsetType = UNSET
    """Sport."""
    start: str | UnsetType = UNSET
    """Start, ISO 8601."""
    ended: bool | UnsetType = UNSET
    """Whether the game is over."""
    live: bool | UnsetType = UNSET
    """Whether the game is being played."""
    featured: bool | UnsetType = UNSET
    """Whether the venue features the game."""
    eventName: str | None | UnsetType = UNSET
    """Label; spelled differently per surface, so not a key."""
    tournamentName: str | None | UnsetType = UNSET
    """Tournament."""
    periodName: str | UnsetType = UNSET
    """Part of the game, for instance Full Time, 1H or Set 1."""
    isSpecials: bool | UnsetType = UNSET
    """Whether it is a future or another special. Called isFutures elsewhere."""
    participants: tuple[Participant, ...] | UnsetType = UNSET
    """Away, then home."""
    awayMoneylines: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """Moneyline, away side."""
    homeMoneylines: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """Moneyline, home side."""
    awaySpreads: OrdersByLine | UnsetType = UNSET
    """Resting orders of one side, by line in points as text."""
    homeSpreads: OrdersByLine | UnsetType = UNSET
    """Resting orders of one side, by line in points as text."""
    over: OrdersByLine | UnsetType = UNSET
    """Resting orders of one side, by line in points as text."""
    under: OrdersByLine | UnsetType = UNSET
    """Resting orders of one side, by line in points as text."""
    homeMoneylines1x2: HomeYesNo | UnsetType = UNSET
    """Orders on the home side of a moneyline1x2, by side."""
    awayMoneylines1x2: AwayYesNo | UnsetType = UNSET
    """Orders on the away side of a moneyline1x2, by side."""
    draw1x2: DrawYesNo | UnsetType = UNSET
    """Orders on the draw of a moneyline1x2, by side."""
    mainHomeSpread: Decimal | None | UnsetType = UNSET
    """Main line of the home side in points."""
    mainAwaySpread: Decimal | None | UnsetType = UNSET
    """Main line of the away side in points."""
    mainTotal: Decimal | None | UnsetType = UNSET
    """Main total in points."""
    openInterest: Decimal | UnsetType = UNSET
    """USD at risk in the resting orders of the game."""
    matchedVolume: Decimal | UnsetType = UNSET
    """USD matched on the game."""
