"""4casters in the sandbox, over plain HTTP: state, ownership, every cancel, and what the clock brings."""

from __future__ import annotations

from collections.abc import Generator
from decimal import Decimal
from typing import Any

import httpx
import pytest
import sandboxes
from plain_clients import GAME, NOBODYS_ORDER, SECONDS, fourcasters_http

from crossbook.sandbox import FourcastersSandbox, Sandbox

SIDE = "66b000000000000000000001"
PLACED = {"gameID": GAME, "type": "spread", "side": SIDE, "odds": -110, "bet": 100, "number": 3.5}


venue = pytest.fixture(sandboxes.fourcasters)


@pytest.fixture
def http(venue: FourcastersSandbox) -> Generator[httpx.Client]:
    with fourcasters_http(venue) as client:
        yield client


def cancelled(reply: httpx.Response) -> list[Any]:
    assert reply.status_code == 200, reply.text
    return [entry["sessionID"] for entry in reply.json()["data"] if entry["success"]]


def placed(http: httpx.Client, **changes: Any) -> Any:
    reply = http.post("/session/v3/place", json={"orders": [PLACED | changes]})
    assert reply.status_code == 200, reply.text
    return reply.json()["data"]["createdSessions"][0]


def test_a_login_gives_the_token_and_the_cookie(sandbox: Sandbox, venue: FourcastersSandbox) -> None:
    reply = httpx.post(f"{venue.url}/user/login", json={"username": venue.username, "password": venue.password}, timeout=SECONDS)
    assert reply.status_code == 200
    assert reply.json()["data"]["user"]["auth"] == venue.token
    assert reply.headers["set-cookie"].startswith("auth=")
    assert sandbox.violations == ()


@pytest.mark.parametrize(("body", "status"), [({"username": "sandbox", "password": "no"}, 401), ({"username": "sandbox"}, 400), ({}, 400)])
def test_a_wrong_or_partial_login_is_refused(venue: FourcastersSandbox, body: dict[str, str], status: int) -> None:
    reply = httpx.post(f"{venue.url}/user/login", json=body, timeout=SECONDS)
    assert reply.status_code == status
    assert reply.json().keys() == {"error"}


@pytest.mark.parametrize(("prefix", "status"), [("", 200), ("Bearer ", 200), ("Token ", 401)])
def test_the_token_is_taken_bare_or_as_bearer(venue: FourcastersSandbox, prefix: str, status: int) -> None:
    headers = {"Authorization": prefix + venue.token}
    assert httpx.get(f"{venue.url}/user/getMe", headers=headers, timeout=SECONDS).status_code == status


def test_a_request_without_a_token_is_refused(venue: FourcastersSandbox) -> None:
    reply = httpx.post(f"{venue.url}/session/cancelAllOrders", timeout=SECONDS)
    assert (reply.status_code, reply.json()) == (401, {"error": "InvalidCredentials"})


def test_a_new_token_is_told_once_and_the_old_one_stays_valid(venue: FourcastersSandbox, http: httpx.Client) -> None:
    old, new = venue.token, venue.rotate_token()
    assert (venue.token, old != new) == (new, True)
    assert http.get("/user/getMe").headers["x-auth-token"] == new
    assert "x-auth-token" not in http.get("/user/getMe").headers
    assert http.get("/user/getMe", headers={"Authorization": new}).status_code == 200


def test_a_placed_order_rests_is_listed_and_can_be_looked_up(sandbox: Sandbox, venue: FourcastersSandbox, http: httpx.Client) -> None:
    entry = placed(http, orderType="limit", userReference="ref-1")
    order_id = entry["unmatched"]["orderID"]
    assert entry["matched"] == []
    assert entry["unmatched"]["userReference"] == "ref-1"
    assert (venue.state(order_id), venue.order(order_id).number, venue.open_order_ids()) == ("open", Decimal("3.5"), (order_id,))
    venue.fill(order_id, Decimal(40))
    (listed,) = http.get("/user/getUnmatched").json()["data"]["unmatched"]
    assert (listed["id"], listed["filled"], listed["remaining"], listed["spread"]) == (order_id, 40, 60, 3.5)
    order = http.get("/session/lookupOrder", params={"orderID": order_id}).json()["data"]["order"]
    assert (order["matchedRisk"], order["unmatchedRisk"], order["cancelled"]) == ("40.00", "60.00", False)
    assert sandbox.violations == ()


def test_amounts_keep_every_digit(http: httpx.Client) -> None:
    body = f'{{"orders": [{{"gameID": "{GAME}", "type": "moneyline", "side": "{SIDE}", "odds": -110, "bet": 0.12345678901234567891}}]}}'
    reply = http.post("/session/v3/place", content=body, headers={"Content-Type": "application/json; charset=utf-8"})
    assert '"offered":0.12345678901234567891' in reply.text


