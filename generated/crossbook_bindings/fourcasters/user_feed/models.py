# Generated from specs/fourcasters/user-feed.schema.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from crossbook_bindings.runtime import Unlisted

MarketType: TypeAlias = Literal["moneyline", "spread", "total", "moneyline1x2"]
"""Kind of market. moneyline1x2 is the three-way market of soccer."""


Origin: TypeAlias = Literal["offer", "wager"]
"""Part the caller played: offer is the maker, wager the taker."""


class MatchedBlock(Struct, frozen=True, kw_only=True):
    """A fill, as the caller sees it."""

    txID: str
    """Id of the fill, as in the REST lists of bets."""
    orderID: str
    """To a maker, the id of the own resting order; to a taker, that of the order hit. Never cancel the latter."""
    wagerRequestID: str
    """Id the venue gave to the caller's order when it was placed."""
    amount: Decimal
    """USD staked in this fill before commission. Equals risk for makers only."""
    risk: Decimal
    """USD at risk; for a taker, commission on a loss included. Rounded to 2 decimals."""
    win: Decimal
    """USD to win; for a taker, net of commission. Rounded to 2 decimals."""
    odds: Decimal
    """American odds of the caller's side."""
    type: MarketType | Unlisted
    """Kind of market."""
    side: str
    """Participant id on moneylines and spreads; over or under on totals; yes or no on moneyline1x2."""
    number: Decimal | None = None
    """Spread and total: line in points."""
    market: str | None = None
    """moneyline1x2 only: draw, or the id of a participant."""
    userReference: str | None = None
    """The caller's name for the order."""
    isPostArb: bool | None = None
    """Only on postArb orders, and then true."""


class UnmatchedBlock(Struct, frozen=True, kw_only=True):
    """The caller's resting order after the event."""

    orderID: str
    """The order's id, 24 hex digits."""
    wagerRequestID: str
    """Id the venue gave to the order when it was placed."""
    filled: Decimal
    """On a fill, USD at risk matched by this event alone; on a cancel, USD at risk matched before; 0 on placing."""
    offered: Decimal
    """USD at risk in the whole order; 0 on a cancel, which is what marks it."""
    remaining: Decimal
    """USD at risk still resting; 0 when all is matched, and on a cancel."""
    odds: Decimal
    """American odds of the caller's side."""
    type: MarketType | Unlisted
    """Kind of market."""
    side: str
    """Participant id on moneylines and spreads; over or under on totals; yes or no on moneyline1x2."""
    number: Decimal | None = None
    """Spread and total: line in points."""
    market: str | None = None
    """moneyline1x2 only: draw, or the id of a participant."""
    userReference: str | None = None
    """The caller's name for the order."""
    isPostArb: bool | None = None
    """Only on postArb orders, and then true."""


class UserEvent(Struct, frozen=True, kw_only=True):
    """Something that happened to an order of the caller."""

    messageID: str
    """Position in the feed, <milliseconds>-<sequence>; it only increases."""
    matched: MatchedBlock | None = None
    """The fill; null when there was none."""
    unmatched: UnmatchedBlock | None = None
    """The resting order; null on a taker's fill."""
    origin: Origin | Unlisted | None = None
    """Part the caller played; offer whenever unmatched is there."""
    gameID: str | None = None
    """Id of the game, 24 hex digits."""
    parentGameID: str | None = None
    """Id of the game this one is a part of, if any."""
    eventName: str | None = None
    """Label; spelled differently per surface, so not a key."""
    awayRotationNumber: str | None = None
    """Rotation number of the away side as text."""
    league: str | None = None
    """League code."""
    sport: str | None = None
    """Name of the sport."""
    live: bool | None = None
    """Whether the game is live."""
    start: str | None = None
    """Start of the game, RFC 3339."""
    platform: str | None = None
    """Where the order came from, e.g. api, web, mobile."""
    createdAt: str | None = None
    """When it happened, RFC 3339."""
