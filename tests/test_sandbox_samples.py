"""Every REST operation of 4casters, asked of the sandbox by a client that is not ours: http.client, with what the pages' own samples send.

Host, credentials and the ids of orders and fills are those of the sandbox; the rest of each request is the page's, where the
page has a sample. Each reply keeps to the spec, and holds something where the page shows something.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from http.client import HTTPConnection
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlencode

import attrs
import pytest
import sandboxes
from plain_clients import SECONDS

from crossbook.sandbox import FourcastersSandbox, Sandbox
from crossbook.sandbox.wire import Json, JsonObject, dumps

GAME: Final = "688c0516fbc14da0c202d426"
AWAY: Final = "5c12bc1ce0daba000f47ba8b"
HOME: Final = "5d48bd5198366d41ec7238da"
SOCCER: Final = "65f0c3c24ef07d0008abc123"


@attrs.frozen(kw_only=True)
class Sample:
    """One request. Words in braces stand for ids of the sandbox."""

    operation: str
    method: str = "GET"
    path: str
    query: Mapping[str, str] = MappingProxyType({})
    body: Json = None
    shows: tuple[str, ...] = ()
    """Where in the reply something must be: a list with an entry, an object with a member, a value."""


def order(**fields: Json) -> JsonObject:
    return {"gameID": GAME, "type": "moneyline", "side": AWAY, "odds": -175, "bet": 100, "userReference": "docs-example", **fields}


def place(*orders: JsonObject, shows: tuple[str, ...]) -> Sample:
    found = ("data", "createdSessions", str(len(orders) - 1), *shows)
    return Sample(operation="placeOrders", method="POST", path="/session/v3/place", body={"orders": list(orders)}, shows=found)


def post(operation: str, path: str, body: Json, *shows: str) -> Sample:
    return Sample(operation=operation, method="POST", path=path, body=body, shows=shows)


def get(operation: str, path: str, *shows: str, **query: str) -> Sample:
    return Sample(operation=operation, path=path, query=query, shows=shows)


SAMPLES: Final = [
    post("login", "/user/login", {"username": "{username}", "password": "{password}"}, "data", "user", "auth"),
    post("logout", "/user/logout", None),
    get("getMe", "/user/getMe", "data", "user", "displayBalance"),
    get("getMatchedBets", "/user/getMatchedBets", "data", "matchedBets"),
    get("getUnmatched", "/user/getUnmatched", "data", "unmatched"),
    get("getOrdersForGame", "/user/getOrdersForGame", "data", "matched", gameID=GAME),
    get("getGradedWagers", "/user/getGradedWagers", "data", "summary", startDate="01-01-2024", endDate="02-01-2024"),
    get("getGraded", "/user/v2/getGraded", "data", "graded"),
    get("getGradedSince", "/user/v2/getGradedSince", "data", "graded", since="2024-01-01T00:00:00.000Z"),
    get("getBetByID", "/user/getBetByID", "bet", txID="{fill}"),
    get("getBetByID", "/user/getBetByID", "bet", id="{order}"),
    get("getBetByWagerRequestID", "/user/getBetByWagerRequestID", "data", "matched", wagerRequestID="{request}"),
    get("getBetByUserReference", "/user/getBetByUserReference", "data", "unmatched", userReference="my-order-1", gameID=GAME),
    get("getGameLiability", "/user/getGameLiability", "data", "liability", gameID=GAME),
    post("ordersHeartbeat", "/user/ordersHeartbeat", {"timeout": 30}, "data"),
    place(order(orderType="post"), shows=("unmatched", "orderID")),
    place(
        order(),
        order(type="spread", odds=-110, number=Decimal("3.5"), expirationMinutes=10),
        order(type="total", side="over", odds=-104, number=50),
        shows=("matched",),
    ),
    place(order(odds=100, bet=50, orderType="postArb", userReference="docs-postarb-same-line-as-offer"), shows=("unmatched", "offered")),
    place(order(bet=10, odds=-186, orderType="fillAndKill"), shows=("matched",)),
    place(order(bet=10, odds=-186, orderType="fillOrKill"), shows=("matched",)),
    place(
        {"gameID": SOCCER, "type": "moneyline1x2", "side": "yes", "market": "draw", "odds": 250, "bet": 50, "orderType": "post"},
        shows=("unmatched", "market"),
    ),
    post("editOrder", "/session/editOrder", {"sessionID": "{order}", "orderOdds": 185, "orderVolume": 100}, "data", "unmatched", "orderID"),
    post("editOrderV4", "/session/v4/editOrder", {"sessionID": "{order}", "orderOdds": 185, "orderVolume": 100}, "data", "cancelled"),
    get("lookupOrder", "/session/lookupOrder", "data", "order", orderID="{order}"),
    post("cancel", "/session/cancel", {"sessionID": "{order}"}, "data", "sessionID"),
    post("cancelMultiple", "/session/cancelMultiple", {"sessionIDs": ["{order}", "{foreign}"]}, "data", "0", "sessionID"),
    post("cancelByReference", "/session/cancelByReference", {"gameID": GAME, "userReferences": ["my-order-1", "my-order-2"]}, "data"),
    post("cancelAllOrdersForGame", "/session/cancelAllOrdersForGame", {"gameID": GAME}, "data"),
    post("cancelAllOrdersForGame", "/session/cancelAllOrdersForGame", {"gameID": GAME, "type": "spread"}, "data"),
    post("cancelAllForLeague", "/session/cancelAllForLeague", {"league": "NBA"}, "data", "ordersReceived"),
    post("cancelAllOrders", "/session/cancelAllOrders", None, "data"),
    get("getLeagues", "/exchange/getLeagues", "data", "availableLeagues"),
    get("getParticipants", "/exchange/getParticipants", "data", "participants", active="true"),
    get("getGames", "/exchange/v2/getGames", "data", "games", league="NBA"),
    get("getOrderbook", "/exchange/v2/getOrderbook", "data", "games", league="NBA"),
    get("getOrderbook", "/exchange/v2/getOrderbook", "data", "games", "0", "awayMoneylines", gameID=GAME),
    post("getOrderbookV1", "/exchange/getOrderbook", {"leagueRequested": "NBA"}, "data", "games"),
    get("getSingleOrderbook", "/exchange/getSingleOrderbook", "data", "game", "awaySpreads", "3.5", gameID=GAME),
    get("getOddsForAveragePrice", "/exchange/getOddsForAveragePrice", "games", "0", "odds", "bestAwayMoneyline", leagueRequested="NBA"),
    get("getMatchedVolume", "/exchange/getMatchedVolume", "data", "matchedVolume", startDate="{yesterday}", endDate="{today}"),
    get("getAffiliateCommission", "/affiliate/getAffiliateCommission", "commissionPaid", fromDate="10-03-2022", toDate="10-10-2022"),
    get("getAffiliateCommission", "/affiliate/getAffiliateCommission", "commissionPaid"),
    get("getOpenapiDocument", "/openapi.json", "paths"),
    get("replayUserMessages", "/v2/user/messages", "messages", afterID="1755800000000-0"),
]


sandbox = pytest.fixture(sandboxes.running)


@pytest.fixture
def names(sandbox: Sandbox) -> dict[str, str]:
    """Set up what the pages' samples speak of; give the ids that the words in braces stand for."""
    venue = sandbox.fourcasters
    game = venue.add_game(game_id=GAME, away_id=AWAY, home_id=HOME)
    venue.add_game(game_id=SOCCER, league="PREMIER-LEAGUE")
    over = venue.add_game(phase="live")
    venue.seed_order(game_id=over.id, filled=Decimal(100))
    venue.grade_game(over.id, 2, 1)
    maker = venue.trader("other")
    maker.place(game.id, "moneyline", HOME, odds=180, bet=20)
    maker.place(game.id, "spread", HOME, odds=105, bet=20, number=Decimal("-3.5"))
    maker.place(game.id, "total", "under", odds=100, bet=20, number=50)
    taken = venue.trader().place(game.id, "moneyline", AWAY, odds=-180, bet=10, user_reference="taken")
    venue.trader().refer(venue.trader("player"))
    order_id = venue.seed_order(game_id=GAME, side=HOME, odds=180, user_reference="my-order-1")
    venue.seed_order(game_id=GAME, market_type="spread", side=AWAY, number=Decimal("9.5"), user_reference="my-order-2")
    mine = next(message["matched"] for message in venue.trader().messages if message["origin"] == "wager")
    assert isinstance(mine, dict)
    return {
        "order": order_id,
        "foreign": maker.open_order_ids()[0],
        "fill": taken.fills[0].tx_id,
        "request": str(mine["wagerRequestID"]),
        "username": venue.username,
        "password": venue.password,
        "today": sandbox.clock.wall().date().isoformat(),
        # The venue's days are those of US-Eastern time.
        "yesterday": (sandbox.clock.wall() - timedelta(days=1)).date().isoformat(),
    }


