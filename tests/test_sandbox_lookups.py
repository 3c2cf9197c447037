"""What the 4casters sandbox shows of the market: orders and bets looked up, history, books and prices. Over plain HTTP."""

from __future__ import annotations

from decimal import Decimal

import httpx
import plain_market
import pytest
import sandboxes
from plain_clients import fourcasters_http
from plain_market import get

from crossbook.sandbox import FourcastersGame, FourcastersSandbox, Sandbox

sandbox = pytest.fixture(sandboxes.at_noon)
venue = pytest.fixture(sandboxes.fourcasters)
game = pytest.fixture(plain_market.game)
http = pytest.fixture(plain_market.http)


def matched_order(venue: FourcastersSandbox, game: FourcastersGame, *, reference: str = "mine") -> str:
    """Let the account under test take 50 of another's order, and rest with 50."""
    venue.trader("other").place(game.id, "moneyline", game.home.id, odds=-100, bet=50)
    placed = venue.trader().place(game.id, "moneyline", game.away.id, odds=100, bet=100, user_reference=reference)
    assert placed.order_id is not None
    return placed.order_id


def test_one_order_is_found_by_every_name_it_has(venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client) -> None:
    order_id = matched_order(venue, game)
    request_id = venue.order(order_id).wager_request_id
    found = get(http, "/user/getBetByUserReference", userReference="mine", gameID=game.id)["data"]
    assert [order["id"] for order in found["unmatched"]] == [order_id]
    (bet,) = found["matched"]
    assert (bet["bet"], found["graded"]) == (50, [])
    by_request = get(http, "/user/getBetByWagerRequestID", wagerRequestID=request_id)["data"]
    assert by_request == {"unmatched": [], "matched": [bet], "graded": []}  # what rests is never shown here
    assert get(http, "/user/getBetByID", txID=bet["txID"])["bet"] == bet
    assert get(http, "/user/getBetByID", txID=request_id)["bet"] == bet
    assert get(http, "/user/getBetByID", id=bet["id"])["bet"] == bet
    assert get(http, "/user/getBetByID", id=order_id)["bet"]["remaining"] == 50
    on_game = get(http, "/user/getOrdersForGame", gameID=game.id)["data"]
    assert ([order["id"] for order in on_game["unmatched"]], on_game["matched"]) == ([order_id], [bet])
    venue.grade_game(game.id, 3, 1)
    graded = get(http, "/user/getBetByID", id=bet["id"])["bet"]
    assert (graded["graded"], graded["outcome"], graded["result"]) == (True, "winner", "49.50")
    assert get(http, "/user/getBetByUserReference", userReference="mine", gameID=game.id)["data"]["graded"] == [graded]
    assert get(http, "/user/getOrdersForGame", gameID=game.id)["data"] == {"unmatched": [], "matched": []}


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("/user/getBetByID", {}, 400),
        ("/user/getBetByID", {"id": "0" * 24}, 400),
        ("/user/getBetByWagerRequestID", {"wagerRequestID": "0" * 24}, 400),
        ("/user/getBetByUserReference", {"userReference": "mine"}, 408),
        ("/user/getOrdersForGame", {}, 404),
        ("/user/getOrdersForGame", {"gameID": "0" * 24}, 404),
        ("/session/lookupOrder", {"orderID": "malformed"}, 404),
        ("/exchange/v2/getGames", {}, 400),
        ("/exchange/getSingleOrderbook", {}, 400),
        ("/exchange/getMatchedVolume", {"startDate": "2026-08-02", "endDate": "2026-08-01"}, 400),
        ("/exchange/getMatchedVolume", {"startDate": "20260801", "endDate": "2026-08-01"}, 400),
        ("/affiliate/getAffiliateCommission", {"fromDate": "2026-08-01"}, 400),
        ("/user/v2/getGraded", {"startDate": "2026-01-01T00:00:00Z", "endDate": "2026-03-01T00:00:00Z"}, 400),
        ("/user/v2/getGraded", {"startDate": "08-01-2026"}, 400),
        ("/user/v2/getGradedSince", {}, 400),
        ("/user/v2/getGradedSince", {"since": "2026-08-01T00:00:00Z", "cursor": "x"}, 400),
        ("/user/v2/getGradedSince", {"cursor": "c2FuZGJveDox"}, 400),
        ("/v2/user/messages", {"afterID": "nothing"}, 400),
    ],
)
def test_a_question_that_is_wrong_gets_the_status_of_its_page(path: str, query: dict[str, str], status: int) -> None:
    with Sandbox() as sandbox, fourcasters_http(sandbox.fourcasters) as http:
        reply = http.get(path, params=query)
        assert (reply.status_code, reply.json().keys()) == (status, {"error"})
        assert [violation for violation in sandbox.violations if violation.direction == "reply"] == []


