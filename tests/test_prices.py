"""Prices and quantities: on their ticks, and said by odds only exactly or on purpose."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from drawn_odds import ODDS, ROUNDINGS, TICKS
from hypothesis import given
from hypothesis import strategies as st

from crossbook import InvalidPrice, Odds, OffGrid, Price, Quantity
from crossbook.prices import Rounding


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
