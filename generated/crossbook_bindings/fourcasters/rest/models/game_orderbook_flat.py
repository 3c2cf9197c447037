# Generated from specs/fourcasters/rest.openapi.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal

from attrs import define

from .orderbook_order import OrderbookOrder
from .participant import Participant


@define(frozen=True, kw_only=True, slots=False)
class GameOrderbookFlat:
    """A game with one list of resting orders per side of a market."""

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
    """Moneyline, away side, best price first."""
    homeMoneylines: tuple[OrderbookOrder, ...] | None = None
    """Moneyline, home side, best price first."""
    awaySpreads: tuple[OrderbookOrder, ...] | None = None
    """Spread, away side, all lines."""
    homeSpreads: tuple[OrderbookOrder, ...] | None = None
    """Spread, home side, all lines."""
    over: tuple[OrderbookOrder, ...] | None = None
    """Total, over, all lines."""
    under: tuple[OrderbookOrder, ...] | None = None
    """Total, under, all lines."""
    awayMoneylines1x2: tuple[OrderbookOrder, ...] | None = None
    """Soccer only: moneyline1x2, away side."""
    homeMoneylines1x2: tuple[OrderbookOrder, ...] | None = None
    """Soccer only: moneyline1x2, home side."""
    draw1x2: tuple[OrderbookOrder, ...] | None = None
    """Soccer only: moneyline1x2, draw."""
    openInterest: Decimal | None = None
    """USD at risk in the resting orders of the game."""
    matchedVolume: Decimal | None = None
    """USD matched on the game."""
