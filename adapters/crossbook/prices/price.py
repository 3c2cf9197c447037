"""Prices of outcome tokens and quantities of them, on the steps that a venue takes."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final, Self, TypeGuard, final

import attrs

from crossbook.prices.exact import Exact, InvalidPrice, Rounding, as_decimal, exact, shown
from crossbook.prices.grid import Grid, step_as_decimal
from crossbook.prices.odds import Odds

_EXACT: Final = Context(prec=2000)
"""A price below 1 has no more digits than its tick has decimals, and `exact` reads no number with more than 1,205 of them."""


@final
@attrs.frozen(order=True, init=False)
class Price:
    """What one outcome token costs, on a tick and strictly between 0 and 1: what pays 1 if the outcome happens.

    Prices are equal and ordered by value, whatever their ticks. A float is refused.
    """

    value: Decimal
    """In USDC, with the decimals of the tick."""
    tick: Decimal = attrs.field(eq=False)
    """The step between two prices, in USDC; it goes into 1 without a rest."""

    def __init__(self, value: Exact, *, tick: Exact) -> None:
        """Check that `value` is a price in USDC.

        Raises OffGrid, naming both neighbours, where it is on no `tick` or not between 0 and 1.
        """
        grid, size = _ticks(tick)
        index = grid.index(exact(value, grid.expected), lambda: shown(value))
        object.__setattr__(self, "value", grid.written(index))
        object.__setattr__(self, "tick", size)

    @classmethod
    def on_grid(cls, value: Exact, *, tick: Exact, towards: Rounding) -> Self:
        """Round `value`, in USDC, to a price on a `tick`, on purpose and `towards` where it is meant.

        Raises OffGrid where there is none.
        """
        grid, size = _ticks(tick)
        return cls(_rounded(grid, value, towards), tick=size)

    @classmethod
    def from_odds(cls, odds: Odds, *, tick: Exact, towards: Rounding | None = None) -> Self:
        """Give the price that pays what `odds` pay: their implied probability.

        Raises OffGrid, naming both neighbours, where it is on no `tick` and `towards` does not say where to go.
        """
        value = odds.probability
        return cls(value, tick=tick) if towards is None else cls.on_grid(value, tick=tick, towards=towards)

    @property
    def odds(self) -> Odds:
        """Give the odds of buying at this price, before fees: 0.40 wins 0.60 for 0.40, which is +150."""
        return Odds.from_probability(self.value)

    @property
    def opposite(self) -> Self:
        """Give the price of the other outcome at which both cost 1 together."""
        return type(self)(1 - Fraction(self.value), tick=self.tick)

    def __str__(self) -> str:
        return f"{self.value:f}"


@final
@attrs.frozen(order=True, init=False)
class Quantity:
    """How many outcome tokens: above 0, in whole steps. Equal and ordered by value. A float is refused."""

    value: Decimal
    """In tokens, with no more decimals than it needs."""
    step: Decimal = attrs.field(eq=False)
    """The smallest quantity, in tokens; it goes into 1 without a rest."""

    def __init__(self, value: Exact, *, step: Exact) -> None:
        """Check that `value` is a quantity of tokens. Raises OffGrid, naming both neighbours, where it is on no `step` or not above 0."""
        grid, size = _steps(step)
        index = grid.index(exact(value, grid.expected), lambda: shown(value))
        object.__setattr__(self, "value", grid.written(index))
        object.__setattr__(self, "step", size)

    @classmethod
    def on_grid(cls, value: Exact, *, step: Exact, towards: Rounding) -> Self:
        """Round `value`, in tokens, to whole steps of `step`, on purpose and `towards` where it is meant.

        Raises OffGrid where there is none.
        """
        grid, size = _steps(step)
        return cls(_rounded(grid, value, towards), step=size)

    def __str__(self) -> str:
        return f"{self.value:f}"


def _ticks(tick: Exact) -> tuple[Grid, Decimal]:
    return _known_ticks(tick if _is_everyday(tick) else exact(tick, "a tick"))


def _steps(step: Exact) -> tuple[Grid, Decimal]:
    return _known_steps(step if _is_everyday(step) else exact(step, "a step"))


def _is_everyday(step: Exact) -> TypeGuard[Decimal]:
    """Say whether a step is a number that is known by itself: it need not be read to see whether it was met before."""
    return type(step) is Decimal and step.is_finite()


@lru_cache
def _known_ticks(given: Decimal | Fraction) -> tuple[Grid, Decimal]:
    tick = exact(given, "a tick")
    size = step_as_decimal(tick, whole=1, what="a tick")
    if tick == 1:
        raise InvalidPrice("a tick below 1, so that there are prices between 0 and 1", str(tick))
    most = (1 / tick).numerator - 1
    expected = f"a price in steps of {size:f}, strictly between 0 and 1"
    return Grid(expected=expected, step=tick, least=1, most=most, written=lambda index: _EXACT.multiply(index, size)), size


@lru_cache
def _known_steps(given: Decimal | Fraction) -> tuple[Grid, Decimal]:
    step = exact(given, "a step")
    size = step_as_decimal(step, whole=1, what="a step")
    expected = f"a quantity above 0 in steps of {size:f}"
    return Grid(expected=expected, step=step, least=1, most=None, written=lambda index: as_decimal(index * step)), size


def _rounded(grid: Grid, value: Exact, towards: Rounding) -> Fraction:
    return grid.rounded(exact(value, grid.expected), towards, lambda: shown(value)) * grid.step
