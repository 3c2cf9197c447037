"""Every fault the sandbox can be asked for, over plain HTTP: what the caller sees, and what the venue did."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Generator
from typing import Any, cast

import attrs
import httpx
import pytest
import sandboxes
from families import every
from plain_clients import SECONDS, SOON_GONE, fourcasters_http, predictstreet_http
from waiting import until

from crossbook.sandbox import Fault, FourcastersSandbox, PredictStreetSandbox, Sandbox

NOT_ACTED = (Fault.RESET, Fault.REQUEST_LOST, Fault.RATE_LIMITED, Fault.UNAVAILABLE, Fault.FOREIGN_PAGE, Fault.EMPTY_ERROR)
SOCKET_ONLY = tuple(fault for fault in Fault if fault.startswith(("socket_", "frame_", "envelope_", "book_")))
NEEDS_OTHER_TESTS = (*NOT_ACTED, *SOCKET_ONLY, Fault.STALL, Fault.FREEZE, Fault.EXTRA_REPLY)
LOST = (Fault.RESET, Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.CUT_MID_REPLY)


sandbox = pytest.fixture(sandboxes.running)


@attrs.frozen(kw_only=True)
class Batch:
    """A cancel of four orders at one of the venues, and what it takes to look at the reply."""

    venue: FourcastersSandbox | PredictStreetSandbox
    http: httpx.Client
    operation: str
    path: str
    read: str
    body: dict[str, list[str]]
    ids: list[str]

    def post(self) -> httpx.Response:
        return self.http.post(self.path, json=self.body)

    def cancelled(self, reply: httpx.Response) -> list[Any]:
        body = reply.json()
        return body["cancelled"] if "cancelled" in body else [entry["sessionID"] for entry in body["data"]]

    def states(self) -> set[str]:
        return {self.venue.state(order_id) for order_id in self.ids}


@pytest.fixture(params=["4casters", "predictstreet"])
def batch(sandbox: Sandbox, request: pytest.FixtureRequest) -> Generator[Batch]:
    if request.param == "4casters":
        ids = [sandbox.fourcasters.seed_order() for _ in range(4)]
        with fourcasters_http(sandbox.fourcasters) as http:
            yield Batch(
                venue=sandbox.fourcasters,
                http=http,
                operation="cancelMultiple",
                path="/session/cancelMultiple",
                read="/user/getMe",
                body={"sessionIDs": ids},
                ids=ids,
            )
        return
    ids = [sandbox.predictstreet.seed_order() for _ in range(4)]
    with predictstreet_http(sandbox.predictstreet) as http:
        yield Batch(
            venue=sandbox.predictstreet,
            http=http,
            operation="cancelBatch",
            path="/api/orders/cancel-batch",
            read="/api/orders/open",
            body={"orderIds": ids},
            ids=ids,
        )


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault not in NEEDS_OTHER_TESTS])
def test_a_fault_after_the_commit_strikes_once_and_leaves_the_orders_cancelled(batch: Batch, fault: Fault) -> None:
    if fault is Fault.ABORTED and batch.operation == "cancelBatch":
        with pytest.raises(ValueError, match="makes no sense"):
            batch.venue.fail_next(fault, batch.operation, transport="rest")
        return
    batch.venue.fail_next(fault, batch.operation, transport="rest")
    assert batch.http.get(batch.read).status_code == 200  # another operation is not struck
    if fault in LOST:
        with pytest.raises(httpx.TransportError):
            batch.post()
    else:
        seen(batch, fault, batch.post())
    assert batch.states() == {"cancelled"}
    assert batch.post().status_code == 200


def seen(batch: Batch, fault: Fault, reply: httpx.Response) -> None:
    """Compare a reply with what its fault is documented to do to it."""
    match fault:
        case Fault.UNAVAILABLE_AFTER_COMMIT:
            assert reply.status_code == 503
        case Fault.ABORTED:
            assert (reply.status_code, reply.json()) == (503, {"error": {"message": "Network Error", "code": 503}})
        case Fault.HTML | Fault.HTML_OK | Fault.FOREIGN_PAGE_AFTER_COMMIT:
            statuses = {Fault.HTML: 502, Fault.HTML_OK: 200, Fault.FOREIGN_PAGE_AFTER_COMMIT: 403}
            assert (reply.status_code, reply.headers["content-type"]) == (statuses[fault], "text/html")
            assert reply.text.startswith("<html>")
        case Fault.EMPTY_ERROR_AFTER_COMMIT:
            assert (reply.status_code, reply.content) == (502, b"")
        case Fault.TRUNCATED | Fault.EMPTY:
            assert (reply.status_code, reply.content == b"") == (200, fault is Fault.EMPTY)
            with pytest.raises(json.JSONDecodeError):
                reply.json()
        case Fault.LONG:
            *found, stranger = batch.cancelled(reply)
            assert (found, stranger in batch.ids) == (batch.ids, False)
        case _:
            assert batch.cancelled(reply) == {Fault.SHORT: batch.ids[1:], Fault.SHUFFLED: batch.ids[::-1]}[fault]


@pytest.mark.parametrize("fault", NOT_ACTED)
def test_a_fault_before_the_commit_leaves_the_orders_open(batch: Batch, fault: Fault) -> None:
    batch.venue.fail_next(fault, retry_after=7)
    if fault in LOST:
        with pytest.raises(httpx.TransportError):
            batch.post()
    else:
        reply = batch.post()
        statuses = {Fault.RATE_LIMITED: 429, Fault.UNAVAILABLE: 503, Fault.FOREIGN_PAGE: 403, Fault.EMPTY_ERROR: 502}
        retry_after = "7" if fault is Fault.RATE_LIMITED else None
        assert (reply.status_code, reply.headers.get("retry-after")) == (statuses[fault], retry_after)
    assert batch.states() == {"open"}
    assert [request.operation for request in batch.venue.requests] == [batch.operation]
    assert batch.post().status_code == 200
    assert batch.states() == {"cancelled"}


def test_faults_strike_in_the_order_they_were_asked_for(batch: Batch) -> None:
    for fault in (Fault.RATE_LIMITED, Fault.UNAVAILABLE, Fault.HTML):
        batch.venue.fail_next(fault, batch.operation)
    assert [batch.post().status_code for _ in range(4)] == [429, 503, 502, 200]


def test_a_caller_who_gives_up_does_not_undo_what_was_done(batch: Batch) -> None:
    batch.venue.fail_next(Fault.STALL, batch.operation, transport="rest")
    with pytest.raises(httpx.ReadTimeout):
        batch.http.post(batch.path, json=batch.body, timeout=SOON_GONE)
    until(lambda: batch.states() == {"cancelled"})


def test_a_reply_that_stalls_comes_when_it_is_released(batch: Batch) -> None:
    batch.venue.fail_next(Fault.STALL, batch.operation, transport="rest")
    replies: list[httpx.Response] = []
    caller = threading.Thread(target=lambda: replies.append(batch.post()))
    caller.start()
    until(lambda: batch.venue.release_stalled() > 0)
    caller.join(SECONDS)
    assert batch.cancelled(replies[0]) == batch.ids
    assert batch.venue.release_stalled() == 0


def test_a_sandbox_that_stops_lets_go_of_whoever_waits(batch: Batch, sandbox: Sandbox) -> None:
    batch.venue.fail_next(Fault.STALL, batch.operation, transport="rest")
    failures: list[httpx.HTTPError] = []

    def call() -> None:
        try:
            batch.post()
        except httpx.HTTPError as error:
            failures.append(error)

    caller = threading.Thread(target=call)
    caller.start()
    until(lambda: batch.venue.requests)
    sandbox.stop()
    caller.join(SECONDS)
    assert len(failures) == 1


def test_an_operation_of_rest_has_no_faults_of_a_socket(batch: Batch) -> None:
    def check(fault: Fault) -> None:
        with pytest.raises(ValueError, match="makes no sense"):
            batch.venue.fail_next(fault, transport="rest")

    every(SOCKET_ONLY, check)


def test_a_request_held_by_a_freeze_is_acted_on_at_the_thaw_though_its_caller_has_gone(batch: Batch) -> None:
    batch.venue.fail_next(Fault.FREEZE, batch.operation, transport="rest")
    with pytest.raises(httpx.ReadTimeout):
        batch.http.post(batch.path, json=batch.body, timeout=SOON_GONE)
    until(lambda: batch.venue.requests)
    assert batch.states() == {"open"}
    assert batch.venue.thaw() == 1
    assert batch.states() == {"cancelled"}


def test_a_frozen_venue_acts_in_the_order_things_came_and_answers_whoever_still_waits(batch: Batch) -> None:
    batch.venue.freeze()
    replies: list[httpx.Response] = []
    caller = threading.Thread(target=lambda: replies.append(batch.post()))
    caller.start()
    until(lambda: batch.venue.requests)
    assert batch.states() == {"open"}
    batch.venue.thaw()
    caller.join(SECONDS)
    assert batch.cancelled(replies[0]) == batch.ids
    assert batch.http.get(batch.read).status_code == 200


def test_an_extra_reply_is_left_on_the_connection_for_the_next_exchange(batch: Batch) -> None:
    batch.venue.fail_next(Fault.EXTRA_REPLY, batch.operation, transport="rest")
    request = batch.http.build_request("POST", batch.path, json=batch.body)
    with socket.create_connection((request.url.host, request.url.port or 0), SECONDS) as connection:
        head = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
        connection.sendall(f"POST {batch.path} HTTP/1.1\r\n{head}\r\n".encode() + request.read())
        received = b""
        while received.count(b"HTTP/1.1 200") < 2 or received[-200:].count(b"}") == 0:
            received += connection.recv(65536)
    assert received.count(b"HTTP/1.1 200") == 2
    assert batch.states() == {"cancelled"}


@pytest.mark.parametrize("status", [401, 404, 409])
def test_the_status_of_a_page_that_is_not_the_venues_can_be_chosen(batch: Batch, status: int) -> None:
    batch.venue.fail_next(Fault.FOREIGN_PAGE, batch.operation, status=status)
    reply = batch.post()
    assert (reply.status_code, reply.headers["content-type"]) == (status, "text/html")
    with pytest.raises(ValueError, match="expected a status"):
        batch.venue.fail_next(Fault.HTML, batch.operation, status=status)


def test_a_sandbox_that_breaks_says_so_and_answers_like_a_server() -> None:
    with Sandbox() as sandbox, fourcasters_http(sandbox.fourcasters) as http:
        sandbox.fourcasters.seed_order(user_reference=cast("str", object()))
        assert http.get("/user/getUnmatched").status_code == 500
        assert any("the sandbox failed" in violation.message for violation in sandbox.violations)
