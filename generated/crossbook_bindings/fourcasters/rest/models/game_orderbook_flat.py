# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define
from msgspec import UNSET, UnsetType

from .orderbook_order import OrderbookOrder
from .participant import Participant


@define(frozen=True, kw_only=True, slots=False)
class GameOrderbookFlat:
    """A game with one list of resting orders per side of a market."""

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
    """Moneyline, away side, best price first."""
    homeMoneylines: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """Moneyline, home side, best price first."""
    awaySpreads: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """Spread, away side, all lines."""
    homeSpreads: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """Spread, home side, all lines."""
    over: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """Total, over, all lines."""
    under: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """Total, under, all lines."""
    awayMoneylines1x2: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """Soccer only: moneyline1x2, away side."""
    homeMoneylines1x2: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """Soccer only: moneyline1x2, home side."""
    draw1x2: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """Soccer only: moneyline1x2, draw."""
    openInterest: Decimal | UnsetType = UNSET
    """USD at risk in the resting orders of the game."""
    matchedVolume: Decimal | UnsetType = UNSET
    """USD matched on the game."""
