"""Numbers as callers give them, read exactly, and exact numbers written as decimals."""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from fractions import Fraction
from typing import Final, Literal, TypeAlias

Exact: TypeAlias = Decimal | Fraction | int | str
"""A number that is exactly what it says, as a number or as text ("12.50"). A float is none."""

Rounding: TypeAlias = Literal["down", "up", "nearest"]
"""Where a number goes that has no place of its own: to the smaller, to the greater, or to the nearer one.

Halfway, nearest takes the even digit where a decimal is written, and the smaller number on a grid.
"""

_SIGNED: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
# No amount is as long as this. It bounds what a number such as 1E+999999999 can cost. What is reckoned from two such numbers fits too.
_DIGITS: Final = 100
_BITS: Final = 4000
_LONGEST_SHOWN: Final = 80
_SCALING: Final = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


class InvalidPrice(ValueError):
    """Odds, a price or an amount that cannot be what it is given as. The message names what was `expected` and what was `found`."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(expected, found)
        self.expected = expected
        """What would have been right."""
        self.found = found
        """What was given."""

    def __str__(self) -> str:
        return f"expected {self.expected}, found {self.found}"


def exact(value: object, expected: str, text: re.Pattern[str] = _SIGNED) -> Fraction:
    """Read a number exactly; `text` says how one is written. Raises InvalidPrice, with these words for what was expected."""
    match value:
        case bool():
            pass
        case int() | Fraction() if max(value.numerator.bit_length(), value.denominator.bit_length()) <= _BITS:
            return value if type(value) is Fraction else Fraction(value)
        case int() | Fraction():
            raise InvalidPrice(expected, "a number of more than a thousand digits")
        case Decimal() if value.is_finite() and abs(value.adjusted()) <= _DIGITS and _has_few_digits(value):
            return Fraction(value)
        case str() if len(value) <= _DIGITS and text.fullmatch(value) is not None:
            return Fraction(value)
        case Decimal() | str():
            raise InvalidPrice(expected, shown(value))
        case _:
            pass
    raise InvalidPrice(f"{expected}, as an int, a Decimal, a Fraction or text", f"{shown(value)} ({type(value).__name__})")


def _has_few_digits(value: Decimal) -> bool:
    # A text shows all of them, and is written more quickly than they are counted.
    return len(str(value)) <= _DIGITS or len(value.as_tuple().digits) <= _DIGITS


def shown(value: object) -> str:
    """Write what was found, no longer than a message can bear."""
    try:
        text = repr(value)
    except ValueError:  # Python does not write integers of more than 4,300 digits.
        return "a number too long to show"
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def as_decimal(value: Decimal | Fraction | int, *, places: int | None = None, rounding: Rounding = "nearest") -> Decimal:
    """Write `value`, an exact number, as a Decimal, whatever the decimal context says.

    Without `places`, all of its digits and no more. With it, exactly so many decimals, rounded as `rounding` says.
    Raises InvalidPrice for a number whose decimals have no end, unless `places` says how many are wanted.
    """
    number = exact(value, "a number")
    if places is None:
        decimals = _decimals(number.denominator)
        if decimals is None:
            raise InvalidPrice("a number whose decimals have an end, or places= to round it to", str(number))
        return Decimal(number.numerator * 10**decimals // number.denominator).scaleb(-decimals, _SCALING)
    if type(places) is not int or not 0 <= places <= _DIGITS:
        raise InvalidPrice(f"places as an int from 0 to {_DIGITS}", shown(places))
    return Decimal(rounded(number * 10**places, rounding)).scaleb(-places, _SCALING)


def rounded(number: Fraction, rounding: str) -> int:
    """Give the whole number below, above or nearest: the even one halfway. Raises InvalidPrice for another word."""
    match rounding:
        case "down":
            return number.__floor__()
        case "up":
            return number.__ceil__()
        case "nearest":
            return round(number)
        case _:
            raise InvalidPrice("rounding as down, up or nearest", shown(rounding))


def _decimals(denominator: int) -> int | None:
    """Count the decimals that a reduced fraction needs; None where they have no end."""
    counts: list[int] = []
    for factor in (2, 5):
        count = 0
        while denominator % factor == 0:
            denominator //= factor
            count += 1
        counts.append(count)
    return max(counts) if denominator == 1 else None
