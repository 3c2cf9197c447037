"""Books, games, leagues, bets and liability at 4casters, over the sandbox and from scripted replies: exact, with aware times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
import sandboxes
from accounts import GAME, ORDER, OTHER, Clients
from replies import Replies, said
from sandboxes import NOON

from crossbook import InvalidRequest, NotFound, Odds, ReadFailed
from crossbook.fourcasters import Fourcasters, GradedBet, NewOrder
from crossbook.sandbox import FourcastersGame, Sandbox

sandbox = pytest.fixture(sandboxes.at_noon)


@pytest.fixture
def game(sandbox: Sandbox) -> FourcastersGame:
    return sandbox.fourcasters.add_game(league="NBA", away="Lakers", home="Celtics")


client = pytest.fixture(params=["sync", "async"])(sandboxes.fourcasters_client)


def test_games_and_leagues_are_listed(client: Fourcasters, game: FourcastersGame) -> None:
    assert "NBA" in client.leagues("basketball")
    assert not {"LIVE", "all"} & set(client.leagues())
    (found,) = (each for each in client.games("NBA") if each.game_id == game.id)
    assert found.away is not None
    assert found.home is not None
    assert (found.away.id, found.home.id, found.league, found.has_ended) == (game.away.id, game.home.id, "NBA", False)
    assert found.starts_at is not None
    assert found.starts_at.tzinfo is UTC


def test_a_book_is_in_the_view_of_whoever_takes(client: Fourcasters, game: FourcastersGame, sandbox: Sandbox) -> None:
    sandbox.fourcasters.trader("other").place(game.id, "moneyline", game.home.id, odds=120, bet=Decimal(100))
    sandbox.fourcasters.trader("other").place(game.id, "total", "over", odds=-110, bet=Decimal(55), number=Decimal("209.5"))
    book = client.order_book(game.id)
    (offer,), (total,) = book.moneylines, book.totals
    assert (offer.side, offer.odds, offer.stake, offer.is_own) == (game.away.id, Odds.from_american(-120), Decimal(120), False)
    assert (total.side, total.line, total.odds, total.stake) == ("under", Decimal("209.5"), Odds.from_american(110), Decimal(50))
    assert book in client.order_books("NBA")
    assert (book.spreads, book.three_way) == ((), ())


def test_bets_are_told_with_exact_odds_until_they_are_graded(client: Fourcasters, game: FourcastersGame, sandbox: Sandbox) -> None:
    sandbox.fourcasters.trader("other").place(game.id, "moneyline", game.away.id, odds=-110, bet=Decimal(55))
    order = NewOrder(game_id=game.id, market_type="moneyline", side=game.home.id, odds=110, risk=80, user_reference="mine")
    client.place_orders([order])
    (bet,) = client.matched_bets()
    assert (bet.side, bet.odds, bet.game_id, bet.user_reference, bet.is_maker) == (
        game.home.id,
        Odds.from_american(110),
        game.id,
        "mine",
        False,
    )
    assert bet.matched_at == NOON
    found = client.game_orders(game.id)
    assert (found.matched, [each.remaining for each in found.resting]) == ((bet,), [Decimal(30)])
    assert client.game_liability(game.id) < 0
    with pytest.raises(NotFound):
        client.game_orders("0" * 24)


@pytest.mark.parametrize("games", [[], [{}], [{"id": OTHER}], [{"id": GAME}, {"id": GAME}]])
def test_a_book_of_another_game_has_failed(games: list[Any], venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": {"games": games}}))
    with pytest.raises(ReadFailed, match="the one game that was asked for"):
        fourcasters.order_book(GAME)


@pytest.mark.parametrize("told", ["NaN", "Infinity", 1])
def test_a_liability_is_a_number_of_0_or_less(told: Any, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": {"liability": told}}), said({"data": {"liability": "-125.50"}}))
    with pytest.raises(ReadFailed):
        fourcasters.game_liability(GAME)
    assert fourcasters.game_liability(GAME) == Decimal("-125.50")


def row(fill: str, **members: Any) -> dict[str, Any]:
    game = {"id": GAME, "league": "NBA", "sport": "basketball", "live": False, "isSpecials": False, "tournamentName": None}
    game |= {"periodName": "Full Time", "participants": []}
    told = {
        "bet": 100,
        "odds": 110,
        "origin": "wager",
        "closed": False,
        "risk": "100.00",
        "win": "110.00",
        "result": "-100.00",
        "fee": "0.00",
    }
    return {"id": ORDER, "txID": fill, "ticketNumber": "t", "game": game, "type": "moneyline", **told, **members}


LAST = datetime.max.replace(tzinfo=timezone(timedelta(hours=-14)))
FIRST = datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))
"""In UTC, they are in no year that there is."""


def test_a_window_is_written_as_the_venue_reads_it(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": {"graded": [row("a", settledAt="2026-08-21T02:00:00.000Z")], "summary": {"pnl": 0, "volume": 0}}}))
    (bet,) = fourcasters.graded_bets(NOON.astimezone(timezone(timedelta(hours=2))), NOON + timedelta(days=35))
    assert "startDate=2026-08-20T16%3A00%3A00.000Z&endDate=2026-09-24T16%3A00%3A00.000Z" in venue.last.target
    assert isinstance(bet, GradedBet)
    assert (bet.result, bet.fee, bet.odds, bet.is_maker) == (Decimal("-100.00"), Decimal("0.00"), Odds.from_american(110), False)
    assert bet.settled_at == datetime(2026, 8, 21, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "window",
    [
        (NOON.replace(tzinfo=None), None),
        ("2026-08-20", None),
        (NOON, NOON),
        (NOON, NOON - timedelta(1)),
        (NOON, NOON + timedelta(days=35, seconds=1)),
        (None, 7),
        (LAST, None),
        (FIRST, None),
    ],
)
def test_a_window_that_cannot_be_is_not_asked_for(window: tuple[Any, Any], venue: Replies, fourcasters: Fourcasters) -> None:
    with pytest.raises(InvalidRequest, match=r"expected .*, found .*nothing was sent"):
        fourcasters.graded_bets(*window)
    assert venue.requests == []


@pytest.mark.parametrize("time", [LAST, FIRST])
def test_a_moment_that_has_no_year_in_utc_is_not_asked_for(time: datetime, venue: Replies, clients: Clients) -> None:
    predictstreet = clients.predictstreet()
    calls: list[Callable[[], object]] = [
        lambda: list(clients.fourcasters().graded_bets_since(time)),
        lambda: predictstreet.fills(since=time),
        lambda: predictstreet.order_history(since=time),
        lambda: predictstreet.order_history(until=time),
        lambda: predictstreet.market_trades("M", after=time),
        lambda: predictstreet.market_trades("M", before=time),
    ]
    for call in calls:
        with pytest.raises(InvalidRequest, match=r"from 1 to 9999, found .*nothing was sent"):
            call()
    assert venue.requests == []


def test_what_was_settled_is_read_page_by_page(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters()
    page = {"hasMore": True, "cursor": "c1", "settledThrough": "2026-08-21T00:00:00.000Z", "graded": [row("a"), row("b")]}
    venue.will(
        said({"data": page}),
        said({"data": page | {"hasMore": False, "cursor": "c2", "graded": [row("c", id={"_id": ORDER, "error": "x"})]}}),
    )
    assert [bet.fill_id for bet in client.graded_bets_since(NOON)] == ["a", "b", "c"]
    first, second = (request.target for request in venue.requests)
    assert "since=2026-08-20T16%3A00%3A00.000Z" in first
    assert "cursor=c1" in second
    assert "since" not in second.partition("?")[2]
