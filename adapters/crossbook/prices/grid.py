"""Steps between which a venue takes nothing: neighbours of a number, and rounding on purpose."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import msgspec

from crossbook.prices.exact import InvalidPrice, as_decimal, shown


class OffGrid(InvalidPrice):
    """A price or an amount that a venue would refuse, because it is not one of its steps.

    The message says which steps were `expected`, with both neighbours, and what was `found`.
    """

    lower: Decimal | None = None
    """The next one that would do, below what was found: American odds, USDC or tokens, as that was. None where there is none."""
    higher: Decimal | None = None
    """The next one that would do, above what was found: American odds, USDC or tokens, as that was. None where there is none."""


class Grid(msgspec.Struct, frozen=True):
    """Whole multiples of a step, from `least` to `most`, and how each of them is written."""

    expected: str
    step: Fraction
    least: int | None
    most: int | None
    written: Callable[[int], Decimal]
    form: str = "f"

    def index(self, number: Fraction, found: Callable[[], str]) -> int:
        """Give which step a number is. Raises OffGrid where it is none."""
        below, above = self._neighbours(number)
        if below is None or below != above:
            raise self._off(below, above, found)
        return below

    def rounded(self, number: Fraction, towards: str, found: Callable[[], str]) -> int:
        """Give the step below, above or nearest. Raises OffGrid where there is none on that side, InvalidPrice for another word."""
        below, above = self._neighbours(number)
        match towards:
            case "down":
                chosen = below
            case "up":
                chosen = above
            case "nearest" if below is not None and above is not None:
                chosen = below if number - below * self.step <= above * self.step - number else above
            case "nearest":
                chosen = above if below is None else below
            case _:
                raise InvalidPrice("towards as down, up or nearest", shown(towards))
        if chosen is None:
            raise self._off(below, above, found)
        return chosen

    def _neighbours(self, number: Fraction) -> tuple[int | None, int | None]:
        # In whole numbers, because fractions would take four times as long.
        below, rest = divmod(number.numerator * self.step.denominator, number.denominator * self.step.numerator)
        above = below + 1 if rest else below
        if self.most is not None and above > self.most:
            return self.most, None
        if self.least is not None and below < self.least:
            return None, self.least
        return below, above

    def _off(self, below: int | None, above: int | None, found: Callable[[], str]) -> OffGrid:
        lower, higher = (None if index is None else self.written(index) for index in (below, above))
        sides = ((lower, "below"), (higher, "above"))
        named = [f"none is {side}" if number is None else f"{number:{self.form}} is the next {side}" for number, side in sides]
        error = OffGrid(f"{self.expected} ({', '.join(named)})", found())
        error.lower, error.higher = lower, higher
        return error


def step_as_decimal(step: Fraction, *, whole: int, what: str) -> Decimal:
    """Write a step that goes into `whole` without a rest. Raises InvalidPrice for one that does not, or has no end as a decimal."""
    expected = f"{what} above 0 that goes into {whole} without a rest and has an end as a decimal"
    if step <= 0 or (whole / step).denominator != 1:
        raise InvalidPrice(expected, str(step))
    try:
        return as_decimal(step)
    except InvalidPrice:
        raise InvalidPrice(expected, str(step)) from None
