"""Four ways to write odds. Between them stands what one unit at risk wins: 3/2 for +150, 2.50, 3/2 and 40%."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from crossbook.prices.exact import Exact, InvalidPrice, as_decimal, exact, shown

Notation: TypeAlias = Literal["american", "decimal", "fractional", "probability"]
"""How odds are written: "+150", "2.50", "3/2" or "40%"."""

HUNDRED: Final = 100
_CENTS: Final = 2
_MINUS: Final = "\N{MINUS SIGN}"
_EVEN: Final = ("even", "evens", "ev")
# A text in one notation is not read as another: "+150" is no decimal odds, and "5/2" is neither 2.5 nor a probability.
_PLAIN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_RATIO: Final = re.compile(r"[0-9]+(?:/0*[1-9][0-9]*)?")


def from_american(value: Exact) -> Fraction:
    """Read American odds: +150 wins 150 for 100 at risk, -110 wins 100 for 110 at risk."""
    expected = "American odds, 100 or more on either side of 0"
    number = exact(value.replace(_MINUS, "-") if isinstance(value, str) else value, expected)
    if abs(number) < HUNDRED:
        raise InvalidPrice(expected, shown(value))
    return number / HUNDRED if number > 0 else -HUNDRED / number


def from_decimal(value: Exact) -> Fraction:
    """Read decimal odds: 2.50 gives back 2.50 for 1 at risk, which is in it."""
    expected = "decimal odds above 1"
    number = exact(value, expected, _PLAIN)
    if number <= 1:
        raise InvalidPrice(expected, shown(value))
    return number - 1


def from_fractional(value: Exact) -> Fraction:
    """Read fractional odds: 3/2 wins 3 for 2 at risk."""
    expected = "fractional odds above 0"
    number = exact(value, expected, _RATIO)
    if number <= 0:
        raise InvalidPrice(expected, shown(value))
    return number


def from_probability(value: Exact) -> Fraction:
    """Read the probability at which odds are fair: between 0 and 1, or text such as "42%"."""
    expected = "a probability between 0 and 1, neither of them included"
    if isinstance(value, str) and value.endswith("%"):
        number = exact(value[:-1], expected, _PLAIN) / HUNDRED
    else:
        number = exact(value, expected, _PLAIN)
    if not 0 < number < 1:
        raise InvalidPrice(expected, shown(value))
    return 1 / number - 1


def to_american(win: Fraction) -> Fraction:
    """Give American odds. Even money is +100, never -100."""
    return win * HUNDRED if win >= 1 else -HUNDRED / win


def read(text: object) -> Fraction:
    """Read odds in whichever notation they are written. Raises InvalidPrice, also where a text could be two of them."""
    expected = 'odds such as "+150", "-110", "2.50", "3/2", "42%" or "even"'
    if not isinstance(text, str):
        raise InvalidPrice(expected, f"{shown(text)} ({type(text).__name__})")
    plain = text.strip().replace(_MINUS, "-")
    if plain.casefold() in _EVEN:
        return Fraction(1)
    if plain.startswith(("+", "-")):
        return from_american(plain)
    if plain.endswith("%"):
        return from_probability(plain)
    if "/" in plain:
        return from_fractional(plain)
    if "." in plain:
        return from_decimal(plain)
    if _PLAIN.fullmatch(plain) is not None:
        expected = 'a sign before American odds ("+150") or a point in decimal ones ("2.0")'
    raise InvalidPrice(expected, shown(text))


def write(win: Fraction, notation: str, places: int | None) -> str:
    """Write odds in a notation: exactly, or rounded to so many decimals. Raises InvalidPrice where their decimals have no end."""
    match notation:
        case "american":
            return f"{as_decimal(to_american(win), places=places):+f}"
        case "decimal":
            number = as_decimal(win + 1, places=places)
            if places is None and -int(number.as_tuple().exponent) < _CENTS:
                # People write 2.50, and 150 would not be told from American odds.
                number = as_decimal(win + 1, places=_CENTS)
            return f"{number:f}"
        case "probability":
            return f"{as_decimal(HUNDRED / (win + 1), places=places):f}%"
        case "fractional" if places is None:
            return f"{win.numerator}/{win.denominator}"
        case "fractional":
            raise InvalidPrice("no places for fractional odds, which are always exact", shown(places))
        case _:
            raise InvalidPrice("a notation: american, decimal, fractional or probability", shown(notation))
