"""Starting, stopping, threads, what is remembered, and that both directions are held against the specs."""

from __future__ import annotations

import threading
from collections.abc import Generator
from decimal import Decimal, localcontext
from typing import cast

import pytest
from plain_clients import GAME, SECONDS, ask, faults_of, fourcasters_http, predictstreet_http, socket_to
from websockets.exceptions import ConnectionClosed

from crossbook.sandbox import Sandbox

NOT_TEXT = cast("str", 7)
"""What a test can seed only by lying to the type checker; the venue's reply then breaks its spec."""


@pytest.fixture
def sandbox() -> Generator[Sandbox]:
    with Sandbox() as running:
        yield running


def port_of(url: str) -> int:
    return int(url.rpartition(":")[2])


def test_orders_can_be_set_up_before_the_start_and_are_kept_over_a_restart() -> None:
    sandbox = Sandbox()
    order_id, other = sandbox.fourcasters.seed_order(), sandbox.predictstreet.seed_order()
    for _ in range(2):
        with sandbox, fourcasters_http(sandbox.fourcasters) as http:
            listed = http.get("/user/getUnmatched").json()["data"]["unmatched"]
            assert [order["id"] for order in listed] == [order_id]
    with sandbox, predictstreet_http(sandbox.predictstreet) as http:
        http.post("/api/orders/cancel", json={"orderId": other})
    assert (sandbox.fourcasters.state(order_id), sandbox.predictstreet.state(other)) == ("open", "cancelled")


def test_a_sandbox_that_does_not_run_has_no_url() -> None:
    sandbox = Sandbox()
    for venue in (sandbox.fourcasters, sandbox.predictstreet):
        with pytest.raises(RuntimeError, match="expected a running sandbox"):
            _ = venue.url
    with pytest.raises(RuntimeError, match="expected a running sandbox"):
        _ = sandbox.fourcasters.orders_socket_url


def test_starting_twice_is_an_error_and_stopping_twice_is_not(sandbox: Sandbox) -> None:
    with pytest.raises(RuntimeError, match="found one that runs"):
        sandbox.start()
    sandbox.stop()
    sandbox.stop()


def test_a_port_can_be_chosen_unless_it_is_taken(sandbox: Sandbox) -> None:
    port = port_of(sandbox.fourcasters.url)
    with pytest.raises(OSError, match="address already in use"):
        Sandbox(fourcasters_port=port).start()
    sandbox.stop()
    with Sandbox(fourcasters_port=port) as again:
        assert port_of(again.fourcasters.url) == port


def test_stopping_closes_every_connection_and_leaves_no_thread() -> None:
    before = threading.enumerate()
    sandbox = Sandbox()
    sandbox.start()
    (own,) = [thread for thread in threading.enumerate() if thread.name == "crossbook-sandbox" and thread not in before]
    with socket_to(sandbox.fourcasters) as socket, fourcasters_http(sandbox.fourcasters) as http:
        assert http.get("/user/getMe").status_code == 200
        assert ask(socket, "cancelAll")["data"] == []
        sandbox.stop()
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=SECONDS)
    # Other sandboxes of this process, like one that a test left to the garbage collector, are none of its business.
    assert not own.is_alive()


