"""Best and average prices of a game, as getOddsForAveragePrice gives them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import frozen

from crossbook.sandbox.clock import Clock
from crossbook.sandbox.fourcasters.market.bets import RATE
from crossbook.sandbox.fourcasters.market.exchange import Exchange
from crossbook.sandbox.fourcasters.market.games import FourcastersGame, MarketKey, Selection
from crossbook.sandbox.fourcasters.market.odds import american, payoff, shown
from crossbook.sandbox.fourcasters.writing import games
from crossbook.sandbox.fourcasters.writing.books import main_lines, matched_volume
from crossbook.sandbox.wire import Json, JsonObject

_SWEPT: Final = 500
"""USD that the average is over, at least."""


@frozen
class _Level:
    """Stake that can be had at a price."""

    odds: Decimal
    stake: Fraction


def average_prices(game: FourcastersGame, exchange: Exchange, clock: Clock) -> JsonObject:
    """Write a GameAveragePrice. Spreads and totals are those of the main lines; no page says what else they could be."""
    away_line = None if game.main_spread is None else -game.main_spread
    sides = {
        "HomeMoneyline": _levels(exchange, MarketKey(game.id, "moneyline"), first=False),
        "AwayMoneyline": _levels(exchange, MarketKey(game.id, "moneyline"), first=True),
        "HomeSpread": _levels(exchange, MarketKey(game.id, "spread", away_line), first=False),
        "AwaySpread": _levels(exchange, MarketKey(game.id, "spread", away_line), first=True),
        "Over": _levels(exchange, MarketKey(game.id, "total", game.main_total), first=True),
        "Under": _levels(exchange, MarketKey(game.id, "total", game.main_total), first=False),
    }
    odds: JsonObject = {}
    for side, levels in sides.items():
        odds |= _prices(side, levels)
    most = {side: sum((level.stake for level in levels), Fraction(0)) for side, levels in sides.items()}
    odds |= {
        **main_lines(game),
        "homeMoneylineMaxBet": _whole(most["HomeMoneyline"]),
        "awayMoneylineMaxBet": _whole(most["AwayMoneyline"]),
        "maxMoneyLineBet": _whole(max(most["HomeMoneyline"], most["AwayMoneyline"])),
        "maxOverBet": _whole(most["Over"]),
        "maxUnderBet": _whole(most["Under"]),
        "maxTotalBet": _whole(max(most["Over"], most["Under"])),
        "maxHomeSpreadBet": _whole(most["HomeSpread"]),
        "maxAwaySpreadBet": _whole(most["AwaySpread"]),
        "maxSpreadBet": _whole(max(most["HomeSpread"], most["AwaySpread"])),
    }
    volume: Json = shown(matched_volume(exchange, game.id))
    return {**games.game(game, clock), "matchedVolume": volume, **main_lines(game), "odds": odds}


def _levels(exchange: Exchange, key: MarketKey, *, first: bool) -> list[_Level]:
    resting = exchange.queue(Selection(key, not first))
    return [_Level(-order.odds, left * payoff(order.odds)) for order, left in resting]


def _prices(side: str, levels: list[_Level]) -> JsonObject:
    names = (f"average{side}", f"best{side}", f"best{side}WithCommission", f"best{side}PriceLimit")
    if not levels:
        return dict.fromkeys(names)
    best = payoff(levels[0].odds)
    at_best = sum((level.stake for level in levels if payoff(level.odds) == best), Fraction(0))
    # Commission on a win lowers what is won; that on a loss is not part of a price.
    values = (american(_average(levels)), levels[0].odds, american(best * (1 - RATE)), _whole(at_best))
    return dict(zip(names, values, strict=True))


def _average(levels: list[_Level]) -> Fraction:
    """Return what a dollar wins on average in a sweep of the levels, as far as they go."""
    staked, won = Fraction(0), Fraction(0)
    for level in levels:
        stake = min(level.stake, _SWEPT - staked)
        staked, won = staked + stake, won + stake * payoff(level.odds)
        if staked >= _SWEPT:
            break
    return won / staked


def _whole(value: Fraction) -> Decimal:
    """Whole dollars, as the pages have integers here; never more than there is."""
    return Decimal(value.numerator // value.denominator)
