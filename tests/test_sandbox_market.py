"""The 4casters market in the sandbox: who meets whom, at which price, what it costs, and what becomes of the money. Over plain HTTP."""

from __future__ import annotations

from collections.abc import Generator
from decimal import Decimal
from typing import Any

import httpx
import pytest
from plain_clients import ask, fourcasters_http, socket_to

from crossbook.sandbox import FourcastersGame, FourcastersSandbox, FourcastersTrader, Sandbox


@pytest.fixture
def venue(sandbox: Sandbox) -> Generator[FourcastersSandbox]:
    yield sandbox.fourcasters
    assert sandbox.violations == ()
    # What the two accounts, and nobody else, started with: whatever happened, no money came or went.
    assert sandbox.fourcasters.total_money() == 2 * Decimal("1250.50")


@pytest.fixture
def game(venue: FourcastersSandbox) -> FourcastersGame:
    return venue.add_game(away="Lakers", home="Celtics")


@pytest.fixture
def http(venue: FourcastersSandbox) -> Generator[httpx.Client]:
    with fourcasters_http(venue) as client:
        yield client


@pytest.fixture
def other(venue: FourcastersSandbox) -> FourcastersTrader:
    return venue.trader("other")


def place(http: httpx.Client, *orders: dict[str, Any]) -> list[Any]:
    reply = http.post("/session/v3/place", json={"orders": list(orders)})
    assert reply.status_code == 200, reply.text
    entries: list[Any] = reply.json(parse_float=Decimal)["data"]["createdSessions"]
    return entries


def moneyline(game: FourcastersGame, **changes: Any) -> dict[str, Any]:
    return {"gameID": game.id, "type": "moneyline", "side": game.away.id, "odds": 120, "bet": 100, **changes}


def get(http: httpx.Client, path: str, **query: str) -> Any:
    reply = http.get(path, params=query)
    assert reply.status_code == 200, reply.text
    return reply.json(parse_float=Decimal)


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
