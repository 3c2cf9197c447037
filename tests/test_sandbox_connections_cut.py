"""Faults of a websocket connection as a whole, of replies and of bytes, seen by a plain client."""

from __future__ import annotations

import json
import socket
from base64 import b64encode
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import httpx
import pytest
import sandboxes
from feed_clients import command, ending, gateway, price_feed, read, silent, tell, user_feed
from plain_clients import GAME, SECONDS, ask, socket_to
from sandboxes import MARKET
from waiting import until
from websockets.exceptions import ConnectionClosed

from crossbook.sandbox import Fault, Sandbox, UnfiredFaults

USER_FEED: Final = "/v2/user"
sandbox = pytest.fixture(sandboxes.with_market)


def test_half_a_frame_is_half_of_its_bytes(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    address = urlsplit(venue.user_feed_url)
    venue.fail_next(Fault.FRAME_HALF, "event")
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=SECONDS) as raw:
        raw.sendall(opening(address, f"Authorization: {venue.token}"))
        received = b""
        while b"\r\n\r\n" not in received:
            received += raw.recv(65536)
        venue.seed_order()
        while piece := raw.recv(65536):
            received += piece
    frame = received.partition(b"\r\n\r\n")[2]
    promised = int.from_bytes(frame[2:4], "big") + 4
    assert (frame[:2], len(frame)) == (b"\x81\x7e", promised // 2)


# ---- of replies


@pytest.mark.parametrize("fault", [Fault.FRAME_HALF, Fault.SOCKET_CLOSED, Fault.REPLY_LOST, Fault.SOCKET_DROPPED_BEFORE])
@pytest.mark.parametrize("name", ["orders", "market"])
def test_a_reply_ends_its_connection(sandbox: Sandbox, fault: Fault, name: str) -> None:
    if name == "orders":
        sandbox.fourcasters.fail_next(fault, "cancelAll")
        with socket_to(sandbox.fourcasters) as connection, pytest.raises(ConnectionClosed):
            ask(connection, "cancelAll")
    else:
        sandbox.predictstreet.fail_next(fault, "ping")
        with gateway(sandbox.predictstreet, "market") as connection:
            read(connection)
            with pytest.raises(ConnectionClosed):
                command(connection, "ping")


def test_a_held_subscription_has_its_reply_before_its_snapshot(sandbox: Sandbox) -> None:
    venue = sandbox.predictstreet
    wanted = {"channel": "token_book", "ids": [venue.market(MARKET).token_ids[0]]}
    with gateway(venue, "market") as connection:
        read(connection)
        venue.fail_next(Fault.FREEZE, "subscribe")
        connection.send(json.dumps({"id": 4, "cmd": "subscribe", "params": {"subscriptions": [wanted]}}))
        assert silent(connection)
        assert venue.thaw() == 1
        assert [read(connection)["type"] for _ in range(2)] == ["subscribed", "book_snapshot"]


def test_a_command_of_the_price_feed_is_lost_or_held(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    nothing: dict[str, Any] = {"gameIDs": [], "leagueIDs": [], "sportIDs": [], "replace": True}
    venue.add_game(game_id=GAME)
    with price_feed(venue) as feed:
        venue.fail_next(Fault.FREEZE, "subscribe")
        tell(feed, type="subscribe", **nothing)
        venue.seed_order(game_id=GAME)
        assert read(feed)[0] == "orderUpdate"
        venue.thaw()
        venue.seed_order(game_id=GAME)
        assert silent(feed)
        venue.fail_next(Fault.REQUEST_LOST, "subscribeAll")
        feed.send('{"type": "subscribeAll"}')
        assert ending(feed).rcvd is None


def test_a_greeting_can_refuse(sandbox: Sandbox) -> None:
    venue = sandbox.predictstreet
    venue.fail_next(Fault.SOCKET_CLOSED, "connected", path="/ws/user", code=4401, reason="api_key_auth_disabled")
    with gateway(venue, "market") as connection:
        assert read(connection)["type"] == "connected"
    with gateway(venue, "user") as connection:
        closed = ending(connection)
    assert closed.rcvd is not None
    assert (closed.rcvd.code, closed.rcvd.reason) == (4401, "api_key_auth_disabled")


# ---- of a connection as a whole


def test_open_connections_are_listed_and_cut_by_path(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    with user_feed(venue) as user, price_feed(venue, venue.other_token) as prices, socket_to(venue) as orders:
        assert [(found.path, found.account) for found in venue.sockets] == [
            (USER_FEED, "own"),
            ("/price-stream", "other"),
            ("/orders/ws", "own"),
        ]
        assert venue.drop_sockets(USER_FEED) == 1
        assert ending(user).rcvd is None
        assert silent(prices)
        assert venue.close_sockets(1012, "restart", path="/price-stream") == 1
        closed = ending(prices)
        assert closed.rcvd is not None
        assert (closed.rcvd.code, closed.rcvd.reason) == (1012, "restart")
        assert venue.mute_sockets() >= 1
        assert not orders.ping().wait(0.1)


def test_a_slow_connection_is_cut_at_once_however_much_waits(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    with user_feed(venue) as feed:
        assert venue.slow_sockets(3600) == 1
        for _ in range(5):
            venue.seed_order()
        venue.drop_sockets()
        assert ending(feed).rcvd is None


def test_a_connection_that_was_slow_is_quick_again(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    with user_feed(venue) as feed:
        venue.slow_sockets(0.01)
        first = venue.seed_order()
        assert read(feed)["unmatched"]["orderID"] == first
        venue.slow_sockets(0)
        second = venue.seed_order()
        assert read(feed)["unmatched"]["orderID"] == second


def test_what_is_no_code_no_time_or_no_path_is_refused(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    misfits: list[dict[str, Any]] = [{"code": 1006}, {"code": 2000}, {"reason": "x" * 124}, {"path": "/elsewhere"}, {"seconds": -1}]
    for wrong in misfits:
        with pytest.raises(ValueError, match="expected"):
            venue.fail_next(Fault.SOCKET_CLOSED, "event", **wrong)
    with pytest.raises(ValueError, match="close code"):
        venue.close_sockets(999)
    with pytest.raises(ValueError, match="seconds"):
        venue.slow_sockets(-1)


def test_a_fault_of_a_feed_that_never_strikes_is_told(sandbox: Sandbox) -> None:
    del sandbox
    with pytest.raises(UnfiredFaults, match="frame_lost at event over /v2/user"), Sandbox() as planned:
        planned.fourcasters.fail_next(Fault.FRAME_LOST, "event", path=USER_FEED)


def test_faults_and_connections_are_controlled_over_http(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    with user_feed(venue) as feed, httpx.Client(base_url=f"{venue.url}/_sandbox") as http:
        planned = {"fault": "frame_repeated", "operation": "event"}
        assert http.post("/fourcasters/fail_next", json=planned).status_code == 200
        assert http.get("/fourcasters/pending_faults").json()["result"][0]["fault"] == "frame_repeated"
        venue.seed_order()
        assert read(feed) == read(feed)
        assert http.get("/fourcasters/sockets").json()["result"] == [{"path": USER_FEED, "account": "own"}]
        assert http.post("/fourcasters/close_sockets", json={"code": 4000}).json()["result"] == 1
        closed = ending(feed)
        assert closed.rcvd is not None
        assert closed.rcvd.code == 4000


def test_a_reader_that_does_not_read_is_cut_off(sandbox: Sandbox) -> None:
    venue = sandbox.predictstreet
    address = urlsplit(venue.user_socket_url)
    venue.set_event("order_placed", {"much": "x" * 4_000_000})
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=SECONDS) as raw:
        raw.sendall(opening(address, f"X-Api-Key: {venue.api_key}") + masked({"id": 1, "cmd": "subscribe", "params": ORDERS}))
        while b"subscribed" not in raw.recv(65536):
            pass
        for _ in range(100):
            venue.seed_order(market_id=MARKET)
            if not venue.sockets:
                return
        # The sandbox writes in a thread of its own: all 400 MB may be told before it has come to the first.
        until(lambda: not venue.sockets, "a connection that is cut, and does not take 400 MB,")


ORDERS: Final = {"subscriptions": [{"channel": "user_orders"}]}


def opening(address: SplitResult, *headers: str) -> bytes:
    """Write the handshake of a client that is nobody's."""
    head = [
        f"GET {address.path} HTTP/1.1",
        f"Host: {address.netloc}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {b64encode(b'0123456789abcdef').decode()}",
        "Sec-WebSocket-Version: 13",
        *headers,
    ]
    return "\r\n".join([*head, "", ""]).encode()


def masked(frame: object) -> bytes:
    """Write a short text message as a client must, masked; with zeros, which change nothing."""
    payload = json.dumps(frame).encode()
    assert len(payload) < 126
    return bytes((0x81, 0x80 | len(payload), 0, 0, 0, 0)) + payload
