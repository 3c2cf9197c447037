"""Odds in order, what they pay, and the grids that venues keep: exact, and rounded only on purpose."""

from __future__ import annotations

import copy
import decimal
import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from drawn_odds import AMOUNTS, NEAR_EVEN, ODDS, ROUNDINGS, STEPS, TENTH, TOWARDS
from hypothesis import given
from hypothesis import strategies as st

from crossbook import InvalidPrice, Odds, OffGrid, Price, Quantity, as_decimal
from crossbook.prices import Rounding, Towards


def test_odds_are_ordered_by_what_they_pay() -> None:
    rising = [Odds.from_american(number) for number in (-100000, -200, Decimal("-100.1"), 100, Decimal("100.1"), 150, 100000)]
    assert all(one < other and other > one for one, other in pairwise(rising))
    assert Odds.from_american(100) > Odds.from_american(-105)
    assert Odds.from_american(-105) > Odds.from_american(-110)
    # mypy refuses the line below, rightly: it is there to show that running it fails as well.
    with pytest.raises(TypeError):
        _ = Odds.from_american(100) < 100  # type: ignore[operator] # callers are not always typed
    assert Odds.from_american(100) != Fraction(1)


@given(one=ODDS | NEAR_EVEN.map(Odds.from_fractional), other=ODDS, risk=AMOUNTS.filter(bool))
def test_the_order_is_total_and_is_that_of_what_is_paid(one: Odds, other: Odds, risk: Decimal) -> None:
    assert (one < other) + (one == other) + (one > other) == 1
    assert (one <= other) is not (one > other)
    assert (one >= other) is not (one < other)
    assert (one < other) is (one.payout_for(risk) < other.payout_for(risk))
    assert (one == other) is (one.payout_for(risk) == other.payout_for(risk))
    assert (one < other) is (one.probability > other.probability)
    assert (one < other) is (one.american < other.american)
    assert (one < other) is (one.opposite > other.opposite)
    assert one != other or hash(one) == hash(other)


@given(odds=ODDS, amount=AMOUNTS)
def test_risk_win_and_payout_agree_exactly(odds: Odds, amount: Decimal) -> None:
    win = odds.win_for(amount)
    assert odds.payout_for(amount) == Fraction(amount) + win
    assert odds.risk_for(win) == Fraction(amount)
    assert odds.opposite.win_for(win) == Fraction(amount)
    # A bet at its implied probability neither gains nor loses.
    assert odds.probability * win == (1 - odds.probability) * Fraction(amount)


def test_what_is_paid_is_exact_and_written_as_a_decimal_on_request() -> None:
    odds = Odds.from_american(-110)
    assert odds.win_for(100) == Fraction(1000, 11)
    assert as_decimal(odds.win_for(110)) == 100
    with pytest.raises(InvalidPrice, match=r"places=.*found 1000/11"):
        as_decimal(odds.win_for(100))
    assert as_decimal(odds.win_for(100), places=2) == Decimal("90.91")
    assert as_decimal(odds.win_for(100), places=2, rounding="down") == Decimal("90.90")
    assert str(as_decimal(odds.risk_for("12.50"), places=3)) == "13.750"


@given(number=st.fractions(max_denominator=10**9), places=st.integers(0, 12), rounding=st.sampled_from(ROUNDINGS))
def test_a_decimal_is_rounded_as_it_says_and_otherwise_exact(number: Fraction, places: int, rounding: Rounding) -> None:
    unit = Fraction(1, 10**places)
    written = as_decimal(number, places=places, rounding=rounding)
    assert written.as_tuple().exponent == -places
    off = Fraction(written) - number
    assert {"down": -unit < off <= 0, "up": 0 <= off < unit, "nearest": abs(off) <= unit / 2}[rounding]
    assert as_decimal(written, places=places, rounding=rounding) == written
    try:
        assert Fraction(as_decimal(number)) == number
    except InvalidPrice:
        rest = number.denominator
        for factor in (2, 5):
            while rest % factor == 0:
                rest //= factor
        assert rest > 1


def test_the_decimal_context_changes_nothing() -> None:
    long = Fraction(1, 2**200)
    with decimal.localcontext() as context:
        context.prec = 3
        context.traps[decimal.Inexact] = True
        assert Fraction(as_decimal(long)) == long
        assert Odds.from_american("+12345.6").american == Fraction("12345.6")
        assert Odds.from_american("12345.6").check_grid(TENTH, largest=100_000).text("american") == "+12345.6"
        assert str(Price("0.1234", tick="0.0001").opposite) == "0.8766"
        assert Quantity("123456.123456", step="0.000001").value == Decimal("123456.123456")


@pytest.mark.parametrize("wrong", [-1, 1.0, True, "2", 10**9])
def test_places_are_a_small_whole_number(wrong: Any) -> None:
    with pytest.raises(InvalidPrice, match="places"):
        as_decimal(Fraction(1, 3), places=wrong)
    with pytest.raises(InvalidPrice, match="places"):
        Odds.from_american(150).text("american", places=wrong)


