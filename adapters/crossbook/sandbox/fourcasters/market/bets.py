"""Fills from either side, what they cost, and how they end."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from attrs import frozen

from crossbook.sandbox.fourcasters.market.games import DRAW, FourcastersGame, Selection

Origin: TypeAlias = Literal["offer", "wager"]

RATE: Final = Fraction(1, 100)
"""Commission of a taker: `commissionCharged` in every sample."""


@frozen(kw_only=True)
class Settlement:
    """How a bet ended."""

    share: Fraction
    """1 won, 0 pushed or refunded, -1 lost; halves on quarter lines."""
    refunded: bool
    fee: Fraction
    result: Fraction
    """USD won or lost, fee included."""
    at: float
    """Seconds on the sandbox's clock."""
    sequence: int


@frozen(kw_only=True)
class Bet:
    """One side of one fill. Amounts in USD, odds in this side's view."""

    tx_id: str
    """Id of the fill, the same on both sides."""
    order_id: str
    other_order_id: str
    account: str
    origin: Origin
    selection: Selection
    odds: Decimal
    stake: Fraction
    gross: Fraction
    """Win before commission."""
    rate: Fraction
    """Commission: 0 for makers and for postArb."""
    size: Fraction
    """USD at risk in the order as it was placed."""
    ticket: str
    wager_request_id: str
    user_reference: str | None
    is_post_arb: bool
    created_at: float
    matched_at: float
    settlement: Settlement | None = None

    # Fitted to all six samples of a fill with figures; no page states the formula.
    @property
    def fee_if_lost(self) -> Fraction:
        return self.rate * min(self.stake, self.gross)

    @property
    def risk(self) -> Fraction:
        """What is lost at worst, commission included."""
        return self.stake + self.fee_if_lost

    @property
    def win(self) -> Fraction:
        """What is won at best, net of commission."""
        return self.gross * (1 - self.rate)


@frozen
class Score:
    """A final score, or that the game is void."""

    away: int
    home: int
    void: bool = False


def settle(bet: Bet, share: Fraction, *, refunded: bool, at: float, sequence: int) -> Settlement:
    """Work out what a bet won or lost."""
    if share >= 0:
        fee, result = bet.rate * bet.gross * share, bet.gross * share
    else:
        fee, result = bet.fee_if_lost * -share, bet.stake * share
    return Settlement(share=share, refunded=refunded, fee=fee, result=result - fee, at=at, sequence=sequence)


def share_of(game: FourcastersGame, selection: Selection, score: Score) -> Fraction:
    """Say how a selection did: 1 won, 0 pushed, -1 lost, halves on quarter lines."""
    if score.void:
        return Fraction(0)
    key = selection.key
    won = _first_side(game, key.type, key.line, key.outcome, score)
    return won if selection.first else -won


def _first_side(game: FourcastersGame, market_type: str, line: Decimal | None, outcome: str | None, score: Score) -> Fraction:
    away, home = Fraction(score.away), Fraction(score.home)
    match market_type:
        case "moneyline":
            return _sign(away - home)
        case "moneyline1x2":
            happened = {DRAW: away == home, game.away.id: away > home, game.home.id: home > away}
            return Fraction(1 if happened[outcome or ""] else -1)
        case _:
            points = Fraction(line or 0)
            margin = away + points - home if market_type == "spread" else away + home - points
            # A quarter line is two half bets, on the lines a quarter to either side.
            apart = Fraction(1, 4) if (points * 4).denominator == 1 and points * 4 % 2 else Fraction(0)
            return (_sign(margin + apart) + _sign(margin - apart)) / 2


def _sign(value: Fraction) -> Fraction:
    return Fraction((value > 0) - (value < 0))
