"""The 4casters orders websocket in the sandbox, over a plain websocket."""

from __future__ import annotations

import json
from collections.abc import Generator

import pytest
import sandboxes
from plain_clients import GAME, NOBODYS_ORDER, SECONDS, ask, faults_of, receive, send, socket_to
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import ClientConnection

from crossbook.sandbox import Fault, FourcastersSandbox, Sandbox

PLACED = {"gameId": GAME, "bet": 100, "type": "total", "side": "over", "orderType": "limit", "odds": -104, "number": 50}


venue = pytest.fixture(sandboxes.fourcasters)


@pytest.fixture
def socket(venue: FourcastersSandbox) -> Generator[ClientConnection]:
    with socket_to(venue) as connection:
        yield connection


def test_a_bad_token_is_refused_at_the_handshake(venue: FourcastersSandbox) -> None:
    with pytest.raises(InvalidStatus) as refused:
        socket_to(venue, "not a token")
    assert refused.value.response.status_code == 401


def test_orders_rest_and_failures_stand_in_their_place(sandbox: Sandbox, venue: FourcastersSandbox, socket: ClientConnection) -> None:
    reply = ask(socket, "placeV3", orders=[PLACED, PLACED | {"gameId": "zz"}, PLACED | {"orderType": "fillOrKill"}])
    first, *failures = reply["data"]
    assert (reply["requestID"], first["matched"]) == ("r1", [])
    assert venue.state(first["unmatched"]["orderID"]) == "open"
    assert failures == [
        {"error": "game not found: invalid gameID: the provided hex string is not a valid ObjectID", "error_type": "validation_error"},
        {"error": "fill or kill has no matches", "error_type": "rejected_order_type_rules"},
    ]
    assert sandbox.violations == ()


def test_a_cancel_by_id_reports_one_entry(sandbox: Sandbox, venue: FourcastersSandbox, socket: ClientConnection) -> None:
    order_id = venue.seed_order(market_type="total", side="over", game_id=GAME)
    assert ask(socket, "cancelById", orderId=order_id)["data"] == [
        {
            "success": True,
            "orderID": order_id,
            "odds": -110,
            "filled": 0,
            "offered": 0,
            "remaining": 100,
            "side": "over",
            "number": venue.order(order_id).number,
            "gameID": GAME,
            "userReference": "",
            "description": "over 209.5",
        }
    ]
    assert venue.state(order_id) == "cancelled"
    assert sandbox.violations == ()


def test_a_cancel_by_id_that_fails_is_an_error_in_the_envelope(venue: FourcastersSandbox, socket: ClientConnection) -> None:
    done, expired, graded = venue.seed_order(), venue.seed_order(), venue.seed_order()
    venue.cancel_elsewhere(done)
    venue.expire(expired)
    venue.grade(graded)
    expected = {
        done: "order already cancelled",
        expired: "order is expired",
        graded: "order already graded",
        venue.seed_order(owner="other"): "unauthorized: order does not belong to user",
        NOBODYS_ORDER: "order not found",
        "malformed": "invalid order ID format",
    }
    replies = {order_id: ask(socket, "cancelById", orderId=order_id) for order_id in expected}
    assert replies == {order_id: {"requestID": "r1", "error": error} for order_id, error in expected.items()}


def test_a_batch_names_every_id_also_those_that_fail(venue: FourcastersSandbox, socket: ClientConnection) -> None:
    good, foreign = venue.seed_order(), venue.seed_order(owner="other")
    first, *failures = ask(socket, "cancelMultiple", orderIDs=[good, foreign, NOBODYS_ORDER, "malformed", good])["data"]
    assert (first["success"], first["orderID"]) == (True, good)
    assert failures == [
        {"success": False, "orderID": foreign, "description": "unauthorized: order does not belong to user"},
        {"success": False, "orderID": NOBODYS_ORDER, "description": "order not found"},
        {"success": False, "orderID": "malformed", "description": "invalid order ID format"},
        {"success": False, "orderID": good, "description": "order already cancelled"},
    ]


def test_a_cancel_for_a_game_can_be_narrowed_to_type_side_and_market(venue: FourcastersSandbox, socket: ClientConnection) -> None:
    spread = venue.seed_order(game_id=GAME, market_type="spread")
    draw = venue.seed_order(game_id=GAME, market_type="moneyline1x2")
    moneyline, elsewhere = venue.seed_order(game_id=GAME), venue.seed_order(game_id="a" * 24)

    def cancelled(**narrowed: str) -> list[str]:
        return [entry["orderID"] for entry in ask(socket, "cancelAllByGame", gameId=GAME, **narrowed)["data"]]

    assert cancelled(side="nobody's") == []
    assert cancelled(type="spread", side=venue.order(spread).side, market="main") == [spread]
    assert cancelled(market="draw") == [draw]
    assert cancelled() == [moneyline]
    assert [entry["orderID"] for entry in ask(socket, "cancelAll")["data"]] == [elsewhere]


