"""Odds, exactly, in whichever notation."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal, Self, TypeAlias, final

import attrs

from crossbook.prices import notations
from crossbook.prices.exact import Exact, InvalidPrice, Rounding, as_decimal, exact, shown
from crossbook.prices.grid import Grid, step_as_decimal
from crossbook.prices.notations import HUNDRED, Notation

Towards: TypeAlias = Literal["shorter", "longer", "nearest"]
"""Where odds go that are on no step: to those that pay less, to those that pay more, or to the nearer ones.

Nearer is counted in American odds, through even money; halfway, they go to the shorter ones.
"""

_DIRECTIONS: Final[dict[Towards, Rounding]] = {"shorter": "down", "longer": "up", "nearest": "nearest"}


@final
@attrs.frozen(order=True, repr=False)
class Odds:
    """What a bet pays, exactly. Greater odds pay more: +150 > +100 > -105, and -100 == +100.

    Build them with `from_american`, `from_decimal`, `from_fractional`, `from_probability` or `parse`. Each takes an int, a
    Decimal, a Fraction or text, never a float, and raises InvalidPrice (a ValueError) for what cannot be odds. What they give
    back are Fractions: `as_decimal` writes those as Decimals.
    """

    fractional: Fraction = attrs.field(kw_only=True, converter=notations.from_fractional)
    """Fractional odds: what one unit at risk wins, 3/2 for +150."""

    @classmethod
    def from_american(cls, value: Exact) -> Self:
        """Read `value` as American odds, 100 or more on either side of 0: +150 wins 150 for 100 at risk, -110 wins 100 for 110."""
        return cls(fractional=notations.from_american(value))

    @classmethod
    def from_decimal(cls, value: Exact) -> Self:
        """Read `value` as decimal odds, above 1: 2.50 gives back 2.50 for each unit at risk, which is in it."""
        return cls(fractional=notations.from_decimal(value))

    @classmethod
    def from_fractional(cls, value: Exact) -> Self:
        """Read `value` as fractional odds, above 0: 3/2 wins 3 for 2 at risk."""
        return cls(fractional=notations.from_fractional(value))

    @classmethod
    def from_probability(cls, value: Exact) -> Self:
        """Read `value` as the probability at which odds are fair: between 0 and 1, or text such as "42%"."""
        return cls(fractional=notations.from_probability(value))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `text` as people write odds: "+150", "-110", "2.50", "3/2", "42%", "even". "150" could be two things, and raises."""
        return cls(fractional=notations.read(text))

    @property
    def american(self) -> Fraction:
        """Give American odds; even money is +100."""
        return notations.to_american(self.fractional)

    @property
    def decimal(self) -> Fraction:
        """Give decimal odds: what comes back for one unit at risk, which is in it."""
        return self.fractional + 1

    @property
    def probability(self) -> Fraction:
        """Give the implied probability: the one at which these odds are fair."""
        return 1 / (self.fractional + 1)

    @property
    def opposite(self) -> Self:
        """Give the odds of whoever takes the other side of the bet: -120 for +120."""
        return attrs.evolve(self, fractional=1 / self.fractional)

    def win_for(self, risk: Exact) -> Fraction:
        """Say what is won on top of `risk`, which is put at risk, in its unit: USD for USD."""
        return _amount(risk, "risk") * self.fractional

    def payout_for(self, risk: Exact) -> Fraction:
        """Say what comes back if the bet wins, in its unit: `risk`, which was put at risk, and what it won."""
        return _amount(risk, "risk") * self.decimal

    def risk_for(self, win: Exact) -> Fraction:
        """Say what must be put at risk to win `win` on top of it, in its unit."""
        return _amount(win, "win") / self.fractional

    def on_grid(self, step: Exact, *, towards: Towards, largest: Exact | None = None) -> Self:
        """Round to American odds in steps from 100 on, on either side: on purpose, and `towards` those that are meant.

        `step` goes into 100 without a rest (0.1, 1, 5); `largest` is the largest number on either side, if there is one.
        Raises OffGrid where no step lies in that direction, InvalidPrice (of which it is one) for what is no step or direction.
        """
        if towards not in _DIRECTIONS:
            raise InvalidPrice("towards as shorter, longer or nearest", shown(towards))
        grid = _grid(step, largest)
        beyond = grid.rounded(self._beyond_even, _DIRECTIONS[towards], self._shown) * grid.step
        return self.from_american(_american(beyond))

    def check_grid(self, step: Exact, *, largest: Exact | None = None) -> Self:
        """Give these odds back if they are on a `step` of American odds up to `largest`, as for `on_grid`.

        Raises OffGrid, with both neighbours, where they are not.
        """
        _grid(step, largest).index(self._beyond_even, self._shown)
        return self

    def text(self, notation: Notation, *, places: int | None = None) -> str:
        """Write odds in a `notation`, as people do: "+150", "2.50", "3/2" or "40%".

        Exactly, so that `parse` gives the same odds back; or rounded to so many decimals. Raises InvalidPrice where the
        decimals have no end and `places` does not say how many are wanted.
        """
        return notations.write(self.fractional, notation, places)

    def __str__(self) -> str:
        try:
            return self.text("american")
        except InvalidPrice:
            return self.text("fractional")

    def __repr__(self) -> str:
        return f"Odds.parse({str(self)!r})"

    @property
    def _beyond_even(self) -> Fraction:
        """How far American odds are from even money: the two sides of +-100 in one line, growing with what they pay."""
        american = self.american
        return american - HUNDRED if american > 0 else american + HUNDRED

    def _shown(self) -> str:
        exactly = str(self)
        return f"{exactly}, about {self.text('american', places=4)}" if "/" in exactly else exactly


def _american(beyond_even: Fraction) -> Fraction:
    return beyond_even + HUNDRED if beyond_even >= 0 else beyond_even - HUNDRED


def _grid(step: Exact, largest: Exact | None) -> Grid:
    limit = None if largest is None else exact(largest, "largest American odds of 100 or more")
    return _known_grid(exact(step, "a step of American odds"), limit)


@lru_cache
def _known_grid(step: Fraction, largest: Fraction | None) -> Grid:
    size = step_as_decimal(step, whole=HUNDRED, what="a step of American odds")
    if largest is not None and largest < HUNDRED:
        raise InvalidPrice("largest American odds of 100 or more", str(largest))
    most = None if largest is None else ((largest - HUNDRED) / step).__floor__()

    def written(index: int) -> Decimal:
        return as_decimal(_american(index * step))

    upto = "" if most is None else f" to {written(most):f}"
    expected = f"American odds in steps of {size:f} from 100{upto} on either side"
    return Grid(expected=expected, step=step, least=None if most is None else -most, most=most, written=written, form="+f")


def _amount(value: Exact, what: str) -> Fraction:
    expected = f"a {what} of 0 or more"
    number = exact(value, expected)
    if number < 0:
        raise InvalidPrice(expected, shown(value))
    return number