@pytest.mark.parametrize(
    ("changes", "error", "error_class"),
    [
        ({"gameID": "zz"}, "game not found: invalid gameID", "validation_error"),
        ({"orderType": "fillAndKill"}, "fill and kill has no matches", "rejected_order_type_rules"),
        ({"orderType": "fillOrKill"}, "fill or kill has no matches", "rejected_order_type_rules"),
    ],
)
def test_an_order_that_cannot_rest_fails_in_its_entry(http: httpx.Client, changes: dict[str, str], error: str, error_class: str) -> None:
    assert placed(http, **changes) == {"error": error, "errorType": error_class}


def test_an_order_expires_when_its_minutes_are_over(venue: FourcastersSandbox, http: httpx.Client) -> None:
    order_id = placed(http, expirationMinutes=10)["unmatched"]["orderID"]
    venue.advance(590)
    assert venue.state(order_id) == "open"
    venue.advance(11)
    assert venue.state(order_id) == "expired"
    assert http.get("/session/lookupOrder", params={"orderID": order_id}).json()["data"]["order"]["cancelled"] is True


def test_looking_up_knows_whose_order_it_is_and_turns_the_side_of_a_total_round(venue: FourcastersSandbox, http: httpx.Client) -> None:
    def lookup(order_id: str) -> httpx.Response:
        return http.get("/session/lookupOrder", params={"orderID": order_id})

    assert lookup(venue.seed_order(market_type="total", side="over")).json()["data"]["order"]["OU"] == "under"
    assert lookup(venue.seed_order(owner="other")).status_code == 403
    assert lookup(NOBODYS_ORDER).status_code == 404
    assert lookup("malformed").status_code == 404


def test_a_cancel_reports_what_was_filled_and_what_was_left(sandbox: Sandbox, venue: FourcastersSandbox, http: httpx.Client) -> None:
    order_id = venue.seed_order(odds=125, filled=Decimal("25.5"), user_reference="ref-1", game_id=GAME)
    data = http.post("/session/cancel", json={"sessionID": order_id}).json()["data"]
    assert data.pop("description").endswith("+125")
    assert data == {
        "success": True,
        "sessionID": order_id,
        "odds": 125,
        "filled": 25.5,
        "offered": 0,
        "remaining": 74.5,
        "gameID": GAME,
        "userReference": "ref-1",
    }
    assert venue.state(order_id) == "cancelled"
    assert sandbox.violations == ()


def test_a_single_cancel_says_in_its_status_why_not(venue: FourcastersSandbox, http: httpx.Client) -> None:
    ids = {name: venue.seed_order() for name in ("cancelled", "expired", "graded", "filled")}
    venue.cancel_elsewhere(ids["cancelled"])
    venue.expire(ids["expired"])
    venue.grade(ids["graded"])
    venue.fill(ids["filled"], Decimal(100))
    expected = {
        ids["cancelled"]: (409, "order already cancelled"),
        ids["expired"]: (409, "order is expired"),
        ids["graded"]: (409, "order already graded"),
        ids["filled"]: (409, "order already filled"),
        venue.seed_order(owner="other"): (403, "unauthorized: order does not belong to user"),
        NOBODYS_ORDER: (400, "order not found"),
    }
    replies = {order_id: http.post("/session/cancel", json={"sessionID": order_id}) for order_id in expected}
    assert {order_id: (reply.status_code, reply.json()["error"]) for order_id, reply in replies.items()} == expected
    assert {name: venue.state(order_id) for name, order_id in ids.items()} == {name: name for name in ids}


def test_a_batch_keeps_its_order_and_names_no_id_it_will_not_admit_to(venue: FourcastersSandbox, http: httpx.Client) -> None:
    good, done, foreign = venue.seed_order(), venue.seed_order(), venue.seed_order(owner="other")
    venue.cancel_elsewhere(done)
    reply = http.post("/session/cancelMultiple", json={"sessionIDs": [good, done, foreign, NOBODYS_ORDER, good]})
    first, *failures = reply.json()["data"]
    assert (first["success"], first["sessionID"]) == (True, good)
    assert failures == [
        {"success": False, "reason": "order already cancelled", "sessionID": done},
        {"success": False, "reason": "Not your order"},
        {"success": False, "reason": "order not found"},
        {"success": False, "reason": "order already cancelled", "sessionID": good},
    ]
    assert venue.state(foreign) == "open"


@pytest.mark.parametrize(
    "body", ['{"sessionIDs": ["%s", "malformed"]}', '{"sessionIDs": "%s"}', '{"sessionID": ["%s"]}', '{"sessionIDs": ["%s"]']
)
def test_a_batch_with_anything_malformed_fails_whole(venue: FourcastersSandbox, http: httpx.Client, body: str) -> None:
    order_id = venue.seed_order()
    reply = http.post("/session/cancelMultiple", content=body % order_id, headers={"Content-Type": "application/json"})
    assert reply.status_code == 400
    assert venue.state(order_id) == "open"


def test_a_cancel_by_reference_takes_every_order_of_that_name_on_that_game(venue: FourcastersSandbox, http: httpx.Client) -> None:
    wanted = [venue.seed_order(game_id=GAME, user_reference="mine") for _ in range(2)]
    kept = [venue.seed_order(game_id=GAME, user_reference="other"), venue.seed_order(game_id="a" * 24, user_reference="mine")]
    reply = http.post("/session/cancelByReference", json={"gameID": GAME, "userReferences": ["mine", "nobody's"]})
    assert cancelled(reply) == wanted
    assert venue.open_order_ids() == tuple(kept)


