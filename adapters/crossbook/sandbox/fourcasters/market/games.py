"""Games, and what can be bet on in one."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal, TypeAlias

from attrs import frozen

Phase: TypeAlias = Literal["upcoming", "live", "ended"]
"""How far a game is."""
MarketType: TypeAlias = Literal["moneyline", "spread", "total", "moneyline1x2"]
"""Kinds of market."""

MARKET_TYPES: Final[tuple[MarketType, ...]] = ("moneyline", "spread", "total", "moneyline1x2")
SPORTS: Final = {
    "NBA": "basketball",
    "NCAAB": "basketball",
    "NHL": "hockey",
    "MLB": "baseball",
    "NFL": "football",
    "NCAAF": "football",
    "ATP": "tennis",
    "WTA": "tennis",
    "UFCMMA": "mma",
    "NON-UFC": "mma",
    "PGA": "golf",
    "FED-EX-500": "golf",
}
"""Sports of the league codes that the documents show; every other code in them is of soccer."""
DRAW: Final = "draw"


@frozen(kw_only=True)
class Participant:
    """One side of a game."""

    id: str
    """24 hexadecimal digits."""
    long_name: str
    """The name as people write it."""
    short_name: str
    """The name in a few capitals."""
    rotation_number: str
    """The bookmakers' number for it, as text."""
    score: int | None = None
    """What the game was graded by; None before that, and where it was voided."""


@frozen(kw_only=True)
class FourcastersGame:
    """Snapshot of one game."""

    id: str
    """24 hexadecimal digits."""
    league: str
    """As the venue abbreviates it, such as NBA."""
    sport: str
    """In the venue's word, such as basketball."""
    away: Participant
    """The side that plays away; it stands first."""
    home: Participant
    """The side that plays at home."""
    starts_at: float
    """Seconds on the sandbox's clock."""
    phase: Phase
    """How far it is: upcoming, live or ended."""
    market_types: frozenset[str]
    """What can be bet on: moneyline, spread, total, moneyline1x2."""
    main_spread: Decimal | None
    """Main line of the home side, in points."""
    main_total: Decimal | None
    """Main total, in points."""
    event_name: str
    """What the venue shows it as."""
    tournament_name: str | None = None
    """The tournament, if there is one."""
    period_name: str = "Full Time"
    """The part of the game that it is about."""
    parent_game_id: str | None = None
    """The game that it is a part of, for periods and props."""
    is_specials: bool = False
    """Whether it counts as a future or another special."""
    is_prop: bool = False
    """Whether its parent lists it among its props."""
    is_graded: bool = False
    """Whether its bets were settled, or refunded."""
    adopts: frozenset[str] = frozenset()
    """Which sides, made up with the game, may still take the id that an order names: `away`, `home`."""

    @property
    def participants(self) -> tuple[Participant, Participant]:
        """Away, then home."""
        return self.away, self.home


@frozen
class MarketKey:
    """One market of two sides."""

    game_id: str
    """The game: 24 hexadecimal digits."""
    type: str
    """moneyline, spread, total or moneyline1x2."""
    line: Decimal | None = None
    """Points: in the away side's view on spreads, the total on totals."""
    outcome: str | None = None
    """On moneyline1x2: draw, or a participant's id."""


@frozen
class Selection:
    """One side of one market. The first side is away, over or yes."""

    key: MarketKey
    """The market."""
    first: bool
    """Whether it is the first side."""

    @property
    def index(self) -> int:
        """0 for the first side, 1 for the second."""
        return 0 if self.first else 1

    @property
    def opposite(self) -> Selection:
        """Give the other side of the market."""
        return Selection(self.key, not self.first)


@frozen
class SideNames:
    """How an order on a selection names it: the members `side`, `number` and `market`."""

    side: str
    number: Decimal | None
    market: str | None


def select(game: FourcastersGame, market_type: str, names: SideNames) -> Selection | str:
    """Find what an order is for, or say what about it cannot be. The texts are the sandbox's own: no page shows one."""
    if market_type not in MARKET_TYPES:
        return f"expected a type of {', '.join(MARKET_TYPES)}, found {market_type!r}"
    if market_type not in game.market_types:
        return f"expected a market of this game ({', '.join(sorted(game.market_types))}), found {market_type}"
    ids = (game.away.id, game.home.id)
    match market_type:
        case "total":
            expected: tuple[str, ...] = ("over", "under")
        case "moneyline1x2":
            expected = ("yes", "no")
        case _:
            expected = ids
    side = names.side.lower() if expected is ids else names.side
    if side not in expected:
        return f"expected a side of {', '.join(expected)} on a {market_type}, found {names.side!r}"
    first, line, outcome = side == expected[0], None, None
    if market_type in ("spread", "total"):
        if names.number is None:
            return f"expected a number on a {market_type}, found none"
        line = names.number if market_type == "total" or first else -names.number
    if market_type == "moneyline1x2":
        outcome = names.market if names.market == DRAW else (names.market or "").lower()
        if outcome not in (DRAW, *ids):
            return f"expected a market of {', '.join((DRAW, *ids))}, found {names.market!r}"
    return Selection(MarketKey(game.id, market_type, line, outcome), first)


def label(game: FourcastersGame, market_type: str, names: SideNames) -> str:
    """Say in words what an order on a side is for: `Dallas Mavericks +3.5`."""
    long_names = {side.id: side.long_name for side in game.participants}
    match market_type:
        case "moneyline":
            return f"{long_names[names.side]} ML"
        case "spread":
            return f"{long_names[names.side]} {names.number or 0:+f}"
        case "total":
            return f"{names.side} {names.number or 0:f}"
        case _:  # no page shows one
            return f"{long_names.get(names.market or '', names.market)} {names.side}"


def name(game: FourcastersGame, selection: Selection) -> SideNames:
    """Write a selection the way an order on it would."""
    key, first = selection.key, selection.first
    match key.type:
        case "total":
            return SideNames("over" if first else "under", key.line, None)
        case "moneyline1x2":
            return SideNames("yes" if first else "no", None, key.outcome)
        case _:
            line = None if key.line is None else key.line if first else -key.line
            return SideNames((game.away if first else game.home).id, line, None)