def test_settlements_come_page_by_page_and_each_once(venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client) -> None:
    for number in range(250):
        venue.trader("other").place(game.id, "total", "under", number=100 + number, odds=-100, bet=1)
        venue.trader().place(game.id, "total", "over", number=100 + number, odds=100, bet=1)
    venue.grade_game(game.id, 150, 50)
    query, seen, pages = {"since": "2026-08-19T00:00:00Z"}, list[str](), 0
    while True:
        page = get(http, "/user/v2/getGradedSince", **query)["data"]
        seen += [row["txID"] for row in page["graded"]]
        query, pages = {"cursor": page["cursor"]}, pages + 1
        if not page["hasMore"]:
            break
        # All in one millisecond: nothing up to it is complete before the last page.
        assert page["settledThrough"] < "2026-08-20T16:00:00.000Z"
    assert (len(seen), len(set(seen)), pages) == (250, 250, 3)
    again = get(http, "/user/v2/getGradedSince", **query)["data"]
    assert (again["graded"], again["cursor"], again["hasMore"]) == ([], query["cursor"], False)


def test_graded_bets_are_listed_by_the_start_of_their_game(venue: FourcastersSandbox, http: httpx.Client) -> None:
    early, late = venue.add_game(starts_in=-3600, phase="live"), venue.add_game(starts_in=3600)
    for game in (early, late):
        matched_order(venue, game)
        venue.grade_game(game.id, 2, 1)
    everything = get(http, "/user/v2/getGraded")["data"]["graded"]
    assert [row["game"]["id"] for row in everything] == [late.id, early.id]
    window = get(http, "/user/v2/getGraded", startDate="2026-08-20T15:30:00Z", endDate="2026-08-21T00:00:00Z")["data"]
    assert [row["game"]["id"] for row in window["graded"]] == [late.id]
    assert get(http, "/user/getGradedWagers")["data"]["graded"] == everything
    assert [side["score"] for side in everything[0]["game"]["participants"]] == [2, 1]


def test_a_makers_graded_row_says_how_much_of_the_order_was_matched(
    venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client
) -> None:
    order_id = venue.seed_order(game_id=game.id, odds=-100, filled=Decimal(25))
    venue.grade_game(game.id, 1, 2)
    (row,) = get(http, "/user/v2/getGraded")["data"]["graded"]
    assert (row["id"], row["origin"], row["takenRatio"], row["cancelled"]) == (order_id, "offer", Decimal("0.25"), True)
    assert (row["spread"], row["fee"], row["result"]) == (None, "0.00", "-25.00")
    assert venue.state(order_id) == "graded"


def test_the_book_is_the_takers_view(venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client) -> None:
    # pages: a bet of 100 at +120 can be taken for 120 at -120.
    own = venue.seed_order(game_id=game.id, side=game.home.id, odds=120, bet=Decimal(100))
    best = venue.seed_order(owner="other", game_id=game.id, side=game.home.id, odds=110, bet=Decimal(100), filled=Decimal(50))
    spread = venue.seed_order(owner="other", game_id=game.id, market_type="spread", side=game.home.id, number=Decimal("-3.5"))
    (book,) = get(http, "/exchange/v2/getOrderbook", gameID=game.id)["data"]["games"]
    first, second = book["awayMoneylines"]
    assert (first["id"], first["odds"], first["bet"], first["sumUntaken"], first["takenRatio"]) == (best, -110, 100, 55, Decimal("0.5"))
    assert (second["id"], second["odds"], second["sumUntaken"], second["participantID"]) == (own, -120, 120, game.away.id)
    assert ("createdBy" in first, second["createdBy"]) == (False, venue.trader().account_id)
    (line,) = book["awaySpreads"]
    assert (line["id"], line["odds"], line["spread"], line["participantID"]) == (spread, 110, Decimal("3.5"), game.away.id)
    assert (book["homeMoneylines"], book["over"], book["openInterest"]) == ([], [], 300)
    assert book["matchedVolume"] == Decimal(105)
    assert "draw1x2" not in book
    single = get(http, "/exchange/getSingleOrderbook", gameID=game.id)["data"]
    assert single["game"]["awayMoneylines"] == book["awayMoneylines"]
    assert (single["game"]["awaySpreads"], single["game"]["homeSpreads"]) == ({"3.5": [line]}, {})
    assert [entry["id"] for entry in single["orderSummary"]] == [own]
    v1 = http.post("/exchange/getOrderbook", json={"leagueRequested": "nba"}).json(parse_float=Decimal)["data"]
    assert v1 == {"market": None, "games": [single["game"]]}


