"""Odds, steps and amounts as properties draw them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final, get_args

from hypothesis import strategies as st

from crossbook import Odds
from crossbook.prices import Notation, Rounding, Towards

NOTATIONS: Final[tuple[Notation, ...]] = get_args(Notation)
TOWARDS: Final[tuple[Towards, ...]] = get_args(Towards)
ROUNDINGS: Final[tuple[Rounding, ...]] = get_args(Rounding)
TENTH: Final = Decimal("0.1")
TICKS: Final = st.sampled_from(["0.01", "0.001", "0.005", "0.25", "0.5", "0.0001"]).map(Decimal)
STEPS: Final = st.sampled_from(["0.01", "0.1", "0.5", "1", "2", "2.5", "5", "25", "100"]).map(Decimal)
RATIOS: Final = st.fractions(min_value=Fraction(1, 10**9), max_value=10**9, max_denominator=10**12)
# Near even money, where the two sides of American odds meet, is where mistakes are.
NEAR_EVEN: Final = st.fractions(min_value=Fraction(19, 20), max_value=Fraction(21, 20), max_denominator=10**6)
ODDS: Final = (RATIOS | NEAR_EVEN | st.just(Fraction(1))).map(Odds.from_fractional)
VENUE_ODDS: Final = st.decimals(min_value=100, max_value=100_000, places=1).flatmap(lambda number: st.sampled_from([number, -number]))
AMOUNTS: Final = st.decimals(min_value=0, max_value=10**9, places=6)