def test_a_cancel_for_a_game_can_be_limited_to_a_kind_of_market(venue: FourcastersSandbox, http: httpx.Client) -> None:
    spread, moneyline = venue.seed_order(game_id=GAME, market_type="spread"), venue.seed_order(game_id=GAME)
    elsewhere = venue.seed_order(game_id="a" * 24)
    assert http.post("/session/cancelAllOrdersForGame", json={"gameID": GAME, "type": "moneyline1x2"}).status_code == 400
    assert http.post("/session/cancelAllOrdersForGame", json={"gameID": "malformed"}).status_code == 400
    assert cancelled(http.post("/session/cancelAllOrdersForGame", json={"gameID": GAME, "type": "spread"})) == [spread]
    assert cancelled(http.post("/session/cancelAllOrdersForGame", json={"gameID": GAME})) == [moneyline]
    assert venue.open_order_ids() == (elsewhere,)


def test_a_league_cancel_is_acknowledged_at_once_and_done_later(venue: FourcastersSandbox, http: httpx.Client) -> None:
    order_id, other_league = venue.seed_order(league="NHL"), venue.seed_order(league="NBA")
    assert http.post("/session/cancelAllForLeague", json={"league": "nhl"}).json() == {"data": {"ordersReceived": True}}
    assert venue.state(order_id) == "open"
    venue.advance(2)
    assert (venue.state(order_id), venue.state(other_league)) == ("cancelled", "open")


def test_a_league_cancel_takes_what_was_open_when_it_came(venue: FourcastersSandbox, http: httpx.Client) -> None:
    before = venue.seed_order(league="NHL")
    http.post("/session/cancelAllForLeague", json={"league": "NHL"})
    after = venue.seed_order(league="NHL")
    venue.complete_league_cancels()
    assert (venue.state(before), venue.state(after)) == ("cancelled", "open")


def test_an_unknown_league_is_refused(venue: FourcastersSandbox, http: httpx.Client) -> None:
    assert http.post("/session/cancelAllForLeague", json={"league": "CURLING"}).status_code == 400
    venue.seed_order(league="CURLING")
    assert http.post("/session/cancelAllForLeague", json={"league": "CURLING"}).status_code == 200


@pytest.mark.parametrize("body", [None, b"{}"])
def test_cancel_all_takes_every_order_of_its_account_alone(venue: FourcastersSandbox, http: httpx.Client, body: bytes | None) -> None:
    mine, foreign = [venue.seed_order(), venue.seed_order(league="NHL", game_id=GAME)], venue.seed_order(owner="other")
    reply = http.post("/session/cancelAllOrders", content=body, headers={"Content-Type": "application/json"})
    assert cancelled(reply) == mine
    assert (venue.open_order_ids(), venue.state(foreign)) == ((), "open")
    with fourcasters_http(venue, venue.other_token) as other:
        assert cancelled(other.post("/session/cancelAllOrders")) == [foreign]


def test_a_heartbeat_that_lapses_cancels_and_one_that_is_renewed_does_not(venue: FourcastersSandbox, http: httpx.Client) -> None:
    order_id, foreign = venue.seed_order(), venue.seed_order(owner="other")
    assert http.post("/user/ordersHeartbeat", json={"timeout": 5}).status_code == 400
    for _ in range(3):
        assert http.post("/user/ordersHeartbeat", json={"timeout": 6}).status_code == 200
        venue.advance(5)
    assert venue.state(order_id) == "open"
    venue.advance(2)
    assert (venue.state(order_id), venue.state(foreign)) == ("cancelled", "open")
    later = venue.seed_order()
    venue.advance(1000)
    assert venue.state(later) == "open"


def test_what_falls_due_first_happens_first(venue: FourcastersSandbox, http: httpx.Client) -> None:
    http.post("/user/ordersHeartbeat", json={"timeout": 60 * 60})
    first = placed(http, expirationMinutes=30)["unmatched"]["orderID"]
    second = placed(http, expirationMinutes=90)["unmatched"]["orderID"]
    venue.advance(3 * 60 * 60)
    assert (venue.state(first), venue.state(second)) == ("expired", "cancelled")


def test_a_test_cannot_set_up_what_could_not_be(venue: FourcastersSandbox) -> None:
    order_id = venue.seed_order(bet=Decimal(100))
    with pytest.raises(ValueError, match="up to 100"):
        venue.fill(order_id, Decimal(101))
    with pytest.raises(ValueError, match="invalid gameID"):
        venue.seed_order(game_id="game")
    with pytest.raises(ValueError, match="filled <= bet"):
        venue.seed_order(bet=Decimal(1), filled=Decimal(2))
    with pytest.raises(ValueError, match="seconds >= 0"):
        venue.advance(-1)
    venue.expire(order_id)
    with pytest.raises(ValueError, match="expected an order that is open, found expired"):
        venue.cancel_elsewhere(order_id)
    with pytest.raises(KeyError):
        venue.state(NOBODYS_ORDER)
