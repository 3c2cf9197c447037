# Generated from specs/fourcasters/price-feed.schema.yaml by `nox -s regenerate`. Do not edit.

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import define
from msgspec import UNSET, UnsetType

MarketType: TypeAlias = Literal["moneyline", "spread", "total", "moneyline1x2"]
"""
Kind of market. moneyline1x2 is the three-way market of soccer.
"""


OverUnder: TypeAlias = Literal["over", "under"]
"""
Side of a total.
"""


GameMessageType: TypeAlias = Literal["marketOpen", "marketClosed"]
"""
What made the venue send the game.
"""


@define(frozen=True, kw_only=True, slots=False)
class SubscribeRequest:
    """
    Payload of subscribe.
    """

    gameIDs: tuple[str, ...]
    """
    Game ids; each also brings the games whose parent it is. Empty texts are ignored.
    """
    leagueIDs: tuple[str, ...]
    """
    League codes as this feed spells them, in any case. Empty texts are ignored.
    """
    sportIDs: tuple[str, ...]
    """
    Sports, in any case. Empty texts are ignored.
    """
    replace: bool
    """
    Whether to drop what was chosen before.
    """


@define(frozen=True, kw_only=True, slots=False)
class SubscribeFrame:
    """
    Frame of subscribe.
    """

    type: Literal["subscribe"] = "subscribe"
    gameIDs: tuple[str, ...]
    """
    Game ids.
    """
    leagueIDs: tuple[str, ...]
    """
    League codes.
    """
    sportIDs: tuple[str, ...]
    """
    Sports.
    """
    replace: bool
    """
    Whether to drop what was chosen before.
    """


@define(frozen=True, kw_only=True, slots=False)
class UnsubscribeRequest:
    """
    Payload of unsubscribe.
    """

    gameIDs: tuple[str, ...]
    """
    Game ids.
    """
    leagueIDs: tuple[str, ...]
    """
    League codes, in any case.
    """
    sportIDs: tuple[str, ...]
    """
    Sports, in any case.
    """


@define(frozen=True, kw_only=True, slots=False)
class UnsubscribeFrame:
    """
    Frame of unsubscribe.
    """

    type: Literal["unsubscribe"] = "unsubscribe"
    gameIDs: tuple[str, ...]
    """
    Game ids.
    """
    leagueIDs: tuple[str, ...]
    """
    League codes.
    """
    sportIDs: tuple[str, ...]
    """
    Sports.
    """


@define(frozen=True, kw_only=True, slots=False)
class SubscribeAllFrame:
    """
    Frame of subscribeAll.
    """

    type: Literal["subscribeAll"] = "subscribeAll"


@define(frozen=True, kw_only=True, slots=False)
class OrderbookOrder:
    """
    A resting order, in the view of who might take it.
    """

    id: str | UnsetType = UNSET
    """
    Order id.
    """
    type: MarketType | str | UnsetType = UNSET
    """
    Kind of market.
    """
    createdBy: str | UnsetType = UNSET
    """
    User id of the maker; only on the caller's own orders.
    """
    sumUntaken: Decimal | UnsetType = UNSET
    """
    USD that a taker may still stake at odds, which is what the maker may still win.
    """
    bet: Decimal | UnsetType = UNSET
    """
    USD at risk for the maker in the whole order; a taker of all of it would win this.
    """
    odds: Decimal | UnsetType = UNSET
    """
    American odds that a taker gets.
    """
    gameID: str | UnsetType = UNSET
    """
    Game id.
    """
    takenRatio: Decimal | None | UnsetType = UNSET
    """
    Fraction of the order that is matched, 0 to 1.
    """
    expiry: str | None | UnsetType = UNSET
    """
    When the order expires, ISO 8601; null when no time is set.
    """
    createdAt: str | UnsetType = UNSET
    """
    When the order was created, ISO 8601.
    """
    gameStartExpiry: bool | UnsetType = UNSET
    """
    Whether the order is cancelled when the game starts.
    """
    isPostArb: bool | UnsetType = UNSET
    """
    Only on postArb orders, and then true.
    """
    mockOrder: bool | UnsetType = UNSET
    """
    Meaning undocumented.
    """
    participantID: str | None | UnsetType = UNSET
    """
    Moneyline and spread: participant id. Null and empty mean none.
    """
    spread: Decimal | None | UnsetType = UNSET
    """
    Spread: line in points.
    """
    total: Decimal | None | UnsetType = UNSET
    """
    Total: line in points.
    """
    OU: OverUnder | str | None | None | UnsetType = UNSET
    """
    Total: side.
    """
    market: str | None | UnsetType = UNSET
    """
    moneyline1x2: draw, or the id of a participant. Means nothing otherwise.
    """
    side: str | None | UnsetType = UNSET
    """
    moneyline1x2: yes or no; total: over or under.
    """