def test_many_threads_may_talk_to_it_and_change_it_at_once(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    ids = [venue.seed_order() for _ in range(100)]
    statuses: list[int] = []

    def cancel(some: list[str]) -> None:
        with fourcasters_http(venue) as http:
            statuses.extend(http.post("/session/cancel", json={"sessionID": order_id}).status_code for order_id in some)

    callers = [threading.Thread(target=cancel, args=(ids[start::4],)) for start in range(4)]
    for caller in callers:
        caller.start()
    kept = [venue.seed_order() for _ in range(50)]
    for caller in callers:
        caller.join(SECONDS)
    assert statuses == [200] * len(ids)
    assert venue.open_order_ids() == tuple(kept)
    assert sandbox.violations == ()


def test_requests_are_remembered_without_their_secrets(sandbox: Sandbox) -> None:
    fourcasters, predictstreet = sandbox.fourcasters, sandbox.predictstreet
    with fourcasters_http(fourcasters) as http, predictstreet_http(predictstreet) as other, socket_to(fourcasters) as socket:
        http.get("/session/lookupOrder", params={"orderID": GAME}, headers={"Cookie": f"auth={fourcasters.token}"})
        ask(socket, "cancelAll")
        other.post("/api/orders/cancel-all", json={})
    seen = [(request.operation, request.transport, request.path, request.body) for request in fourcasters.requests]
    assert seen == [
        ("lookupOrder", "rest", f"/session/lookupOrder?orderID={GAME}", ""),
        ("cancelAll", "socket", "/orders/ws", '["cancelAll", {"requestID": "r1"}]'),
    ]
    assert [(request.operation, request.body) for request in predictstreet.requests] == [("cancelAll", "{}")]
    remembered = [str(dict(request.headers)) + repr(request) for request in (*fourcasters.requests, *predictstreet.requests)]
    assert all("[redacted]" in text for text in remembered)
    assert not any(secret in text for text in remembered for secret in (fourcasters.token, predictstreet.api_key))


@pytest.mark.parametrize(
    ("method", "path", "body", "message"),
    [
        ("POST", "/session/cancel", '{"sessionID": "malformed"}', "does not match"),
        ("POST", "/session/cancel", "{}", "'sessionID' is a required property"),
        ("POST", "/session/cancel", "{", "expected JSON"),
        ("POST", "/session/cancel", '{"sessionID": NaN}', "expected JSON"),
        ("POST", "/session/cancel", "", "expected a request body, found none"),
        ("GET", "/session/lookupOrder", "", "expected query parameter orderID, found none"),
        ("GET", "/user/getMe?verbose=1", "", "query parameter verbose is not in the spec"),
        ("GET", "/user/getMe", "{}", "expected no request body, found one"),
        ("GET", "/user/logout", "", "expected a method and path of the spec"),
    ],
)
def test_a_request_that_breaks_the_spec_is_recorded(sandbox: Sandbox, method: str, path: str, body: str, message: str) -> None:
    with fourcasters_http(sandbox.fourcasters) as http:
        http.request(method, path, content=body, headers={"Content-Type": "application/json"})
    (fault,) = faults_of(sandbox, "request")
    assert message in fault
    assert faults_of(sandbox, "reply") == []


def test_a_request_of_another_media_type_is_recorded_and_refused(sandbox: Sandbox) -> None:
    order_id = sandbox.fourcasters.seed_order()
    with fourcasters_http(sandbox.fourcasters) as http:
        assert http.post("/session/cancel", content=f'{{"sessionID": "{order_id}"}}').status_code == 400
    assert faults_of(sandbox, "request") == ["expected content-type application/json, found none"]
    assert sandbox.fourcasters.state(order_id) == "open"


def test_a_frame_that_breaks_the_spec_is_recorded(sandbox: Sandbox) -> None:
    with socket_to(sandbox.fourcasters) as socket:
        ask(socket, "cancelById", orderId="malformed")
        ask(socket, "heartbeat", requestTimeout="10")
    first, second = faults_of(sandbox, "request")
    assert "does not match" in first
    assert "is not of type number" in second


def test_a_reply_of_its_own_that_breaks_the_spec_is_recorded(sandbox: Sandbox) -> None:
    fourcasters, predictstreet = sandbox.fourcasters, sandbox.predictstreet
    first, second = (fourcasters.seed_order(user_reference=NOT_TEXT) for _ in range(2))
    predictstreet.seed_order(client_order_id=NOT_TEXT)
    with fourcasters_http(fourcasters) as http, predictstreet_http(predictstreet) as other, socket_to(fourcasters) as socket:
        http.post("/session/cancel", json={"sessionID": first})
        ask(socket, "cancelById", orderId=second)
        other.get("/api/orders/open")
    assert faults_of(sandbox, "request") == []
    assert [(fault.venue, fault.operation, fault.direction) for fault in sandbox.violations] == [
        ("fourcasters", "cancel", "reply"),
        ("fourcasters", "cancelById", "reply"),
        ("predictstreet", "listOpenOrders", "reply"),
    ]
    assert all("7 is not of type string" in fault.message for fault in sandbox.violations)


def test_amounts_are_seeded_and_shown_exactly(sandbox: Sandbox) -> None:
    exact = Decimal("0.1000000000000000055511151231257827")
    order_id = sandbox.fourcasters.seed_order(bet=Decimal(1), filled=exact)
    with fourcasters_http(sandbox.fourcasters) as http:
        reply = http.post("/session/cancel", json={"sessionID": order_id})
    assert f'"filled":{exact}' in reply.text
    with localcontext(prec=50):
        assert f'"remaining":{1 - exact}' in reply.text
