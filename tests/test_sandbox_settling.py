"""What becomes of orders and money in the 4casters sandbox: what bets cost and pay, and how long orders stand. Over plain HTTP."""

from __future__ import annotations

from decimal import Decimal

import httpx
import plain_market
import pytest
from plain_clients import ask, socket_to
from plain_market import get, moneyline, place

from crossbook.sandbox import FourcastersGame, FourcastersSandbox, FourcastersTrader

venue = pytest.fixture(plain_market.venue)
game = pytest.fixture(plain_market.game)
http = pytest.fixture(plain_market.http)
other = pytest.fixture(plain_market.other)


def test_nobody_bets_more_than_they_have_and_a_hedge_costs_nothing(
    venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client
) -> None:
    huge, most, more = place(http, moneyline(game, bet=1e30), moneyline(game, bet=1250), moneyline(game, bet=1))
    assert huge == more == {"error": "Insufficient balance.", "errorType": "rejected_liability"}
    assert most["unmatched"]["offered"] == 1250
    with socket_to(venue) as socket:
        order = {"gameId": game.id, "type": "moneyline", "side": game.away.id, "odds": 120, "bet": 100, "orderType": "limit"}
        (entry,) = ask(socket, "placeV3", orders=[order])["data"]
    assert entry["error"] == (
        "Insufficient balance. You have $0.50 available for betting. Balance is $1250.50, credit limit is $0.00, "
        "current liability is $-1250.00."
    )
    venue.fill(most["unmatched"]["orderID"], Decimal(1250))
    (hedge,) = place(http, moneyline(game, side=game.home.id, odds=-120, bet=1200))
    assert hedge["unmatched"]["offered"] == 1200
    venue.void_game(game.id)


def test_a_taker_must_have_the_commission_too(game: FourcastersGame, http: httpx.Client, other: FourcastersTrader) -> None:
    other.set_balance(Decimal("1250.50"), credit=Decimal(100))
    other.place(game.id, "moneyline", game.home.id, odds=100, bet=1250)
    everything, with_commission = place(http, moneyline(game, odds=-100, bet=1250), moneyline(game, odds=-100, bet=1238))
    assert everything["errorType"] == "rejected_liability"
    assert with_commission["matched"][0]["risk"] == Decimal("1250.38")


def test_graded_bets_pay_the_winner_out_of_the_losers_pocket_and_the_venue_its_commission(
    venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client, other: FourcastersTrader
) -> None:
    other.place(game.id, "spread", game.home.id, number=Decimal("-3.5"), odds=-110, bet=110)
    (entry,) = place(http, {"gameID": game.id, "type": "spread", "side": game.away.id, "number": 3.5, "odds": 110, "bet": 100})
    assert entry["matched"][0]["number"] == Decimal("3.5")
    assert (venue.trader().liability, other.liability) == (Decimal(-101), Decimal(-110))
    venue.grade_game(game.id, 100, 103)
    assert (venue.trader().balance, other.balance) == (Decimal("1250.50") + Decimal("108.90"), Decimal("1250.50") - 110)
    assert (venue.trader().liability, other.liability) == (Decimal(0), Decimal(0))
    graded = get(http, "/user/v2/getGraded")["data"]
    assert [(row["outcome"], row["result"], row["fee"], row["win"]) for row in graded["graded"]] == [("winner", "108.90", "1.10", "108.90")]
    assert graded["summary"] == {"pnl": 109, "volume": 101}
    # Graded otherwise, the same row comes again with what it has become.
    venue.grade_game(game.id, 100, 104)
    (row,) = get(http, "/user/v2/getGradedSince", since="2020-01-01T00:00:00Z")["data"]["graded"]
    assert (row["outcome"], row["result"], row["fee"]) == ("loser", "-101.00", "1.00")
    assert (venue.trader().balance, other.balance) == (Decimal("1250.50") - 101, Decimal("1250.50") + 100)


@pytest.mark.parametrize(("line", "ended"), [(2, ("loser", "-101.00")), (3, ("refunded", "0.00")), ("3.25", ("half-win", "49.50"))])
def test_a_push_gives_the_stake_back_and_a_quarter_line_half_of_it(
    venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client, line: int | str, ended: tuple[str, str]
) -> None:
    venue.trader("other").place(game.id, "spread", game.home.id, number=-Decimal(line), odds=-100, bet=100)
    place(http, {"gameID": game.id, "type": "spread", "side": game.away.id, "number": float(line), "odds": 100, "bet": 100})
    venue.grade_game(game.id, 100, 103)
    (row,) = get(http, "/user/v2/getGraded")["data"]["graded"]
    assert (row["outcome"], row["result"]) == ended


def test_a_void_game_gives_everybody_their_money_back(
    venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client, other: FourcastersTrader
) -> None:
    other.place(game.id, "total", "under", number=200, odds=-105, bet=105)
    place(http, {"gameID": game.id, "type": "total", "side": "over", "number": 200, "odds": 105, "bet": 50})
    venue.void_game(game.id)
    assert (venue.trader().balance, other.balance) == (Decimal("1250.50"), Decimal("1250.50"))
    (row,) = get(http, "/user/v2/getGraded")["data"]["graded"]
    assert (row["outcome"], row["adminRefund"], row["fee"]) == ("refunded", True, "0.00")


def test_orders_stand_until_the_game_starts_unless_they_say_otherwise(
    venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client
) -> None:
    short, until_the_start = place(http, moneyline(game, expirationMinutes=10), moneyline(game))
    ids = [entry["unmatched"]["orderID"] for entry in (short, until_the_start)]
    venue.advance(601)
    assert [venue.state(order_id) for order_id in ids] == ["expired", "open"]
    (listed,) = get(http, "/user/getUnmatched")["data"]["unmatched"]
    assert listed["expiry"] == listed["game"]["start"]
    venue.advance(24 * 3600)
    assert (venue.state(ids[1]), venue.game(game.id).phase) == ("expired", "live")
    (during,) = place(http, moneyline(game))
    venue.advance(3600)
    assert venue.state(during["unmatched"]["orderID"]) == "open"


def test_a_game_that_ends_lets_go_of_its_orders_and_takes_no_more(
    venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client
) -> None:
    (resting,) = place(http, moneyline(game))
    venue.end_game(game.id)
    assert venue.state(resting["unmatched"]["orderID"]) == "expired"
    (late,) = place(http, moneyline(game))
    assert late["errorType"] == "validation_error"
    assert get(http, "/exchange/v2/getGames", league="upcoming")["data"]["games"] == []


def test_a_start_that_is_moved_takes_the_orders_along(venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client) -> None:
    (resting,) = place(http, moneyline(game))
    venue.move_game(game.id, 2 * 24 * 3600)
    venue.advance(36 * 3600)
    assert venue.state(resting["unmatched"]["orderID"]) == "open"
    venue.advance(36 * 3600)
    assert venue.state(resting["unmatched"]["orderID"]) == "expired"
    with pytest.raises(ValueError, match="expected an upcoming game"):
        venue.start_game(game.id)