def test_a_soccer_book_has_yes_and_no_to_each_outcome(venue: FourcastersSandbox, http: httpx.Client) -> None:
    game = venue.add_game(league="EPL")
    order_id = venue.seed_order(game_id=game.id, market_type="moneyline1x2", side="no", market="draw", odds=-120)
    (flat,) = get(http, "/exchange/v2/getOrderbook", league="epl")["data"]["games"]
    (row,) = flat["draw1x2"]
    assert (row["id"], row["side"], row["market"], row["odds"]) == (order_id, "yes", "draw", 120)
    nested = get(http, "/exchange/getSingleOrderbook", gameID=game.id)["data"]["game"]
    assert (nested["draw1x2"], nested["homeMoneylines1x2"]) == ({"drawYes": [row], "drawNo": []}, {"homeYes": [], "homeNo": []})


def test_average_prices_sweep_five_hundred_dollars(venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client) -> None:
    for odds, bet in ((-120, 360), (-110, 330)):  # takers are offered 300 at +120 and 300 at +110
        venue.seed_order(owner="other", game_id=game.id, side=game.home.id, odds=odds, bet=Decimal(bet))
    (shown,) = get(http, "/exchange/getOddsForAveragePrice", leagueRequested="NBA")["games"]
    odds = shown["odds"]
    assert (odds["bestAwayMoneyline"], odds["averageAwayMoneyline"], odds["bestAwayMoneylinePriceLimit"]) == (120, 116, 300)
    assert (odds["awayMoneylineMaxBet"], odds["maxMoneyLineBet"], odds["homeMoneylineMaxBet"]) == (600, 600, 0)
    assert (odds["bestAwayMoneylineWithCommission"], odds["bestHomeMoneyline"]) == (119, None)
    assert (shown["mainHomeSpread"], shown["mainAwaySpread"], shown["mainTotal"]) == ("-3.5", Decimal("3.5"), "209.5")


def test_leagues_games_and_participants_are_those_that_were_added(venue: FourcastersSandbox, http: httpx.Client) -> None:
    nba, epl = venue.add_game(away="Lakers", home="Celtics"), venue.add_game(league="EPL", phase="live")
    child = venue.add_game(parent_game_id=nba.id, period_name="1H")
    assert get(http, "/exchange/getLeagues")["data"]["availableLeagues"] == ["NBA", "EPL"]
    assert get(http, "/exchange/getLeagues", sport="Soccer")["data"]["availableLeagues"] == ["EPL", "all"]
    games = get(http, "/exchange/v2/getGames", league="upcoming")["data"]["games"]
    assert [(found["id"], found["live"]) for found in games] == [(nba.id, False), (epl.id, True), (child.id, False)]
    assert [found["id"] for found in get(http, "/exchange/v2/getGames", league="epl")["data"]["games"]] == [epl.id]
    names = [side["longName"] for side in get(http, "/exchange/getParticipants")["data"]["participants"]]
    assert names[:2] == ["Lakers", "Celtics"]
    active = get(http, "/exchange/getParticipants", active="true")["data"]["participants"]
    assert epl.home.id not in [side["participantID"] for side in active]
    single = get(http, "/exchange/getSingleOrderbook", gameID=nba.id)["data"]
    assert ([found["id"] for found in single["childGames"]], single["propGames"]) == ([child.id], [])


