"""Order books, in their taker's view: flat, and nested by line."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from crossbook.sandbox.clock import Clock, timestamp
from crossbook.sandbox.fourcasters.market.exchange import Exchange
from crossbook.sandbox.fourcasters.market.games import DRAW, FourcastersGame, MarketKey, Selection, name
from crossbook.sandbox.fourcasters.market.odds import payoff, shown
from crossbook.sandbox.fourcasters.market.orders import FourcastersOrder
from crossbook.sandbox.fourcasters.writing import games
from crossbook.sandbox.wire import Json, JsonObject


def row(order: FourcastersOrder, left: Fraction, game: FourcastersGame, account: str, clock: Clock) -> JsonObject:
    """Write an OrderbookOrder: odds, side and line are what a taker gets."""
    taken = name(game, order.selection.opposite)
    written: JsonObject = {
        "id": order.id,
        "type": order.market_type,
        "sumUntaken": shown(left * payoff(order.odds)),
        "bet": order.bet,
        "odds": -order.odds,
        "gameID": order.game_id,
        "takenRatio": shown(order.matched / order.size),
        "expiry": None if order.expires_at is None else timestamp(clock.wall_at(order.expires_at)),
        "createdAt": timestamp(order.created_at),
        "gameStartExpiry": order.expires_at_start,
    }
    match order.market_type:
        case "total":
            written |= {"total": taken.number, "OU": taken.side}
        case "moneyline1x2":
            written |= {"market": taken.market, "side": taken.side}
        case "spread":
            written |= {"spread": taken.number, "participantID": taken.side}
        case _:
            written |= {"participantID": taken.side}
    if order.owner == account:
        written["createdBy"] = account
    return {**written, "isPostArb": True} if order.is_post_arb else written


class Books:
    """The books of games, as one account sees them."""

    def __init__(self, exchange: Exchange, clock: Clock, account: str) -> None:
        self._exchange = exchange
        self._clock = clock
        self._account = account

    def flat(self, game: FourcastersGame) -> JsonObject:
        """Write a GameOrderbookFlat."""
        written: JsonObject = {
            "awayMoneylines": self._side(game, "moneyline", first=True),
            "homeMoneylines": self._side(game, "moneyline", first=False),
            "awaySpreads": self._side(game, "spread", first=True),
            "homeSpreads": self._side(game, "spread", first=False),
            "over": self._side(game, "total", first=True),
            "under": self._side(game, "total", first=False),
        }
        if game.sport == "soccer":
            for member, outcome in _three_way(game).items():
                # Both sides in one list: each row says yes or no.
                written[member] = [*self._rows(game, outcome, first=True), *self._rows(game, outcome, first=False)]
        return {**games.game(game, self._clock), **written, **self._volumes(game)}

    def nested(self, game: FourcastersGame) -> JsonObject:
        """Write a GameOrderbookNested."""
        return {**games.game(game, self._clock), **self.sides_by_line(game), **main_lines(game), **self._volumes(game)}

    def sides_by_line(self, game: FourcastersGame) -> JsonObject:
        """Write the orders of a GameOrderbookNested."""
        written: JsonObject = {
            "awayMoneylines": self._side(game, "moneyline", first=True),
            "homeMoneylines": self._side(game, "moneyline", first=False),
            "awaySpreads": self._lines(game, "spread", first=True),
            "homeSpreads": self._lines(game, "spread", first=False),
            "over": self._lines(game, "total", first=True),
            "under": self._lines(game, "total", first=False),
        }
        if game.sport == "soccer":
            for member, outcome in _three_way(game).items():
                stem = member.removesuffix("Moneylines1x2").removesuffix("1x2")
                yes: list[Json] = [*self._rows(game, outcome, first=True)]
                no: list[Json] = [*self._rows(game, outcome, first=False)]
                written[member] = {f"{stem}Yes": yes, f"{stem}No": no}
        return written

    def _side(self, game: FourcastersGame, market_type: str, *, first: bool) -> list[Json]:
        keys = [key for key in self._exchange.keys(game.id) if key.type == market_type]
        ordered = sorted(keys, key=lambda key: key.line or Decimal(0))
        return [shown_row for key in ordered for shown_row in self._rows(game, key, first=first)]

    def _lines(self, game: FourcastersGame, market_type: str, *, first: bool) -> JsonObject:
        by_line: JsonObject = {}
        for key in self._exchange.keys(game.id):
            rows: list[Json] = [*self._rows(game, key, first=first)] if key.type == market_type else []
            if rows:
                by_line[line_text(name(game, Selection(key, first)).number or Decimal(0))] = rows
        return by_line

    def _rows(self, game: FourcastersGame, key: MarketKey, *, first: bool) -> list[JsonObject]:
        """Give what takers of a side can have: the orders that rest on the other one."""
        resting = self._exchange.queue(Selection(key, not first))
        return [row(order, left, game, self._account, self._clock) for order, left in resting]

    def _volumes(self, game: FourcastersGame) -> JsonObject:
        interest = sum((order.size for order in self._exchange.open_orders(game_id=game.id)), Fraction(0))
        return {"openInterest": shown(interest), "matchedVolume": shown(matched_volume(self._exchange, game.id))}


def main_lines(game: FourcastersGame) -> JsonObject:
    """Write the main lines: text, number, text, as the pages show them."""
    spread, total = game.main_spread, game.main_total
    return {
        "mainHomeSpread": None if spread is None else line_text(spread),
        "mainAwaySpread": None if spread is None else -spread,
        "mainTotal": None if total is None else line_text(total),
    }


def matched_volume(exchange: Exchange, game_id: str) -> Fraction:
    """Add up the stakes of both sides of every fill on a game, before commission."""
    return sum((bet.stake for bet in exchange.bets if bet.selection.key.game_id == game_id), Fraction(0))


def line_text(line: Decimal) -> str:
    """Write a line as the key of a nested book: `-3.5`, `6`."""
    return format(line.normalize() + 0, "f")


def _three_way(game: FourcastersGame) -> dict[str, MarketKey]:
    outcomes = {"awayMoneylines1x2": game.away.id, "homeMoneylines1x2": game.home.id, "draw1x2": DRAW}
    return {member: MarketKey(game.id, "moneyline1x2", None, outcome) for member, outcome in outcomes.items()}
