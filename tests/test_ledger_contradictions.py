"""What a venue says that does not fit together: the worst of it counts, it is told, and it takes nothing from what others have at risk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from itertools import permutations
from typing import Any, Final

import attrs
import pytest
from accounts import GAME, ORDER, Clients
from edits import GONE, NEW, RESTS, edited
from ledger_messages import (
    FOURCASTERS,
    MARKET,
    PREDICTSTREET,
    fill_there,
    fourcasters_id,
    gone,
    order_there,
    placed,
    predictstreet_id,
    row,
)
from replies import Replies, said

from crossbook import EditUnknown, Ledger
from crossbook.fourcasters.orders.order import Order as FourcastersOrder
from crossbook.fourcasters.orders.order import resting_order
from crossbook.predictstreet.orders.order import Order as PredictStreetOrder
from crossbook.predictstreet.orders.order import read_order
from crossbook_bindings.fourcasters import rest as fourcasters_rest
from crossbook_bindings.predictstreet import rest
from crossbook_bindings.runtime import decoder

SOUND: Final = row(number=2)


def listed(venue: str, *orders: FourcastersOrder | PredictStreetOrder) -> Ledger:
    """Give a ledger that heard a list."""
    ledger = Ledger(clock=lambda: 10.0)
    ledger.add_open_orders(venue, orders, asked_at=10.0)
    return ledger


def there(**members: str) -> PredictStreetOrder:
    """Give a row of 10 tokens at 0.42 at PredictStreet, with `members` in place of those that fit together."""
    order_id = predictstreet_id(1)
    told: dict[str, Any] = {"id": order_id, "marketId": MARKET, "side": "BUY", "outcome": "YES", "price": "0.42", "status": "OPEN"}
    told |= {"quantity": "10", "filledQty": "0", "remainingQty": "10"} | members
    return read_order(order_id, decoder(rest.Order).decode(json.dumps(told)))


@pytest.mark.parametrize(
    ("amounts", "rests"),
    [
        ({"filled": 900, "remaining": 100}, 100),
        ({"filled": 900, "remaining": None}, 100),
        ({"offered": 40, "remaining": 100}, 100),
        ({"offered": 40, "remaining": None}, 100),
        ({"bet": 40, "offered": 100, "remaining": 100}, 100),
        ({"bet": 0, "remaining": 100}, 100),
        ({"bet": -500, "offered": 100, "remaining": None}, 100),
        ({"offered": 0, "remaining": 100}, 100),
        ({"offered": 0, "remaining": None}, 100),
        ({"remaining": 500}, 500),
        ({"remaining": -5}, 100),
        ({"remaining": 0}, 100),
        ({"filled": -50, "remaining": 100}, 100),
    ],
)
def test_of_a_row_at_4casters_whose_amounts_do_not_fit_the_most_counts_and_that_is_told(
    amounts: Mapping[str, float | None], rests: int
) -> None:
    ledger = listed(FOURCASTERS, row(amounts=amounts), SOUND)
    (exposure,) = ledger.exposure()
    assert exposure.resting == rests + 100
    assert exposure.resting + exposure.matched >= 200
    assert [each.order_id for each in ledger.contradictions()] == [fourcasters_id(1)]
    assert [each.order_id for each in ledger.may_be_open()] == [fourcasters_id(1), fourcasters_id(2)]


@pytest.mark.parametrize(
    ("amounts", "rests"),
    [
        ({"remaining": 100}, 100),
        ({"remaining": 90.91}, 100),  # What 100 at -110 wins, as the page has it.
        ({"odds": 165, "remaining": 165}, 100),
        ({"filled": 40, "remaining": 60}, 60),
        ({"filled": 40, "odds": 165, "remaining": 99}, 60),
    ],
)
def test_a_row_that_says_what_remains_in_either_unit_says_the_same(amounts: Mapping[str, float | None], rests: int) -> None:
    ledger = listed(FOURCASTERS, row(amounts=amounts), SOUND)
    assert ledger.exposure()[0].resting == rests + 100
    assert ledger.contradictions() == ()


def test_a_row_that_says_of_nothing_how_large_it_is_may_rest_and_nobody_can_say_how_much() -> None:
    ledger = listed(FOURCASTERS, row(amounts={"bet": None, "offered": 0, "remaining": None}))
    assert [(each.order_id, each.resting) for each in ledger.may_be_open()] == [(fourcasters_id(1), None)]
    assert ledger.exposure()[0].unsized == 1


@pytest.mark.parametrize("number", ["1e999", "1e9999999", "1e999999999", "1e-999999999", "9" * 5000])
@pytest.mark.parametrize("members", [("bet", "offered", "remaining"), ("bet",), ("remaining", "filled"), ("odds", "remaining")])
def test_a_number_of_any_size_is_heard_of_and_written_down(members: tuple[str, ...], number: str) -> None:
    text = json.dumps({"id": fourcasters_id(1), "bet": 100, "offered": 100, "odds": -110} | dict.fromkeys(members, "@"))
    order = resting_order(decoder(fourcasters_rest.UnmatchedOrder).decode(text.replace('"@"', number)))
    ledger = listed(FOURCASTERS, order, SOUND)
    assert [each.order_id for each in ledger.may_be_open()] == [fourcasters_id(1), fourcasters_id(2)]
    ledger.contradictions()
    (exposure,) = (each for each in ledger.exposure() if each.where is not None)
    assert exposure.resting >= 100
    assert Ledger.from_json(ledger.to_json()).may_be_open() == ledger.may_be_open()


@pytest.mark.parametrize("price", ["-5", "0"])
def test_a_price_that_no_token_has_takes_nothing_from_what_is_at_risk(price: str) -> None:
    ledger = listed(PREDICTSTREET, there(price=price), order_there(10, number=2, reference="other"))
    (exposure,) = ledger.exposure()
    assert exposure.resting == 10 + 5  # A token costs 1 USDC at most.
    assert [each.order_id for each in ledger.contradictions()] == [predictstreet_id(1)]


def test_what_is_matched_of_more_than_there_was_is_counted_and_told() -> None:
    ledger = listed(PREDICTSTREET, there(filledQty="900"))
    (exposure,) = ledger.exposure()
    assert (exposure.resting, exposure.matched) == (Decimal("4.2"), Decimal(378))
    assert len(ledger.contradictions()) == 1


@pytest.mark.parametrize("state", ["settled", "a word that no page lists"])
def test_a_match_that_failed_to_settle_and_did_not_counts_and_that_is_told(state: str) -> None:
    told = [fill_there(4, status=status) for status in ("matched", "settlement_failed", state)]
    for order in permutations(told):
        ledger = listed(PREDICTSTREET, order_there(10, 4))
        for each in order:
            ledger.add(each)
        (exposure,) = ledger.exposure()
        assert exposure.matched == 2
        (known,) = ledger.contradictions()
        assert "failed to settle" in " ".join(known.contradictions)
        assert Ledger.from_json(ledger.to_json()).exposure() == ledger.exposure()


@pytest.mark.parametrize("state", ["matched", "settlement_pending"])
def test_a_match_that_failed_to_settle_counts_no_more_whatever_was_said_before(state: str) -> None:
    for order in permutations([fill_there(4, status=state), fill_there(4, status="settlement_failed")]):
        ledger = listed(PREDICTSTREET, order_there(10, 4))
        for each in order:
            ledger.add(each)
        assert ledger.exposure()[0].matched == 0
        assert ledger.contradictions() == ()


def test_an_order_that_was_placed_after_it_was_cancelled_may_rest_until_it_is_cancelled_again() -> None:
    told = [placed(message_id="9-0"), gone(0, message_id="10-0"), placed(message_id="11-0")]
    for order in permutations(told):
        ledger = Ledger(clock=lambda: 10.0)
        for each in order:
            ledger.add(each)
        assert [(each.order_id, each.resting) for each in ledger.may_be_open()] == [(fourcasters_id(1), Decimal(100))]
        assert "placed after" in " ".join(ledger.contradictions()[0].contradictions)
        again = Ledger.from_json(ledger.to_json(), clock=lambda: 10.0)
        again.add(gone(0, message_id="12-0"))
        assert again.may_be_open() == ()


def test_an_order_that_was_placed_before_it_was_cancelled_is_over_however_late_that_is_told() -> None:
    for order in permutations([placed(message_id="9-2"), gone(0, message_id="10-0"), gone(0, message_id="9-10")]):
        ledger = Ledger()
        for each in order:
            ledger.add(each)
        assert ledger.may_be_open() == ()
        assert ledger.contradictions() == ()


ELSEWHERE: Final = "66a00000000000000000000f"


@pytest.mark.parametrize("knows_it", [False, True], ids=["of an order that nothing else tells of", "of an order that was listed"])
@pytest.mark.parametrize(("said_in", "meant"), [(ELSEWHERE, GAME), (GAME, ELSEWHERE)], ids=["the reply names another", "the caller does"])
def test_where_an_edit_is_is_told_only_where_its_caller_and_the_venue_agree_or_the_order_was_known(
    venue: Replies, clients: Clients, said_in: str, meant: str, *, knows_it: bool
) -> None:
    ledger = Ledger()
    reply: dict[str, Any] = {"cancelled": GONE | {"gameID": said_in}, "matched": [], "unmatched": RESTS}
    client = clients.fourcasters(observers=[ledger])
    if knows_it:
        listing = {"id": ORDER, "type": "spread", "bet": 100, "odds": 180, "filled": 30, "offered": 100, "remaining": 70}
        venue.will(said({"data": {"unmatched": [listing | {"game": {"id": said_in}}]}}))
        client.open_orders()
    unknown = edited(venue, client, reply, attrs.evolve(NEW, game_id=meant))
    assert isinstance(unknown, EditUnknown)
    where = said_in if knows_it else None
    assert {each.where for each in ledger.exposure() if each.resting} == {where}
    assert sum((each.resting for each in ledger.exposure()), Decimal(0)) == NEW.risk


def test_an_edit_on_which_both_agree_is_where_they_say(venue: Replies, clients: Clients) -> None:
    ledger = Ledger()
    client = clients.fourcasters(observers=[ledger])
    unknown = edited(venue, client, {"cancelled": GONE, "matched": None, "unmatched": {"orderID": ""}})
    assert isinstance(unknown, EditUnknown)
    assert {each.where for each in ledger.exposure() if each.resting} == {GAME}