def test_a_heartbeat_that_lapses_cancels(venue: FourcastersSandbox, socket: ClientConnection) -> None:
    assert ask(socket, "heartbeat", requestTimeout=0) == {"requestID": "r1", "error": "Invalid heartbeat timeout"}
    acknowledged = ask(socket, "heartbeat", requestTimeout=10)["data"]
    assert (acknowledged["type"], acknowledged["timeoutSec"]) == ("heartbeatAck", 10)
    order_id = venue.seed_order()
    venue.advance(9)
    assert venue.state(order_id) == "open"
    venue.advance(2)
    assert venue.state(order_id) == "cancelled"


@pytest.mark.parametrize(
    "frame", ["{not json", "[1]", '["cancelAll"]', '["cancelAll", {}, {}]', '{"cancelAll": {}}', '["no such message", {}]', b"\x00"]
)
def test_a_frame_that_is_no_message_gets_an_error(sandbox: Sandbox, socket: ClientConnection, frame: str | bytes) -> None:
    socket.send(frame)
    assert receive(socket).keys() == {"requestID", "error"}
    assert len(faults_of(sandbox, "request")) == 1


def test_a_request_without_an_id_is_answered_under_one_made_up(sandbox: Sandbox, socket: ClientConnection) -> None:
    socket.send(json.dumps(["cancelAll", {}]))
    reply = receive(socket)
    assert (len(reply["requestID"]), reply["data"]) == (24, [])
    assert len(faults_of(sandbox, "request")) == 1


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (Fault.SOCKET_DROPPED_BEFORE, "open"),
        (Fault.REQUEST_LOST, "open"),
        (Fault.SOCKET_DROPPED_AFTER, "cancelled"),
        (Fault.REPLY_LOST, "cancelled"),
    ],
)
def test_a_socket_is_dropped_before_or_after_the_venue_acted(venue: FourcastersSandbox, fault: Fault, state: str) -> None:
    order_id = venue.seed_order()
    venue.fail_next(fault, "cancelById")
    with socket_to(venue) as connection:
        send(connection, "cancelById", orderId=order_id)
        with pytest.raises(ConnectionClosedError):
            connection.recv(timeout=SECONDS)
    assert venue.state(order_id) == state
    with socket_to(venue) as connection:
        assert "requestID" in ask(connection, "cancelById", orderId=order_id)


@pytest.mark.parametrize("message", ["cancelMultiple", "cancelAllByGame", "cancelAll"])
def test_a_batch_that_fails_as_a_whole_has_been_done_by_half(venue: FourcastersSandbox, socket: ClientConnection, message: str) -> None:
    ids = [venue.seed_order(game_id=GAME) for _ in range(4)]
    payloads: dict[str, dict[str, object]] = {"cancelMultiple": {"orderIDs": ids}, "cancelAllByGame": {"gameId": GAME}, "cancelAll": {}}
    venue.fail_next(Fault.ENVELOPE_FAILED, message)
    assert ask(socket, message, **payloads[message]) == {"requestID": "r1", "error": f"Failed to process {message}"}
    assert [venue.state(order_id) for order_id in ids] == ["cancelled", "cancelled", "open", "open"]


@pytest.mark.parametrize("fault", [Fault.SHORT, Fault.LONG, Fault.SHUFFLED])
def test_a_list_reply_is_made_wrong_although_the_venue_acted(venue: FourcastersSandbox, socket: ClientConnection, fault: Fault) -> None:
    ids = [venue.seed_order() for _ in range(3)]
    venue.fail_next(fault, "cancelMultiple", transport="socket")
    found = [entry["orderID"] for entry in ask(socket, "cancelMultiple", orderIDs=ids)["data"]]
    stranger = set(found) - set(ids)
    assert found == {Fault.SHORT: ids[1:], Fault.LONG: [*ids, *stranger], Fault.SHUFFLED: ids[::-1]}[fault]
    assert len(stranger) == (1 if fault is Fault.LONG else 0)
    assert {venue.state(order_id) for order_id in ids} == {"cancelled"}


def test_a_truncated_reply_is_no_json(venue: FourcastersSandbox, socket: ClientConnection) -> None:
    venue.fail_next(Fault.TRUNCATED, "cancelAll")
    send(socket, "cancelAll")
    with pytest.raises(ValueError, match=r"delimiter|Unterminated|Expecting"):
        json.loads(socket.recv(timeout=SECONDS))


def test_a_reply_that_stalls_holds_no_other_up(venue: FourcastersSandbox, socket: ClientConnection) -> None:
    slow, quick = venue.seed_order(), venue.seed_order()
    venue.fail_next(Fault.STALL, "cancelById")
    send(socket, "cancelById", request_id="slow", orderId=slow)
    send(socket, "cancelById", request_id="quick", orderId=quick)
    assert receive(socket)["requestID"] == "quick"
    assert venue.state(slow) == "cancelled"
    assert venue.release_stalled() == 1
    assert receive(socket)["requestID"] == "slow"
