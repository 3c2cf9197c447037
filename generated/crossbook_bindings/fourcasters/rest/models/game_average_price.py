# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from .average_price_odds import AveragePriceOdds
from .participant import Participant


@define(frozen=True, kw_only=True, slots=False)
class GameAveragePrice:
    """A game with its best and average prices."""

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
    matchedVolume: Decimal | None = None
    """USD matched on the game."""
    mainHomeSpread: Decimal | None = None
    """Main line of the home side in points."""
    mainAwaySpread: Decimal | None = None
    """Main line of the away side in points."""
    mainTotal: Decimal | None = None
    """Main total in points."""
    odds: AveragePriceOdds | None = None
    """Prices and sizes per market of a game, in the taker's view."""