@define(frozen=True, kw_only=True, slots=False)
class OrderUpdate:
    """
    The orders of one side of a market, after one of them changed.
    """

    gameID: str
    """
    Game id.
    """
    type: MarketType | str
    """
    Kind of market.
    """
    sideOrders: tuple[OrderbookOrder, ...]
    """
    Orders on that side and line that the receiver may see: the own ones and those that can be matched.
    """
    epoch: int | UnsetType = UNSET
    """
    Meaning undocumented.
    """
    parentGameID: str | None | UnsetType = UNSET
    """
    Id of the game this one is a part of, if any.
    """
    sport: str | UnsetType = UNSET
    """
    Sport.
    """
    league: str | UnsetType = UNSET
    """
    League code as this feed spells it.
    """
    live: bool | UnsetType = UNSET
    """
    Whether the game is live.
    """
    participantID: str | None | UnsetType = UNSET
    """
    Moneyline and spread: participant id. Null and empty mean none.
    """
    market: str | None | UnsetType = UNSET
    """
    moneyline1x2: draw, or the id of a participant. Means nothing otherwise.
    """
    side: str | None | UnsetType = UNSET
    """
    moneyline1x2: yes or no; total: over or under.
    """
    OU: OverUnder | str | None | None | UnsetType = UNSET
    """
    Total: side.
    """
    total: Decimal | None | UnsetType = UNSET
    """
    Total: line in points.
    """
    spread: Decimal | None | UnsetType = UNSET
    """
    Spread: line in points.
    """
    mainHomeSpread: Decimal | None | UnsetType = UNSET
    """
    Main line of the home side's spread, in points.
    """
    mainAwaySpread: Decimal | None | UnsetType = UNSET
    """
    Main line of the away side's spread, in points.
    """
    mainTotal: Decimal | None | UnsetType = UNSET
    """
    Main line of the total, in points.
    """


OrderUpdateFrame: TypeAlias = tuple[Literal["orderUpdate"], OrderUpdate]
"""
Frame of orderUpdate.
"""


@define(frozen=True, kw_only=True, slots=False)
class Participant:
    """
    One side of a game.
    """

    id: str | UnsetType = UNSET
    """
    Participant id.
    """
    longName: str | UnsetType = UNSET
    """
    Full name.
    """
    shortName: str | UnsetType = UNSET
    """
    Short name.
    """
    homeAway: str | UnsetType = UNSET
    """
    home or away.
    """
    rotationNumber: str | None | UnsetType = UNSET
    """
    Rotation number as text.
    """
    mainPitcher: str | None | UnsetType = UNSET
    """
    Starting pitcher.
    """
    futuresSide: str | None | UnsetType = UNSET
    """
    Empty for ordinary games.
    """
    score: Decimal | UnsetType = UNSET
    """
    Final score; ended games only. Unit undocumented.
    """


OrdersByLine: TypeAlias = dict[str, list[OrderbookOrder]]
"""
Orders under their line in points, written as text such as -3.5 or 220.5.
"""


@define(frozen=True, kw_only=True, slots=False)
class HomeMoneylines1x2:
    """
    Soccer: orders on whether the home side wins.
    """

    homeYes: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """
    That it wins.
    """
    homeNo: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """
    That it does not win.
    """


@define(frozen=True, kw_only=True, slots=False)
class AwayMoneylines1x2:
    """
    Soccer: orders on whether the away side wins.
    """

    awayYes: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """
    That it wins.
    """
    awayNo: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """
    That it does not win.
    """


