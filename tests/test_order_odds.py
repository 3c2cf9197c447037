"""The odds of an order at 4casters: whatever they are given as, what is sent is exactly that, or nothing is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, localcontext
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from operations import BET
from replies import Replies, said
from socket_server import TOKEN, Visit, serving

from crossbook import InvalidRequest, Odds, Price
from crossbook.fourcasters import LARGEST_ODDS, ODDS_STEP, Fourcasters, NewOrder, OrdersSocket
from crossbook.sandbox import Sandbox

GAME = "66f000000000000000000001"  # as the sandbox has it
NOTHING_RESTS: dict[str, dict[str, object]] = {"unmatched": {}}

GIVEN: tuple[tuple[Odds | Decimal | int, str], ...] = (
    (Odds.parse("+150"), "150"),
    (Odds.parse("-110"), "-110"),
    (Odds.parse("2.50"), "150"),
    (Odds.parse("3/2"), "150"),
    (Odds.parse("40%"), "150"),
    (Odds.parse("-100"), "100"),
    (Odds.parse("+102.5"), "102.5"),
    (Odds.from_american(-100_000), "-100000"),
    (Decimal("102.5"), "102.5"),
    (Decimal("1.5E+2"), "150"),
    (-110, "-110"),
    (100_000, "100000"),
)
REFUSED: tuple[tuple[Any, str], ...] = (
    (Odds.from_american("+150.05"), r"\+150 is the next below, \+150\.1 is the next above"),
    (Odds.parse("42%"), r"\+138 is the next below, \+138\.1 is the next above\), found .*Odds\.parse\('29/21'\)"),
    (Odds.from_american(100_001), r"\+100000 is the next below, none is above"),
    (Odds.from_american(-100_001), "none is below, -100000 is the next above"),
    (Decimal("-110.25"), r"-110\.3 is the next below, -110\.2 is the next above"),
    (Decimal("100000.000000000000000000000000000000000001"), r"\+100000 is the next below, none is above"),
    (Decimal("150." + "0" * 60 + "1"), r"\+150 is the next below, \+150\.1 is the next above"),
    (Decimal("99.99999999999999999999999999999999999999"), "100 or more on either side"),
    (0, "100 or more on either side"),
    (-99, "100 or more on either side"),
    (10**400, "of at most 100 digits"),
    (-(10**99), "none is below, -100000 is the next above"),
    (150.0, "odds as a crossbook.Odds, an int or a Decimal"),
    ("+150", "odds as a crossbook.Odds, an int or a Decimal"),
    (True, "odds as a crossbook.Odds, an int or a Decimal"),
    (None, "odds as a crossbook.Odds, an int or a Decimal"),
)


def order(odds: Any) -> NewOrder:
    return attrs.evolve(BET, odds=odds)


def test_odds_of_every_kind_go_out_over_rest_as_american_digits(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": {"createdSessions": [NOTHING_RESTS] * len(GIVEN)}}))
    fourcasters.place_orders([order(odds) for odds, _ in GIVEN])
    sent = json.loads(venue.last.body, parse_float=str, parse_int=str)["orders"]
    assert [entry["odds"] for entry in sent] == [text for _, text in GIVEN]


async def test_odds_of_every_kind_go_out_on_the_socket_as_american_digits() -> None:
    async def nothing_rests(visit: Visit) -> None:
        await visit.answer(await visit.asked(), data=[NOTHING_RESTS] * len(GIVEN))

    async with serving(nothing_rests) as venue, OrdersSocket(token=TOKEN, url=venue.url) as socket:
        await socket.place_orders([order(odds) for odds, _ in GIVEN])
    sent = json.loads(venue.asked[0].frame, parse_float=str, parse_int=str)[1]["orders"]
    assert [entry["odds"] for entry in sent] == [text for _, text in GIVEN]


@pytest.mark.parametrize(("odds", "words"), REFUSED, ids=range(len(REFUSED)))
def test_odds_that_the_venue_would_refuse_are_not_sent(odds: Any, words: str, venue: Replies, fourcasters: Fourcasters) -> None:
    with pytest.raises(InvalidRequest, match=words) as caught:
        fourcasters.place_orders([BET, order(odds)])
    assert (caught.value.position, caught.value.user_reference) == (1, BET.user_reference)
    assert "nothing was sent" in str(caught.value)
    assert venue.requests == []


def test_a_short_decimal_context_lets_nothing_through(venue: Replies, fourcasters: Fourcasters) -> None:
    with localcontext() as context:
        context.prec = 3
        for odds in (Decimal("100000.4"), Odds.from_american("100000.4"), Decimal("99.96")):
            with pytest.raises(InvalidRequest):
                fourcasters.place_orders([order(odds)])
    assert venue.requests == []


@pytest.fixture(scope="module")
def client(server: Replies) -> Iterator[Fourcasters]:
    with Fourcasters(token=TOKEN, base_url=server.url) as client:
        yield client


NUMBERS = st.decimals(min_value=-101_000, max_value=101_000, places=1) | st.decimals(min_value=-101, max_value=101, places=2)


@settings(deadline=None)
@given(numbers=st.lists(NUMBERS, min_size=1, max_size=20))
def test_a_number_goes_out_as_it_is_where_it_is_on_the_grid_and_not_at_all_elsewhere(
    numbers: list[Decimal], server: Replies, client: Fourcasters
) -> None:
    fitting = [number for number in numbers if 100 <= abs(number) <= LARGEST_ODDS and number % ODDS_STEP == 0]
    for number in numbers:
        if number not in fitting:
            with pytest.raises(InvalidRequest):
                client.place_orders([order(number)])
    if fitting:
        server.will(said({"data": {"createdSessions": [NOTHING_RESTS] * len(fitting)}}))
        client.place_orders([order(number) for number in fitting])
        sent = json.loads(server.last.body, parse_float=Decimal, parse_int=Decimal)["orders"]
        assert [entry["odds"] for entry in sent] == fitting


def test_what_rounding_on_purpose_gives_rests_in_the_sandbox(sandbox: Sandbox) -> None:
    fair = Price("0.58", tick="0.01").odds
    quoted = fair.on_grid(ODDS_STEP, towards="longer", largest=LARGEST_ODDS)
    with Fourcasters(token=sandbox.fourcasters.token, base_url=sandbox.fourcasters.url) as client:
        (placed,) = client.place_orders([NewOrder(game_id=GAME, market_type="total", side="over", line=209, odds=quoted, risk=100)])
        assert placed.may_be_open
        (resting,) = client.open_orders()
    assert resting.odds is not None
    assert Odds.from_american(resting.odds) == quoted > fair
    assert str(quoted) == "-138"
