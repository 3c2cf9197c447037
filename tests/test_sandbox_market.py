"""The 4casters market in the sandbox: who meets whom, and at which price. Over plain HTTP."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import httpx
import plain_market
import pytest
from plain_clients import ask, fourcasters_http, socket_to
from plain_market import get, moneyline, place

from crossbook.sandbox import FourcastersGame, FourcastersSandbox, FourcastersTrader, Sandbox

venue = pytest.fixture(plain_market.venue)
game = pytest.fixture(plain_market.game)
http = pytest.fixture(plain_market.http)
other = pytest.fixture(plain_market.other)


def test_a_taker_gets_the_makers_price_and_pays_commission_and_both_sides_have_the_fill(
    venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client, other: FourcastersTrader
) -> None:
    resting = other.place(game.id, "moneyline", game.home.id, odds=185, bet=100).order_id
    (entry,) = place(http, moneyline(game, odds=-200, bet=300, userReference="mine"))
    (fill,) = entry["matched"]
    # The figures are those of the page's sample of a limit order with leftover liquidity.
    assert {name: fill[name] for name in ("amount", "odds", "risk", "win", "winWithoutCommission")} == {
        "amount": 185,
        "odds": -185,
        "risk": 186,
        "win": 99,
        "winWithoutCommission": 100,
    }
    assert (fill["orderID"], fill["userReference"], "number" in fill) == (resting, "mine", False)
    assert (entry["unmatched"]["offered"], entry["unmatched"]["wagerRequestID"]) == (115, fill["wagerRequestID"])
    (mine,) = get(http, "/user/getMatchedBets")["data"]["matchedBets"]
    assert (mine["txID"], mine["origin"], mine["risk"], mine["win"]) == (fill["txID"], "wager", "186.00", "99.00")
    with fourcasters_http(venue, other.token) as theirs:
        (made,) = get(theirs, "/user/getMatchedBets")["data"]["matchedBets"]
    assert (made["txID"], made["origin"], made["risk"], made["win"], made["odds"]) == (fill["txID"], "offer", "100.00", "185.00", 185)
    assert venue.state(resting or "") == "filled"


def test_better_prices_come_first_and_older_orders_before_younger_ones(
    game: FourcastersGame, http: httpx.Client, other: FourcastersTrader
) -> None:
    worse = other.place(game.id, "moneyline", game.home.id, odds=-110, bet=11).order_id
    older = other.place(game.id, "moneyline", game.home.id, odds=-120, bet=12).order_id
    younger = other.place(game.id, "moneyline", game.home.id, odds=-120, bet=12).order_id
    (entry,) = place(http, moneyline(game, odds=100, bet=25))
    assert [(fill["orderID"], fill["odds"], fill["amount"]) for fill in entry["matched"]] == [
        (older, 120, 10),
        (younger, 120, 10),
        (worse, 110, 5),
    ]
    assert entry["unmatched"] == {}


def test_what_does_not_meet_its_price_rests_and_no_order_meets_those_of_its_own_account(
    game: FourcastersGame, http: httpx.Client, other: FourcastersTrader
) -> None:
    other.place(game.id, "moneyline", game.home.id, odds=-110, bet=11)
    first, second = place(http, moneyline(game, odds=111, bet=10), moneyline(game, odds=-105, side=game.home.id, bet=10))
    assert (first["matched"], second["matched"]) == ([], [])
    assert first["unmatched"]["offered"] == second["unmatched"]["offered"] == 10


def test_a_post_that_would_match_is_rejected(game: FourcastersGame, http: httpx.Client, other: FourcastersTrader) -> None:
    other.place(game.id, "moneyline", game.home.id, odds=-100, bet=50)
    crossing, passive = place(http, moneyline(game, odds=100, orderType="post"), moneyline(game, odds=101, orderType="post"))
    assert crossing == {"error": "post order cannot have matches", "errorType": "rejected_order_type_rules"}
    assert passive["unmatched"]["odds"] == 101


@pytest.mark.parametrize(
    ("book", "odds", "taken"),
    [(100, 100, True), (200, 198, True), (200, 190, False), (-200, -202, True), (-200, -203, False), (100, -101, True), (100, -102, False)],
)
def test_a_post_arb_takes_within_one_percent_and_free_of_commission(
    game: FourcastersGame, http: httpx.Client, other: FourcastersTrader, book: int, odds: int, *, taken: bool
) -> None:
    other.place(game.id, "moneyline", game.home.id, odds=-book, bet=400)
    (entry,) = place(http, moneyline(game, odds=odds, bet=50, orderType="postArb"))
    if not taken:
        assert entry["errorType"] == "rejected_order_type_rules"
        return
    (fill,) = entry["matched"]
    assert (fill["odds"], fill["risk"], fill["win"]) == (book, 50, fill["winWithoutCommission"])


def test_a_fill_and_kill_takes_what_is_there_and_never_rests(
    venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client, other: FourcastersTrader
) -> None:
    other.place(game.id, "moneyline", game.home.id, odds=-100, bet=40)
    taken, nothing = place(http, *[moneyline(game, odds=100, orderType="fillAndKill")] * 2)
    assert ([fill["amount"] for fill in taken["matched"]], taken["unmatched"]) == ([40], {})
    assert nothing == {"error": "fill and kill has no matches", "errorType": "rejected_order_type_rules"}
    assert venue.open_order_ids() == ()


def test_a_fill_or_kill_takes_all_but_ten_dollars_or_nothing(game: FourcastersGame, http: httpx.Client, other: FourcastersTrader) -> None:
    other.place(game.id, "moneyline", game.home.id, odds=-100, bet=90)
    short, enough, nothing = place(
        http,
        moneyline(game, odds=100, bet=Decimal("100.01").__float__(), orderType="fillOrKill"),
        moneyline(game, odds=100, bet=100, orderType="fillOrKill"),
        moneyline(game, odds=100, bet=100, orderType="fillOrKill"),
    )
    assert short == {"error": "fill or kill matched but not fully", "errorType": "rejected_order_type_rules"}
    assert ([fill["amount"] for fill in enough["matched"]], enough["unmatched"]) == ([90], {})
    assert nothing["error"] == "fill or kill has no matches"


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "total", "side": "Over", "number": 209.5},
        {"type": "total", "side": "buy", "number": 209.5},
        {"type": "total", "side": "over"},
        {"side": "over"},
        {"side": "66b000000000000000000001"},
        {"type": "moneyline1x2", "side": "yes", "market": "draw"},  # no soccer
        {"type": "totals", "side": "over", "number": 209.5},
        {"odds": 99},
        {"odds": -110.25},
        {"odds": 100_001},
        {"bet": 0},
        {"bet": -5},
        {"orderType": "iceberg"},
        {"expirationMinutes": 0},
        {"gameID": "0" * 24},
    ],
)
def test_an_order_that_its_market_does_not_have_is_a_validation_error(sandbox: Sandbox, changes: dict[str, Any]) -> None:
    game = sandbox.fourcasters.add_game()
    with fourcasters_http(sandbox.fourcasters) as http:
        (entry,) = place(http, moneyline(game, **changes))
    assert entry["errorType"] == "validation_error"
    assert sandbox.fourcasters.open_order_ids() == ()


def test_the_three_way_market_of_soccer_is_yes_or_no_to_one_outcome(venue: FourcastersSandbox, http: httpx.Client) -> None:
    match = venue.add_game(league="PREMIER-LEAGUE")
    venue.trader("other").place(match.id, "moneyline1x2", "no", market="draw", odds=-250, bet=250)
    wanted = {"gameID": match.id, "type": "moneyline1x2", "side": "yes", "market": "draw", "odds": 250, "bet": 50}
    taken, elsewhere, wrong = place(http, wanted, {**wanted, "market": match.home.id}, {**wanted, "side": "maybe"})
    assert (taken["matched"][0]["market"], taken["matched"][0]["winWithoutCommission"]) == ("draw", 125)
    assert elsewhere["unmatched"]["market"] == match.home.id
    assert wrong["errorType"] == "validation_error"
    venue.grade_game(match.id, 1, 1)
    assert venue.trader().balance == Decimal("1250.50") + Decimal("123.75")


def test_a_fill_cancels_out_of_what_is_left_and_says_so(venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client) -> None:
    (entry,) = place(http, moneyline(game, odds=-110, bet=100))
    order_id = entry["unmatched"]["orderID"]
    venue.trader("other").place(game.id, "moneyline", game.home.id, odds=110, bet=25)
    reply = http.post("/session/cancel", json={"sessionID": order_id}).json(parse_float=Decimal)["data"]
    assert (reply["filled"], reply["remaining"], reply["offered"]) == (Decimal("27.5"), Decimal("72.5"), 0)


def test_everything_on_a_socket_is_the_same_market(venue: FourcastersSandbox, game: FourcastersGame, other: FourcastersTrader) -> None:
    other.place(game.id, "total", "under", number=50, odds=-104, bet=104)
    with socket_to(venue) as socket:
        order = {"gameId": game.id, "type": "total", "side": "over", "number": 50, "odds": 103, "bet": 150, "orderType": "limit"}
        (entry,) = ask(socket, "placeV3", orders=[order])["data"]
        (fill,) = entry["matched"]
        assert (fill["amount"], fill["odds"], fill["winWithoutCommission"]) == (100, 104, 104)
        assert entry["unmatched"]["offered"] == 50
        assert [done["remaining"] for done in ask(socket, "cancelAll")["data"]] == [50]
    assert len(venue.trader().messages) == 3
    assert venue.trader().liability == -101


def test_a_game_or_an_order_that_could_not_be_is_refused_by_the_controls(venue: FourcastersSandbox, game: FourcastersGame) -> None:
    games: list[dict[str, Any]] = [
        {"game_id": "x"},
        {"game_id": game.id},
        {"phase": "live", "starts_in": 60},
        {"market_types": ["outright"]},
    ]
    for wrong in games:
        with pytest.raises(ValueError, match="expected"):
            venue.add_game(**wrong)
    orders: list[dict[str, Any]] = [
        {"market_type": "totals", "side": "sideways"},
        {"market_type": "total", "side": "Over"},
        {"side": "over"},
        {"odds": 50},
    ]
    for wrong in orders:
        with pytest.raises(ValueError, match="expected"):
            venue.seed_order(**wrong)
    venue.trader("other").place(game.id, "moneyline", game.home.id, odds=-110, bet=10)
    with pytest.raises(ValueError, match="would match"):
        venue.seed_order(game_id=game.id, side=game.away.id, odds=110)
    with pytest.raises(KeyError):
        venue.trader().cancel(venue.trader("other").open_order_ids()[0])
