"""Edits in the 4casters sandbox: which order is there afterwards, and what it is called. Over plain HTTP."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import httpx
import plain_market
import pytest
import sandboxes
from plain_clients import fourcasters_http

from crossbook.sandbox import FourcastersGame, FourcastersSandbox, Sandbox

sandbox = pytest.fixture(sandboxes.at_noon)
venue = pytest.fixture(sandboxes.fourcasters)
game = pytest.fixture(plain_market.game)
http = pytest.fixture(plain_market.http)


def edited(http: httpx.Client, path: str, **body: Any) -> Any:
    reply = http.post(path, json=body)
    assert reply.status_code == 200, reply.text
    return reply.json(parse_float=Decimal)["data"]


BOTH = pytest.mark.parametrize("path", ["/session/editOrder", "/session/v4/editOrder"])


@BOTH
def test_an_edit_replaces_an_order_by_one_with_another_id(
    venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client, path: str
) -> None:
    old = venue.seed_order(game_id=game.id, odds=180, user_reference="ref-1", filled=Decimal(30))
    data = edited(http, path, sessionID=old, orderOdds=185, orderVolume=100)
    assert (data["cancelled"]["success"], data["cancelled"]["orderID"], data["cancelled"]["filled"]) == (True, old, 30)
    new = data["unmatched"]["orderID"]
    # Whatever was filled of the old one, the new one is as large as it was asked to be.
    assert (venue.state(old), venue.order(new).odds, venue.order(new).bet) == ("cancelled", Decimal(185), Decimal(100))
    assert venue.open_order_ids() == (new,)


@BOTH
def test_an_edit_into_the_other_side_is_matched(venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client, path: str) -> None:
    venue.trader("other").place(game.id, "moneyline", game.home.id, odds=-110, bet=55)
    old = venue.seed_order(game_id=game.id, odds=120)
    data = edited(http, path, sessionID=old, orderOdds=110, orderVolume=80, userReference="new")
    (fill,) = data["matched"]
    assert (fill["amount"], fill["userReference"], data["unmatched"]["offered"]) == (50, "new", 30)


@BOTH
def test_an_edit_of_what_cannot_be_cancelled_places_nothing(venue: FourcastersSandbox, http: httpx.Client, path: str) -> None:
    gone, foreign = venue.seed_order(), venue.seed_order(owner="other")
    venue.cancel_elsewhere(gone)
    for order_id in (gone, foreign, "0" * 24):
        data = edited(http, path, sessionID=order_id, orderOdds=185, orderVolume=100)
        assert (data["cancelled"]["success"], data["matched"], "unmatched" in data) == (False, [], False)
    assert venue.open_order_ids() == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"orderOdds": None},
        {"orderOdds": 0},
        {"orderVolume": None},
        {"orderVolume": 0},
        {"orderType": "iceberg"},
        {"expiryChange": "x"},
        {"sessionID": "malformed"},
    ],
)
@BOTH
def test_an_edit_that_is_wrong_leaves_the_order_alone(path: str, wrong: dict[str, Any]) -> None:
    with Sandbox() as sandbox, fourcasters_http(sandbox.fourcasters) as http:
        order_id = sandbox.fourcasters.seed_order()
        reply = http.post(path, json={"sessionID": order_id, "orderOdds": 185, "orderVolume": 100, **wrong})
        assert (reply.status_code, reply.json().get("errorType")) == (400, "validation_error" if "v4" in path else None)
        assert sandbox.fourcasters.open_order_ids() == (order_id,)
        assert [violation for violation in sandbox.violations if violation.direction == "reply"] == []


def test_a_guarded_edit_stops_after_the_cancel_where_the_remainder_is_another(
    venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client
) -> None:
    first, second = (venue.seed_order(game_id=game.id, odds=180, filled=Decimal(30)) for _ in range(2))
    body = {"orderOdds": 185, "orderVolume": 70, "intendedOrderVolume": 100}
    stopped = edited(http, "/session/v4/editOrder", sessionID=first, **body)
    assert (stopped["cancelled"]["remaining"], stopped["matched"], "unmatched" in stopped) == (70, [], False)
    assert "unmatched" in edited(http, "/session/editOrder", sessionID=second, **body)  # only v4 looks at it
    third = venue.seed_order(game_id=game.id, odds=180)
    refused = http.post("/session/v4/editOrder", json={"sessionID": third, **body, "blockIfNoOtherSideOrders": True})
    assert (refused.status_code, venue.state(third)) == (400, "open")


def test_an_edit_that_the_new_order_does_not_survive_has_destroyed_the_old_one(
    venue: FourcastersSandbox, game: FourcastersGame, http: httpx.Client
) -> None:
    order_id = venue.seed_order(game_id=game.id, odds=180)
    data = edited(http, "/session/editOrder", sessionID=order_id, orderOdds=185, orderVolume=1_000_000)
    assert (data["cancelled"]["success"], "unmatched" in data, venue.open_order_ids()) == (True, False, ())


def test_an_edit_on_a_live_game_stands_five_minutes(venue: FourcastersSandbox, http: httpx.Client) -> None:
    game = venue.add_game(phase="live")
    order_id = venue.seed_order(game_id=game.id, odds=180)
    new = edited(http, "/session/editOrder", sessionID=order_id, orderOdds=185, orderVolume=100)["unmatched"]["orderID"]
    longer = edited(http, "/session/editOrder", sessionID=new, orderOdds=185, orderVolume=100, expiryChange="7")["unmatched"]["orderID"]
    venue.advance(6 * 60)
    assert venue.state(longer) == "open"
    venue.advance(61)
    assert venue.state(longer) == "expired"