def test_volume_liability_and_affiliate_commission_come_from_the_bets(
    venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client
) -> None:
    player = venue.trader("player")
    venue.trader().refer(player)
    venue.seed_order(game_id=game.id, side=game.home.id, odds=-110, bet=Decimal(110))
    player.place(game.id, "moneyline", game.away.id, odds=110, bet=100)
    assert get(http, "/user/getGameLiability", gameID=game.id)["data"] == {"liability": -110}
    assert get(http, "/user/getMe")["data"]["user"]["liability"] == -110
    today = {"startDate": "2026-08-20", "endDate": "2026-08-20"}
    assert get(http, "/exchange/getMatchedVolume", **today)["data"] == {**today, "matchedVolume": 210}
    assert get(http, "/exchange/getMatchedVolume", startDate="2026-08-18", endDate="2026-08-19")["data"]["matchedVolume"] == 0
    assert get(http, "/affiliate/getAffiliateCommission") == {"commissionPaid": [{"player": 0}]}
    venue.grade_game(game.id, 2, 1)
    assert get(http, "/affiliate/getAffiliateCommission") == {"commissionPaid": [{"player": Decimal("1.1")}]}
    assert get(http, "/affiliate/getAffiliateCommission", fromDate="08-21-2026") == {"commissionPaid": [{"player": 0}]}


def test_missed_messages_are_replayed_until_they_age_out(venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client) -> None:
    order_id = venue.trader().place(game.id, "spread", game.away.id, number=Decimal("6.5"), odds=100, bet=250).order_id or ""
    venue.trader("other").place(game.id, "spread", game.home.id, number=Decimal("-6.5"), odds=-100, bet=100)
    venue.trader("other").place(game.id, "spread", game.home.id, number=Decimal("-6.5"), odds=-100, bet=50)
    venue.trader().cancel(order_id)
    reply = get(http, "/v2/user/messages", afterID="0-0")
    blocks = [message["unmatched"] for message in reply["messages"]]
    # The worked sequence of the page: an offer of 250, fills of 100 and of 50, a cancel.
    assert [(block["filled"], block["offered"], block["remaining"]) for block in blocks] == [
        (0, 250, 250),
        (100, 250, 150),
        (50, 250, 100),
        (150, 0, 0),
    ]
    assert [message["matched"] is None for message in reply["messages"]] == [True, False, False, True]
    ids = [message["messageID"] for message in reply["messages"]]
    between = get(http, "/v2/user/messages", afterID=ids[0], beforeID=ids[3])["messages"]
    assert [message["messageID"] for message in between] == ids[1:3]
    venue.forget_messages(keep=1)
    assert get(http, "/v2/user/messages", afterID=ids[2])["status"] == "success"
    aged = get(http, "/v2/user/messages", afterID=ids[0])
    assert (aged["status"], [message["messageID"] for message in aged["availableMessages"]]) == ("cache_expired", ids[3:])
    other = httpx.get(f"{venue.url}/v2/user/messages", params={"afterID": "0-0"}, headers={"Auth": venue.other_token}).json()
    assert [message["origin"] for message in other["messages"]] == ["wager", "wager"]


def test_a_token_is_dead_once_it_was_logged_out(venue: FourcastersSandbox) -> None:
    login = {"username": venue.username, "password": venue.password}
    with fourcasters_http(venue) as http:
        old = venue.token
        assert (http.post("/user/logout").status_code, http.post("/user/logout").status_code) == (200, 401)
        new = http.post("/user/login", json=login).json()["data"]["user"]["auth"]
        assert (new != old, venue.token) == (True, new)
        venue.trader().lock_out()
        assert http.post("/user/login", json=login).status_code == 403


@pytest.mark.parametrize("path", ["/user/getGradedWagers", "/user/v2/getGraded", "/user/v2/getGradedSince"])
def test_graded_bets_are_read_with_post_as_well(sandbox: Sandbox, game: FourcastersGame, http: httpx.Client, path: str) -> None:
    matched_order(sandbox.fourcasters, game)
    sandbox.fourcasters.grade_game(game.id, 1, 0)
    query = {"since" if path.endswith("Since") else "startDate": "2026-08-20T00:00:00Z"}
    posted = http.post(path, json=query)
    assert (posted.status_code, posted.json(parse_float=Decimal)) == (200, get(http, path, **query))
    assert len(posted.json()["data"]["graded"]) == 1
    assert http.post(path, json=dict.fromkeys(query, "soon")).status_code == 400
    assert [request.operation for request in sandbox.fourcasters.requests] == [path.rpartition("/")[2]] * 3