@define(frozen=True, kw_only=True, slots=False)
class Draw1x2:
    """
    Soccer: orders on whether the match is drawn.
    """

    drawYes: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """
    That it is drawn.
    """
    drawNo: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """
    That it is not drawn.
    """


@define(frozen=True, kw_only=True, slots=False)
class GameUpdate:
    """
    A game with its orders, which are in the view of who might take them.
    """

    id: str
    """
    Game id.
    """
    parentGameID: str | None | UnsetType = UNSET
    """
    Id of the game this one is a part of, if any.
    """
    league: str | UnsetType = UNSET
    """
    League code as this feed spells it.
    """
    sport: str | UnsetType = UNSET
    """
    Sport.
    """
    start: str | UnsetType = UNSET
    """
    Start, ISO 8601.
    """
    ended: bool | UnsetType = UNSET
    """
    Whether the game is over.
    """
    messageType: GameMessageType | str | UnsetType = UNSET
    """
    What made the venue send the game. Ignore unknown values.
    """
    participants: tuple[Participant, ...] | UnsetType = UNSET
    """
    Away, then home.
    """
    awayMoneylines: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """
    Orders on the away side.
    """
    homeMoneylines: tuple[OrderbookOrder, ...] | UnsetType = UNSET
    """
    Orders on the home side.
    """
    awaySpreads: OrdersByLine | UnsetType = UNSET
    homeSpreads: OrdersByLine | UnsetType = UNSET
    over: OrdersByLine | UnsetType = UNSET
    under: OrdersByLine | UnsetType = UNSET
    mainHomeSpread: Decimal | None | UnsetType = UNSET
    """
    Main line of the home side's spread, in points.
    """
    mainAwaySpread: Decimal | None | UnsetType = UNSET
    """
    Main line of the away side's spread, in points.
    """
    mainTotal: Decimal | None | UnsetType = UNSET
    """
    Main line of the total, in points.
    """
    homeMoneylines1x2: HomeMoneylines1x2 | UnsetType = UNSET
    awayMoneylines1x2: AwayMoneylines1x2 | UnsetType = UNSET
    draw1x2: Draw1x2 | UnsetType = UNSET
    cheapDataUID: str | UnsetType = UNSET
    """
    Id for matching lines across systems, hyphenated text.
    """
    live: bool | UnsetType = UNSET
    """
    Whether the game is live.
    """
    featured: bool | UnsetType = UNSET
    """
    Whether the venue features the game.
    """
    eventName: str | None | UnsetType = UNSET
    """
    Label; spelled differently per surface, so not a key.
    """
    tournamentName: str | None | UnsetType = UNSET
    """
    Tournament.
    """
    periodName: str | UnsetType = UNSET
    """
    Part of the game, e.g. Full Time, 1H, Set 1.
    """
    isSpecials: bool | UnsetType = UNSET
    """
    Whether the game is a future or another special.
    """
    openInterest: Decimal | UnsetType = UNSET
    """
    USD at risk for the makers of all orders resting on the game.
    """
    matchedVolume: Decimal | UnsetType = UNSET
    """
    USD matched on the game in total.
    """


GameUpdateFrame: TypeAlias = tuple[Literal["gameUpdate"], GameUpdate]
"""
Frame of gameUpdate.
"""


@define(frozen=True, kw_only=True, slots=False)
class MatchedVolumeUpdate:
    """
    How much is matched on a game.
    """

    gameID: str
    """
    Game id.
    """
    matchedVolume: Decimal
    """
    USD matched on the game in total: the new value, not a change.
    """
    parentGameID: str | None | UnsetType = UNSET
    """
    Id of the game this one is a part of, if any.
    """
    league: str | UnsetType = UNSET
    """
    League code as this feed spells it.
    """
    sport: str | UnsetType = UNSET
    """
    Sport.
    """


MatchedVolumeUpdateFrame: TypeAlias = tuple[Literal["matchedVolumeUpdate"], MatchedVolumeUpdate]
"""
Frame of matchedVolumeUpdate.
"""