def test_a_word_that_is_none_of_those_offered_raises() -> None:
    # Both checkers refuse these calls, rightly: they are there to show that running them fails as well.
    odds, word = Odds.from_american(150), "sideways"
    calls: list[Callable[[], object]] = [
        # Callers are not always typed.
        lambda: odds.text(word),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        lambda: odds.text("fractional", places=2),
        lambda: odds.on_grid(1, towards=word),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        lambda: Price.on_grid("0.5", tick="0.01", towards=word),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        lambda: Quantity.on_grid(1, step=1, towards=word),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        lambda: as_decimal(Fraction(1, 3), places=1, rounding=word),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    ]
    for call in calls:
        with pytest.raises(InvalidPrice, match=r"expected .*, found "):
            call()


def test_values_are_frozen_and_survive_pickling_and_copying() -> None:
    for value in (Odds.from_american(-110), Price("0.40", tick="0.01"), Quantity("12.5", step="0.000001")):
        for copied in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):  # noqa: S301 - our own bytes
            assert copied == value
            assert hash(copied) == hash(value)
            assert repr(copied) == repr(value)
        with pytest.raises(AttributeError):
            value.value = Decimal(1)  # type: ignore[union-attr, misc]  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(TypeError):
        Odds(150)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def beyond_even(odds: Odds) -> Fraction:
    return odds.american - 100 if odds.fractional >= 1 else odds.american + 100


@given(odds=ODDS, step=STEPS, towards=st.sampled_from(TOWARDS))
def test_rounding_goes_where_it_says_to_the_next_step_and_no_further(odds: Odds, step: Decimal, towards: Towards) -> None:
    rounded = odds.on_grid(step, towards=towards)
    assert rounded.on_grid(step, towards=towards) is not None
    assert rounded.american % Fraction(step) == 0
    assert rounded.check_grid(step) == rounded
    assert {rounded.on_grid(step, towards=again) for again in TOWARDS} == {rounded}, "rounding twice is rounding once"
    off = beyond_even(rounded) - beyond_even(odds)
    assert {"shorter": -step < off <= 0, "longer": 0 <= off < step, "nearest": abs(off) <= Fraction(step) / 2}[towards]
    assert (rounded <= odds) if towards == "shorter" else (rounded >= odds) if towards == "longer" else True


@given(odds=ODDS, step=STEPS)
def test_odds_off_the_grid_raise_with_both_neighbours(odds: Odds, step: Decimal) -> None:
    shorter, longer = (odds.on_grid(step, towards=towards) for towards in ("shorter", "longer"))
    if shorter == longer:
        assert odds.check_grid(step) == odds == shorter
        return
    with pytest.raises(OffGrid) as caught:
        odds.check_grid(step)
    assert shorter < odds < longer
    assert caught.value.lower is not None
    assert caught.value.higher is not None
    assert Odds.from_american(caught.value.lower) == shorter
    assert Odds.from_american(caught.value.higher) == longer
    assert f"{shorter} is the next below" in str(caught.value)
    assert f"{longer} is the next above" in str(caught.value)


@pytest.mark.parametrize(
    ("number", "step", "shorter", "longer", "nearest"),
    [
        ("+150.05", "0.1", "+150", "+150.1", "+150"),
        ("-110.05", "0.1", "-110.1", "-110", "-110.1"),
        ("-100.04", "0.1", "-100.1", "+100", "+100"),
        ("-100.06", "0.1", "-100.1", "+100", "-100.1"),
        ("+100.04", "0.1", "+100", "+100.1", "+100"),
        ("-102", "5", "-105", "+100", "+100"),
        ("+102", "5", "+100", "+105", "+100"),
        ("-102.5", "5", "-105", "+100", "-105"),
        ("+102.5", "5", "+100", "+105", "+100"),
        ("-100", "5", "+100", "+100", "+100"),
        ("+29999.5", "1", "+29999", "+30000", "+29999"),
    ],
)
def test_rounding_crosses_even_money_right(number: str, step: str, shorter: str, longer: str, nearest: str) -> None:
    odds = Odds.from_american(number)
    assert [str(odds.on_grid(step, towards=towards)) for towards in ("shorter", "longer", "nearest")] == [shorter, longer, nearest]


def test_beyond_the_largest_there_is_one_neighbour() -> None:
    for number, inside in ((Decimal("100000.1"), 100_000), (-200_000, -100_000)):
        odds = Odds.from_american(number)
        with pytest.raises(OffGrid, match="none is") as caught:
            odds.check_grid(TENTH, largest=100_000)
        assert [caught.value.lower, caught.value.higher] == ([inside, None] if inside > 0 else [None, inside])
        assert odds.on_grid(TENTH, towards="nearest", largest=100_000) == Odds.from_american(inside)
        inwards, outwards = ("shorter", "longer") if inside > 0 else ("longer", "shorter")
        assert odds.on_grid(TENTH, towards=inwards, largest=100_000) == Odds.from_american(inside)  # type: ignore[arg-type]
        with pytest.raises(OffGrid):
            odds.on_grid(TENTH, towards=outwards, largest=100_000)  # type: ignore[arg-type]
        assert Odds.from_american(inside).check_grid(TENTH, largest=100_000) == Odds.from_american(inside)


@pytest.mark.parametrize("step", [0, -1, 3, Decimal("0.3"), 101, Fraction(1, 3), "0"])
def test_a_step_goes_into_a_hundred(step: Any) -> None:
    with pytest.raises(InvalidPrice, match="goes into 100"):
        Odds.from_american(150).check_grid(step)
    with pytest.raises(InvalidPrice, match="largest"):
        Odds.from_american(150).check_grid(1, largest=99)
