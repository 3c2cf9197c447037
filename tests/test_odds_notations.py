"""How odds are written and read: American, decimal, fractional and as a probability. Nothing is lost, and nothing is guessed."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest
from drawn_odds import NOTATIONS, ODDS, VENUE_ODDS
from hypothesis import given
from hypothesis import strategies as st

from crossbook import InvalidPrice, Odds, Price, Quantity, as_decimal
from crossbook.prices import Notation


@pytest.mark.parametrize(
    ("american", "decimal_odds", "fractional", "probability"),
    [
        ("+150", "2.50", "3/2", "40%"),
        ("+100", "2.00", "1/1", "50%"),
        ("-200", "1.50", "1/2", None),
        ("-110", None, "10/11", None),
        ("+102.5", "2.025", "41/40", None),
        ("+300", "4.00", "3/1", "25%"),
        ("-100000", "1.001", "1/1000", None),
        ("+100000", "1001.00", "1000/1", None),
    ],
)
def test_the_same_odds_are_written_in_four_ways(american: str, decimal_odds: str | None, fractional: str, probability: str | None) -> None:
    odds = Odds.from_american(american)
    texts: dict[Notation, str | None] = {
        "american": american,
        "decimal": decimal_odds,
        "fractional": fractional,
        "probability": probability,
    }
    for notation, text in texts.items():
        if text is None:
            with pytest.raises(InvalidPrice, match="places="):
                odds.text(notation)
        else:
            assert odds.text(notation) == text
            assert Odds.parse(text) == odds
    assert str(odds) == american
    assert repr(odds) == f"Odds.parse('{american}')"


@given(odds=ODDS)
def test_no_conversion_loses(odds: Odds) -> None:
    assert Odds.from_american(odds.american) == odds
    assert Odds.from_decimal(odds.decimal) == odds
    assert Odds.from_fractional(odds.fractional) == odds
    assert Odds.from_probability(odds.probability) == odds
    assert odds.opposite.opposite == odds
    assert odds.probability + odds.opposite.probability == 1
    assert abs(odds.american) >= 100


@given(odds=ODDS, notation=st.sampled_from(NOTATIONS))
def test_parsing_inverts_formatting(odds: Odds, notation: Notation) -> None:
    assert Odds.parse(str(odds)) == odds
    assert eval(repr(odds), {"Odds": Odds}) == odds  # noqa: S307 - our own words
    try:
        text = odds.text(notation)
    except InvalidPrice:
        assert notation != "fractional"
        rounded = odds.text(notation, places=4)
        assert abs(Fraction(rounded.rstrip("%")) - getattr(odds, notation) * (100 if "%" in rounded else 1)) <= Fraction(1, 20000)
    else:
        assert Odds.parse(text) == odds
        assert Odds.parse(f" {text} ".replace("-", "\N{MINUS SIGN}")) == odds


@given(number=VENUE_ODDS)
def test_american_odds_come_back_as_they_were_given(number: Decimal) -> None:
    odds = Odds.from_american(number)
    assert as_decimal(odds.american) == (100 if number == -100 else number)
    assert odds == Odds.from_american(str(number)) == Odds.from_american(Fraction(number)) == Odds.parse(f"{number:+}")
    assert odds.opposite == Odds.from_american(-number)


@pytest.mark.parametrize(
    "text", ["even", "EVEN", "Evens", "EV", "+100", "-100", "\N{MINUS SIGN}100", "2.0", "2.00", "1/1", "5/5", "50%", "50.0%"]
)
def test_even_money_has_many_names_and_is_one_thing(text: str) -> None:
    assert Odds.parse(text) == Odds.from_american(100) == Odds.from_american(-100)
    assert hash(Odds.parse(text)) == hash(Odds.from_american(-100))
    assert str(Odds.parse(text)) == "+100"


NO_ODDS: Final = (
    *("", " ", "150", "2", "99", "+99", "-99.9", "+0", "1.00", "0.42", "0/1", "3/0", "-3/2", "3/-2", "1.5/2", "0%", "100%", "-5%"),
    *("1e5", "+1e5", "1_000.0", "1,5", "NaN", "inf", "+inf", "+150.", "+.5", "150+", "+-150", "2.50.1", "+150\n+160", "3/2/1", "%"),
    *("\u0663/\u0662", "+\u0661\u0665\u0660"),  # digits that int() would take
    *("+" + "9" * 500, "1/" + "9" * 500),
)
INEXACT: Final[tuple[object, ...]] = (
    *(0.5, 1.0, 1.5, 150.0, float("nan"), float("inf"), True, False, b"150", (), {}, 1j, "x", ""),
    *(Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("1E+999999999"), Decimal("1E-999999999")),
    *(10**5000, -(10**5000), Fraction(1, 10**5000)),
)


@pytest.mark.parametrize("text", NO_ODDS)
def test_a_text_that_is_no_odds_or_could_be_two_raises(text: str) -> None:
    with pytest.raises(InvalidPrice, match=r"expected .*, found ") as caught:
        Odds.parse(text)
    assert len(str(caught.value)) < 300


def test_a_text_in_one_notation_is_not_read_as_another() -> None:
    for build, text in (
        (Odds.from_decimal, "5/2"),
        (Odds.from_decimal, "+150"),
        (Odds.from_american, "300/2"),
        (Odds.from_american, "250%"),
        (Odds.from_fractional, "1.5"),
        (Odds.from_fractional, "+3"),
        (Odds.from_probability, "1/2"),
        (Odds.from_probability, "+0.5"),
    ):
        with pytest.raises(InvalidPrice):
            build(text)
    assert Odds.from_american("150") == Odds.from_decimal("2.5") == Odds.from_fractional("3/2") == Odds.from_probability("0.4")
    assert Odds.from_probability("40%") == Odds.from_american("+150")


FACTORIES: Final[tuple[Callable[[Any], object], ...]] = (
    Odds.from_american,
    Odds.from_decimal,
    Odds.from_fractional,
    Odds.from_probability,
    Odds.parse,
    lambda value: Odds(fractional=value),
    lambda value: Price(value, tick="0.01"),
    lambda value: Price("0.5", tick=value),
    lambda value: Price.on_grid(value, tick="0.01", towards="nearest"),
    lambda value: Quantity(value, step="0.000001"),
    lambda value: Quantity(1, step=value),
    lambda value: Odds.from_american(150).win_for(value),
    lambda value: Odds.from_american(150).payout_for(value),
    lambda value: Odds.from_american(150).risk_for(value),
    lambda value: Odds.from_american(150).check_grid(value),
    lambda value: Odds.from_american(150).on_grid(value, towards="nearest"),
    lambda value: Odds.from_american(150).check_grid(1, largest=value),
    as_decimal,
)


@pytest.mark.parametrize("factory", FACTORIES)
def test_what_is_not_an_exact_number_raises_and_is_named(factory: Callable[[Any], object]) -> None:
    # Once with what is right: nothing is remembered that would let an equal number of another type pass.
    Odds.from_american(150).check_grid(1)
    for wrong in INEXACT:
        with pytest.raises(ValueError, match=r"expected .*, found ") as caught:
            factory(wrong)
        assert isinstance(caught.value, InvalidPrice)
        assert isinstance(pickle.loads(pickle.dumps(caught.value)), InvalidPrice)  # noqa: S301 - our own bytes
        assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("build", "expected", "wrong"),
    [
        (Odds.from_american, "American odds, 100 or more", [0, 99, -99, Decimal("99.9"), Decimal("-99.99"), Fraction(299, 3)]),
        (Odds.from_decimal, "decimal odds above 1", [1, 0, -2, Decimal("0.99")]),
        (Odds.from_fractional, "fractional odds above 0", [0, -1, "0"]),
        (Odds.from_probability, "a probability between 0 and 1", [0, 1, 2, -1, "0%", "100%", "101%"]),
        (Odds.from_american(150).win_for, "a risk of 0 or more", [-1, "-0.01"]),
        (Odds.from_american(150).payout_for, "a risk of 0 or more", [-1]),
        (Odds.from_american(150).risk_for, "a win of 0 or more", [-1]),
    ],
)
def test_a_number_out_of_its_range_raises_and_is_named(build: Callable[[Any], object], expected: str, wrong: list[Any]) -> None:
    for value in wrong:
        with pytest.raises(InvalidPrice, match=f"expected {expected}.*, found ") as caught:
            build(value)
        assert caught.value.found == repr(value)
