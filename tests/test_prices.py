"""Odds, prices and quantities: nothing is lost between notations, nothing is rounded but on purpose, and order means what is paid."""

from __future__ import annotations

import copy
import decimal
import pickle
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbook import InvalidPrice, Odds, OffGrid, Price, Quantity, as_decimal
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


# ------------------------------------------------------------------------------------------------------------- notations


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


# ------------------------------------------------------------------------------------------------- order, and what is paid


def test_odds_are_ordered_by_what_they_pay() -> None:
    rising = [Odds.from_american(number) for number in (-100000, -200, Decimal("-100.1"), 100, Decimal("100.1"), 150, 100000)]
    assert all(one < other and other > one for one, other in pairwise(rising))
    assert Odds.from_american(100) > Odds.from_american(-105)
    assert Odds.from_american(-105) > Odds.from_american(-110)
    with pytest.raises(TypeError):
        _ = Odds.from_american(100) < 100  # type: ignore[operator]
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
    odds, word = Odds.from_american(150), "sideways"
    calls: list[Callable[[], object]] = [
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


# ------------------------------------------------------------------------------------------------------------------ grid


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


# ---------------------------------------------------------------------------------------------------- prices, quantities


@given(tick=TICKS, data=st.data())
def test_every_tick_between_nothing_and_one_is_a_price_and_nothing_else_is(tick: Decimal, data: st.DataObject) -> None:
    ticks = int(1 / tick)
    index = data.draw(st.integers(1, ticks - 1))
    price = Price(index * tick, tick=tick)
    assert price.value == index * tick
    assert price.value.as_tuple().exponent == tick.as_tuple().exponent
    assert Price(str(price), tick=tick) == price
    assert price.opposite.value == 1 - price.value
    assert price.opposite.opposite == price
    off = index * Fraction(tick) + Fraction(tick) / data.draw(st.integers(2, 10**6))
    with pytest.raises(OffGrid) as caught:
        Price(off, tick=tick)
    assert caught.value.lower == price.value
    assert caught.value.higher == (None if index == ticks - 1 else (index + 1) * tick)
    assert f"{price} is the next below" in str(caught.value)


@pytest.mark.parametrize(
    ("value", "lower", "higher"),
    [
        *((0, None, "0.01"), (1, "0.99", None), ("0.995", "0.99", None), ("0.005", None, "0.01"), (-3, None, "0.01"), (7, "0.99", None)),
        *(("0.425", "0.42", "0.43"), (Fraction(1, 3), "0.33", "0.34")),
    ],
)
def test_a_price_is_strictly_between_nothing_and_one(value: Any, lower: str | None, higher: str | None) -> None:
    with pytest.raises(OffGrid, match=r"strictly between 0 and 1 .*found") as caught:
        Price(value, tick="0.01")
    assert caught.value.lower == (None if lower is None else Decimal(lower))
    assert caught.value.higher == (None if higher is None else Decimal(higher))


@given(value=st.fractions(min_value=0, max_value=1), tick=TICKS, towards=st.sampled_from(ROUNDINGS))
def test_a_price_is_rounded_as_it_says_or_not_at_all(value: Fraction, tick: Decimal, towards: Rounding) -> None:
    if (towards == "down" and value < tick) or (towards == "up" and value > 1 - tick):
        with pytest.raises(OffGrid) as caught:
            Price.on_grid(value, tick=tick, towards=towards)
        assert (caught.value.lower if towards == "down" else caught.value.higher) is None
        return
    price = Price.on_grid(value, tick=tick, towards=towards)
    off = Fraction(price.value) - value
    inside = tick <= value <= 1 - tick
    assert {"down": off <= 0, "up": off >= 0, "nearest": not inside or abs(off) <= Fraction(tick) / 2}[towards]
    assert abs(off) < tick or not inside or off == 0
    assert Price.on_grid(price.value, tick=tick, towards=towards) == price


@given(tick=TICKS, data=st.data())
def test_a_price_and_its_odds_say_the_same(tick: Decimal, data: st.DataObject) -> None:
    indexes = st.integers(1, int(1 / tick) - 1)
    one, other = (Price(data.draw(indexes) * tick, tick=tick) for _ in range(2))
    assert Price.from_odds(one.odds, tick=tick) == one
    assert one.odds.win_for(one.value) == 1 - Fraction(one.value)
    assert one.odds.opposite == one.opposite.odds
    assert (one < other) is (one.odds > other.odds)
    assert (one == other) is (one.odds == other.odds)
    assert one != other or hash(one) == hash(other)


@given(odds=ODDS)
def test_odds_become_a_price_only_exactly_or_on_purpose(odds: Odds) -> None:
    probability = odds.probability
    if (probability * 100).denominator == 1:
        assert Fraction(Price.from_odds(odds, tick="0.01").value) == probability
        return
    with pytest.raises(OffGrid) as caught:
        Price.from_odds(odds, tick="0.01")
    lower, higher = caught.value.lower, caught.value.higher
    assert lower is None or lower < probability
    assert higher is None or higher > probability
    assert Price.from_odds(odds, tick="0.01", towards="nearest").value in (lower, higher)


def test_odds_and_prices_by_example() -> None:
    assert Price.from_odds(Odds.parse("+150"), tick="0.01") == Price("0.4", tick="0.01")
    assert str(Price("0.40", tick="0.01").odds) == "+150"
    with pytest.raises(OffGrid, match=r"0\.52 is the next below, 0\.53 is the next above"):
        Price.from_odds(Odds.parse("-110"), tick="0.01")
    assert str(Price.from_odds(Odds.parse("-110"), tick="0.01", towards="down")) == "0.52"
    assert Price("0.4", tick="0.01") == Price("0.400", tick="0.001")
    assert str(Price("0.4", tick="0.001")) == "0.400"


@pytest.mark.parametrize("tick", [0, 1, 2, -1, "0.3", "0.03", Fraction(1, 3), "0"])
def test_a_tick_goes_into_one(tick: Any) -> None:
    with pytest.raises(InvalidPrice, match="a tick"):
        Price("0.5", tick=tick)


@given(units=st.integers(1, 10**18), rest=st.integers(1, 999))
def test_a_quantity_has_at_most_the_decimals_of_its_step(units: int, rest: int) -> None:
    exactly = Fraction(units, 10**6)
    quantity = Quantity(exactly, step="0.000001")
    assert Fraction(quantity.value) == exactly
    assert Quantity(str(quantity), step="0.000001") == quantity
    off = exactly + Fraction(rest, 10**9)
    with pytest.raises(OffGrid) as caught:
        Quantity(off, step="0.000001")
    assert (caught.value.lower, caught.value.higher) == (quantity.value, quantity.value + Decimal("0.000001"))
    assert Quantity.on_grid(off, step="0.000001", towards="down") == quantity
    assert Quantity.on_grid(off, step="0.000001", towards="up").value == caught.value.higher


@pytest.mark.parametrize("wrong", [0, -1, "0.0000001", "-0.5"])
def test_a_quantity_is_above_nothing(wrong: Any) -> None:
    with pytest.raises(OffGrid, match=r"above 0 .*none is below, 0\.000001 is the next above") as caught:
        Quantity(wrong, step="0.000001")
    assert caught.value.lower is None
