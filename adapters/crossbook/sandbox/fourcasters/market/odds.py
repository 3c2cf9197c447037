"""American odds and amounts, exactly: fractions inside, decimals where they are shown."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from typing import Final

_EVEN: Final = 100
_MOST: Final = 100_000
_TENTH: Final = Decimal("0.1")
_WIDE: Final = Context(prec=120)
_MOST_DIGITS: Final = 60


def is_odds(odds: Decimal) -> bool:
    """Whether a number is American odds that the venue takes: 100 to 100000 on either side, at most one decimal."""
    return odds.is_finite() and _EVEN <= abs(odds) <= _MOST and odds % _TENTH == 0


def payoff(odds: Decimal) -> Fraction:
    """Return what one dollar at risk wins."""
    exact = Fraction(odds)
    return exact / _EVEN if exact > 0 else -_EVEN / exact


def rank(odds: Decimal) -> int:
    """Return a whole number that grows with what odds pay: tenths above or below even money."""
    return int(_position(odds).scaleb(1))


def within_a_percent(odds: Decimal, book: Decimal) -> bool:
    """Whether two prices are within 1 % of the second, counted through even money: +100 and -100 are one price."""
    return abs(_position(odds) - _position(book)) <= abs(book) / _EVEN


def american(won: Fraction) -> Decimal:
    """Return the whole American odds that come nearest to what one dollar wins."""
    if won <= 0:
        return Decimal(-_MOST)
    exact = won * _EVEN if won >= 1 else -_EVEN / won
    return shown(exact, 0)


def shown(value: Fraction, places: int = 6) -> Decimal:
    """Write an amount as a decimal: every digit where there is an end to them, rounded to so many places otherwise."""
    numerator, rest = value.numerator, value.denominator
    if rest == 1:
        return Decimal(numerator)
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    exact = _WIDE.divide(Decimal(numerator), Decimal(value.denominator))
    if rest == 1 and places and len(exact.as_tuple().digits) < _MOST_DIGITS:
        return exact
    return rounded(value, places).normalize(_WIDE) + 0


def rounded(value: Fraction, places: int) -> Decimal:
    """Write an amount with exactly so many decimals."""
    with localcontext(_WIDE):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)


def _position(odds: Decimal) -> Decimal:
    return odds - _EVEN if odds > 0 else odds + _EVEN
