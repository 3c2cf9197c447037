# Generated from specs/fourcasters/price-feed.schema.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import define

from crossbook_bindings.runtime import Unlisted, conform

MarketType: TypeAlias = Literal["moneyline", "spread", "total", "moneyline1x2"]
"""Kind of market. moneyline1x2 is the three-way market of soccer."""


OverUnder: TypeAlias = Literal["over", "under"]
"""Side of a total."""


GameMessageType: TypeAlias = Literal["marketOpen", "marketClosed"]
"""What made the venue send the game."""


@define(frozen=True, kw_only=True, slots=False)
class SubscribeRequest:
    """Payload of subscribe."""

    gameIDs: tuple[str, ...]
    """Game ids; each also brings the games whose parent it is. Empty texts are ignored."""
    leagueIDs: tuple[str, ...]
    """League codes as this feed spells them, in any case. Empty texts are ignored."""
    sportIDs: tuple[str, ...]
    """Sports, in any case. Empty texts are ignored."""
    replace: bool
    """Whether to drop what was chosen before."""

    def __attrs_post_init__(self) -> None:
        conform(self)


@define(frozen=True, kw_only=True, slots=False)
class SubscribeFrame:
    """Frame of subscribe."""

    type: Literal["subscribe"] = "subscribe"
    """Always "subscribe"."""
    gameIDs: tuple[str, ...]
    """Ids of the games, 24 hex digits each."""
    leagueIDs: tuple[str, ...]
    """League codes."""
    sportIDs: tuple[str, ...]
    """Sports."""
    replace: bool
    """Whether to drop what was chosen before."""

    def __attrs_post_init__(self) -> None:
        conform(self)


@define(frozen=True, kw_only=True, slots=False)
class UnsubscribeRequest:
    """Payload of unsubscribe."""

    gameIDs: tuple[str, ...]
    """Ids of the games, 24 hex digits each."""
    leagueIDs: tuple[str, ...]
    """League codes, in any case."""
    sportIDs: tuple[str, ...]
    """Sports, in any case."""

    def __attrs_post_init__(self) -> None:
        conform(self)


@define(frozen=True, kw_only=True, slots=False)
class UnsubscribeFrame:
    """Frame of unsubscribe."""

    type: Literal["unsubscribe"] = "unsubscribe"
    """Always "unsubscribe"."""
    gameIDs: tuple[str, ...]
    """Ids of the games, 24 hex digits each."""
    leagueIDs: tuple[str, ...]
    """League codes."""
    sportIDs: tuple[str, ...]
    """Sports."""

    def __attrs_post_init__(self) -> None:
        conform(self)


@define(frozen=True, kw_only=True, slots=False)
class SubscribeAllFrame:
    """Frame of subscribeAll."""

    type: Literal["subscribeAll"] = "subscribeAll"
    """Always "subscribeAll"."""

    def __attrs_post_init__(self) -> None:
        conform(self)


@define(frozen=True, kw_only=True, slots=False)
class OrderbookOrder:
    """A resting order, in the view of who might take it."""

    id: str | None = None
    """The order's id, 24 hex digits."""
    type: MarketType | Unlisted | None = None
    """Kind of market."""
    createdBy: str | None = None
    """User id of the maker; only on the caller's own orders."""
    sumUntaken: Decimal | None = None
    """USD that a taker may still stake at odds, which is what the maker may still win."""
    bet: Decimal | None = None
    """USD at risk for the maker in the whole order; a taker of all of it would win this."""
    odds: Decimal | None = None
    """American odds that a taker gets."""
    gameID: str | None = None
    """Id of the game, 24 hex digits."""
    takenRatio: Decimal | None = None
    """Fraction of the order that is matched, 0 to 1."""
    expiry: str | None = None
    """When the order expires, ISO 8601; null when no time is set."""
    createdAt: str | None = None
    """When the order was created, ISO 8601."""
    gameStartExpiry: bool | None = None
    """Whether the order is cancelled when the game starts."""
    isPostArb: bool | None = None
    """Only on postArb orders, and then true."""
    mockOrder: bool | None = None
    """Meaning undocumented."""
    participantID: str | None = None
    """Moneyline and spread: participant id. Null and empty mean none."""
    spread: Decimal | None = None
    """Spread: line in points."""
    total: Decimal | None = None
    """Total: line in points."""
    OU: OverUnder | Unlisted | None = None
    """Total: side."""
    market: str | None = None
    """moneyline1x2: draw, or the id of a participant. Means nothing otherwise."""
    side: str | None = None
    """moneyline1x2: yes or no; total: over or under."""


@define(frozen=True, kw_only=True, slots=False)
class OrderUpdate:
    """The orders of one side of a market, after one of them changed."""

    gameID: str
    """Id of the game, 24 hex digits."""
    type: MarketType | Unlisted
    """Kind of market."""
    sideOrders: tuple[OrderbookOrder, ...]
    """Orders on that side and line that the receiver may see: the own ones and those that can be matched."""
    epoch: int | None = None
    """Meaning undocumented."""
    parentGameID: str | None = None
    """Id of the game this one is a part of, if any."""
    sport: str | None = None
    """Name of the sport."""
    league: str | None = None
    """League code as this feed spells it."""
    live: bool | None = None
    """Whether the game is live."""
    participantID: str | None = None
    """Moneyline and spread: participant id. Null and empty mean none."""
    market: str | None = None
    """moneyline1x2: draw, or the id of a participant. Means nothing otherwise."""
    side: str | None = None
    """moneyline1x2: yes or no; total: over or under."""
    OU: OverUnder | Unlisted | None = None
    """Total: side."""
    total: Decimal | None = None
    """Total: line in points."""
    spread: Decimal | None = None
    """Spread: line in points."""
    mainHomeSpread: Decimal | None = None
    """Main line of the home side's spread, in points."""
    mainAwaySpread: Decimal | None = None
    """Main line of the away side's spread, in points."""
    mainTotal: Decimal | None = None
    """Main line of the total, in points."""


