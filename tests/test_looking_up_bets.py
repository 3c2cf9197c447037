"""Bets looked up by their names, the books below a game, average prices and volume at 4casters: over the sandbox and from replies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

import pytest
import sandboxes
from accounts import GAME, ORDER, OTHER
from replies import Replies, said
from sandboxes import NOON

from crossbook import InvalidRequest, Odds, Placed, ReadFailed, Refused
from crossbook.fourcasters import Fourcasters, NewOrder, SidePrices
from crossbook.sandbox import FourcastersGame, Sandbox

sandbox = pytest.fixture(sandboxes.at_noon)


@pytest.fixture
def game(sandbox: Sandbox) -> FourcastersGame:
    return sandbox.fourcasters.add_game(league="NBA", away="Lakers", home="Celtics")


client = pytest.fixture(params=["sync", "async"])(sandboxes.fourcasters_client)


def placed(client: Fourcasters, game: FourcastersGame) -> Placed:
    (outcome,) = client.place_orders(
        [NewOrder(game_id=game.id, market_type="moneyline", side=game.home.id, odds=110, risk=80, user_reference="mine")]
    )
    assert isinstance(outcome, Placed)
    return outcome


def test_a_bet_is_looked_up_in_every_state_that_it_has(client: Fourcasters, game: FourcastersGame, sandbox: Sandbox) -> None:
    maker = sandbox.fourcasters.trader("other")
    maker.place(game.id, "moneyline", game.away.id, odds=-110, bet=Decimal(55))
    order = placed(client, game)
    assert order.order_id is not None
    resting = client.get_bet(order.order_id)
    assert (resting.state, resting.remaining, resting.user_reference, resting.odds) == (
        "resting",
        Decimal(30),
        "mine",
        Odds.from_american(110),
    )
    (fill,) = order.fills
    assert fill.fill_id is not None
    bet = client.get_fill(fill.fill_id)
    assert (bet.state, bet.fill_id, bet.remaining, bet.is_maker, bet.result) == ("matched", fill.fill_id, None, False, None)
    sandbox.fourcasters.end_game(game.id)
    sandbox.fourcasters.grade_game(game.id, 90, 100)
    graded = client.get_fill(fill.fill_id)
    assert graded.state == "graded"
    assert graded.result is not None
    assert graded.result > 0
    assert graded.settled_at == NOON


def test_what_carries_a_name_is_found_by_it(client: Fourcasters, game: FourcastersGame, sandbox: Sandbox) -> None:
    sandbox.fourcasters.trader("other").place(game.id, "moneyline", game.away.id, odds=-110, bet=Decimal(55))
    order = placed(client, game)
    assert order.wager_request_id is not None
    found = client.bets_by_reference(game.id, "mine")
    assert found.resting is not None
    assert [(each.order_id, each.remaining) for each in found.resting] == [(order.order_id, Decimal(30))]
    assert [bet.fill_id for bet in found.matched] == [fill.fill_id for fill in order.fills]
    by_request = client.bets_by_request(order.wager_request_id)
    assert (by_request.resting, by_request.matched, by_request.graded) == (None, found.matched, ())
    assert client.bets_by_reference(game.id, "nobody's").resting == ()


def test_graded_bets_of_a_name_are_told_though_nothing_repeats_it(client: Fourcasters, game: FourcastersGame, sandbox: Sandbox) -> None:
    sandbox.fourcasters.trader("other").place(game.id, "moneyline", game.away.id, odds=-110, bet=Decimal(110))
    placed(client, game)
    sandbox.fourcasters.end_game(game.id)
    sandbox.fourcasters.grade_game(game.id, 100, 90)
    (bet,) = client.bets_by_reference(game.id, "mine").graded
    assert (bet.side, bet.user_reference, bet.is_maker) == (game.home.id, None, None)
    assert bet.result is not None
    assert bet.result < 0


def test_the_books_of_a_game_hold_those_of_its_periods_and_props(client: Fourcasters, game: FourcastersGame, sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    half = venue.add_game(league="NBA", away="Lakers", home="Celtics", parent_game_id=game.id, period_name="1H")
    prop = venue.add_game(league="NBA", away="Yes", home="No", parent_game_id=game.id, is_prop=True)
    venue.trader("other").place(game.id, "spread", game.home.id, odds=120, bet=Decimal(100), number=Decimal("-3.5"))
    venue.trader("other").place(half.id, "total", "over", odds=-110, bet=Decimal(55), number=Decimal("104.5"))
    books = client.game_books(game.id)
    (offer,) = books.game.spreads
    assert (offer.side, offer.line, offer.odds, offer.stake) == (game.away.id, Decimal("3.5"), Odds.from_american(-120), Decimal(120))
    assert offer == client.order_book(game.id).spreads[0]
    assert [book.game_id for book in books.periods] == [half.id]
    assert [total.line for total in books.periods[0].totals] == [Decimal("104.5")]
    assert [book.game_id for book in books.props] == [prop.id]


def test_average_prices_are_those_that_a_taker_gets(client: Fourcasters, game: FourcastersGame, sandbox: Sandbox) -> None:
    maker = sandbox.fourcasters.trader("maker", balance=Decimal(10_000))
    maker.place(game.id, "moneyline", game.away.id, odds=-110, bet=Decimal(55))
    maker.place(game.id, "moneyline", game.away.id, odds=-105, bet=Decimal(1050))
    (prices,) = (each for each in client.average_prices("nba") if each.game_id == game.id)
    assert prices.home_moneyline.best == Odds.from_american(110)
    assert prices.home_moneyline.limit == Decimal(50)
    assert prices.home_moneyline.average is not None
    assert Odds.from_american(100) < prices.home_moneyline.average < Odds.from_american(110)
    assert prices.over == SidePrices(best=None, average=None, after_commission=None, limit=prices.over.limit)
    assert (prices.home_line, prices.total_line) == (Decimal("-3.5"), Decimal("209.5"))


def test_what_the_venue_matched_is_told_for_days(client: Fourcasters, game: FourcastersGame, sandbox: Sandbox) -> None:
    today = date(2026, 8, 20)
    before = client.matched_volume(today)
    sandbox.fourcasters.trader("other").place(game.id, "moneyline", game.away.id, odds=-110, bet=Decimal(55))
    placed(client, game)
    assert client.matched_volume(today, date(2026, 8, 21)) == before + 50 + 55


def test_everybody_who_plays_is_listed_once(client: Fourcasters, game: FourcastersGame) -> None:
    everybody, soon = client.participants(), client.participants(active=True)
    assert len({each.participantID for each in everybody}) == len(everybody)
    assert game.home.id in {each.participantID for each in soon} <= {each.participantID for each in everybody}


Call: TypeAlias = Callable[[Any], object]

WRONG: Final[tuple[Call, ...]] = (
    lambda client: client.get_bet(""),
    lambda client: client.get_fill(7),
    lambda client: client.bets_by_reference("no-game", "mine"),
    lambda client: client.bets_by_reference(GAME, ""),
    lambda client: client.bets_by_request(None),
    lambda client: client.game_books("no-game"),
    lambda client: client.average_prices(""),
    lambda client: client.participants(active="true"),
    lambda client: client.matched_volume("2026-08-20"),
    lambda client: client.matched_volume(NOON),
    lambda client: client.matched_volume(date(2026, 8, 20), date(2026, 8, 19)),
)


@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_asked_is_not_sent(wrong: Call, venue: Replies, fourcasters: Fourcasters) -> None:
    with pytest.raises(InvalidRequest):
        wrong(fourcasters)
    assert venue.requests == []


BUCKETS = {"unmatched": [{"id": ORDER, "userReference": "other"}], "matched": [], "graded": []}


ELSEWHERE: Final[tuple[tuple[Call, object], ...]] = (
    (lambda client: client.get_bet(ORDER), {"bet": {"id": OTHER}}),
    (lambda client: client.get_bet(ORDER), {"bet": {}}),
    (lambda client: client.get_fill(ORDER), {"bet": {"txID": OTHER, "wagerRequestID": ORDER}}),
    (lambda client: client.bets_by_reference(GAME, "mine"), {"data": BUCKETS}),
    (lambda client: client.game_books(GAME), {"data": {"game": {"id": OTHER}}}),
    (lambda client: client.matched_volume(date(2026, 8, 20)), {"data": {"matchedVolume": -1}}),
    (lambda client: client.matched_volume(date(2026, 8, 20)), {"data": {"matchedVolume": "NaN"}}),
    (
        lambda client: client.matched_volume(date(2026, 8, 20)),
        {"data": {"startDate": "2026-08-19", "endDate": "2026-08-20", "matchedVolume": 1}},
    ),
)


@pytest.mark.parametrize(("ask", "reply"), ELSEWHERE)
def test_a_reply_about_something_else_is_no_answer(ask: Call, reply: Any, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said(reply))
    with pytest.raises(ReadFailed):
        ask(fourcasters)


def test_a_bet_that_there_is_not_is_refused(client: Fourcasters) -> None:
    with pytest.raises(Refused):
        client.get_bet("0" * 24)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({"graded": True, "risk": "1.00"}, "graded"),
        ({"graded": False, "matchedTime": "2026-08-20T19:30:59.482Z", "offered": 5}, "matched"),
        ({"offered": 5, "filled": 0}, "resting"),
        ({"graded": False}, None),
    ],
)
def test_the_state_of_a_bet_is_read_off_what_is_told(told: Any, state: str | None, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"bet": {"id": ORDER, **told}}))
    assert fourcasters.get_bet(ORDER).state == state