def filled_in(value: Json, names: Mapping[str, str]) -> Json:
    match value:
        case str():
            return value.format(**names) if "{" in value else value
        case list():
            return [filled_in(item, names) for item in value]
        case dict():
            return {name: filled_in(item, names) for name, item in value.items()}
        case _:
            return value


def send(venue: FourcastersSandbox, sample: Sample, names: Mapping[str, str]) -> tuple[int, bytes]:
    connection = HTTPConnection(venue.url.removeprefix("http://"), timeout=SECONDS)
    query = urlencode({name: value.format(**names) for name, value in sample.query.items()})
    body = None if sample.body is None else dumps(filled_in(sample.body, names))
    headers = {"Authorization": f"Bearer {venue.token}"} | ({"Content-Type": "application/json"} if body else {})
    connection.request(sample.method, f"{sample.path}?{query}" if query else sample.path, body, headers)
    reply = connection.getresponse()
    try:
        return reply.status, reply.read()
    finally:
        connection.close()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.operation)
def test_a_request_of_the_pages_is_answered_from_state(sandbox: Sandbox, names: dict[str, str], sample: Sample) -> None:
    status, text = send(sandbox.fourcasters, sample, names)
    assert status == 200, text
    (request,) = sandbox.fourcasters.requests
    assert request.operation == sample.operation
    found: Any = json.loads(text) if text else None
    for step in sample.shows:
        found = found[int(step) if step.isdecimal() and isinstance(found, list) else step]
    assert found or not sample.shows or sample.operation == "getAffiliateCommission", text


def test_no_operation_is_left_out() -> None:
    known = {record.name for record in Sandbox().operations() if (record.venue, record.transport) == ("fourcasters", "rest")}
    assert {sample.operation for sample in SAMPLES} == known