OrderUpdateFrame: TypeAlias = tuple[Literal["orderUpdate"], OrderUpdate]
"""Frame of orderUpdate."""


@define(frozen=True, kw_only=True, slots=False)
class Participant:
    """One side of a game."""

    id: str | None = None
    """Participant id."""
    longName: str | None = None
    """Full name."""
    shortName: str | None = None
    """Name in a short form."""
    homeAway: str | None = None
    """home or away."""
    rotationNumber: str | None = None
    """Rotation number as text."""
    mainPitcher: str | None = None
    """Starting pitcher."""
    futuresSide: str | None = None
    """Empty for ordinary games."""
    score: Decimal | None = None
    """Final score; ended games only. Unit undocumented."""


OrdersByLine: TypeAlias = dict[str, list[OrderbookOrder]]
"""Orders under their line in points, written as text such as -3.5 or 220.5."""


@define(frozen=True, kw_only=True, slots=False)
class HomeMoneylines1x2:
    """Soccer: orders on whether the home side wins."""

    homeYes: tuple[OrderbookOrder, ...] | None = None
    """That it wins."""
    homeNo: tuple[OrderbookOrder, ...] | None = None
    """That it does not win."""


@define(frozen=True, kw_only=True, slots=False)
class AwayMoneylines1x2:
    """Soccer: orders on whether the away side wins."""

    awayYes: tuple[OrderbookOrder, ...] | None = None
    """That it wins."""
    awayNo: tuple[OrderbookOrder, ...] | None = None
    """That it does not win."""


@define(frozen=True, kw_only=True, slots=False)
class Draw1x2:
    """Soccer: orders on whether the match is drawn."""

    drawYes: tuple[OrderbookOrder, ...] | None = None
    """That it is drawn."""
    drawNo: tuple[OrderbookOrder, ...] | None = None
    """That it is not drawn."""


@define(frozen=True, kw_only=True, slots=False)
class GameUpdate:
    """A game with its orders, which are in the view of who might take them."""

    id: str
    """Id of the game, 24 hex digits."""
    parentGameID: str | None = None
    """Id of the game this one is a part of, if any."""
    league: str | None = None
    """League code as this feed spells it."""
    sport: str | None = None
    """Name of the sport."""
    start: str | None = None
    """Start, ISO 8601."""
    ended: bool | None = None
    """Whether the game is over."""
    messageType: GameMessageType | Unlisted | None = None
    """What made the venue send the game. Ignore unknown values."""
    participants: tuple[Participant, ...] | None = None
    """Away, then home."""
    awayMoneylines: tuple[OrderbookOrder, ...] | None = None
    """Orders on the away side."""
    homeMoneylines: tuple[OrderbookOrder, ...] | None = None
    """Orders on the home side."""
    awaySpreads: OrdersByLine | None = None
    """Orders under their line in points, written as text such as -3.5 or 220.5."""
    homeSpreads: OrdersByLine | None = None
    """Orders under their line in points, written as text such as -3.5 or 220.5."""
    over: OrdersByLine | None = None
    """Orders under their line in points, written as text such as -3.5 or 220.5."""
    under: OrdersByLine | None = None
    """Orders under their line in points, written as text such as -3.5 or 220.5."""
    mainHomeSpread: Decimal | None = None
    """Main line of the home side's spread, in points."""
    mainAwaySpread: Decimal | None = None
    """Main line of the away side's spread, in points."""
    mainTotal: Decimal | None = None
    """Main line of the total, in points."""
    homeMoneylines1x2: HomeMoneylines1x2 | None = None
    """Soccer: orders on whether the home side wins."""
    awayMoneylines1x2: AwayMoneylines1x2 | None = None
    """Soccer: orders on whether the away side wins."""
    draw1x2: Draw1x2 | None = None
    """Soccer: orders on whether the match is drawn."""
    cheapDataUID: str | None = None
    """Id for matching lines across systems, hyphenated text."""
    live: bool | None = None
    """Whether the game is live."""
    featured: bool | None = None
    """Whether the venue features the game."""
    eventName: str | None = None
    """Label; spelled differently per surface, so not a key."""
    tournamentName: str | None = None
    """Tournament."""
    periodName: str | None = None
    """Part of the game, e.g. Full Time, 1H, Set 1."""
    isSpecials: bool | None = None
    """Whether the game is a future or another special."""
    openInterest: Decimal | None = None
    """USD at risk for the makers of all orders resting on the game."""
    matchedVolume: Decimal | None = None
    """USD matched on the game in total."""


GameUpdateFrame: TypeAlias = tuple[Literal["gameUpdate"], GameUpdate]
"""Frame of gameUpdate."""


@define(frozen=True, kw_only=True, slots=False)
class MatchedVolumeUpdate:
    """How much is matched on a game."""

    gameID: str
    """Id of the game, 24 hex digits."""
    matchedVolume: Decimal
    """USD matched on the game in total: the new value, not a change."""
    parentGameID: str | None = None
    """Id of the game this one is a part of, if any."""
    league: str | None = None
    """League code as this feed spells it."""
    sport: str | None = None
    """Name of the sport."""


MatchedVolumeUpdateFrame: TypeAlias = tuple[Literal["matchedVolumeUpdate"], MatchedVolumeUpdate]
"""Frame of matchedVolumeUpdate."""
