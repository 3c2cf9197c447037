# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .average_price_odds import AveragePriceOdds
from .participant import Participant


@define(frozen=True, kw_only=True, slots=False)
class GameAveragePrice:
    """A game with its best and average prices."""

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
    matchedVolume: Decimal | UnsetType = UNSET
    """USD matched on the game."""
    mainHomeSpread: Decimal | None | UnsetType = UNSET
    """Main line of the home side in points."""
    mainAwaySpread: Decimal | None | UnsetType = UNSET
    """Main line of the away side in points."""
    mainTotal: Decimal | None | UnsetType = UNSET
    """Main total in points."""
    odds: AveragePriceOdds | UnsetType = UNSET
    """Prices and sizes per market of a game, in the taker's view."""
