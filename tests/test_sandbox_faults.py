"""Every fault the sandbox can be asked for, over plain HTTP: what the caller sees, and what the venue did."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Generator
from typing import Any

import attrs
import httpx
import pytest
from plain_clients import SECONDS, fourcasters_http, predictstreet_http, socket_to
from websockets.exceptions import ConnectionClosedError

from crossbook.sandbox import Fault, FourcastersSandbox, PredictStreetSandbox, Sandbox

NOT_ACTED = (Fault.REQUEST_LOST, Fault.RATE_LIMITED, Fault.UNAVAILABLE)
SOCKET_ONLY = (Fault.SOCKET_DROPPED_BEFORE, Fault.SOCKET_DROPPED_AFTER, Fault.ENVELOPE_FAILED)
NEEDS_OTHER_TESTS = (*NOT_ACTED, *SOCKET_ONLY, Fault.STALL)
LOST = (Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.CUT_MID_REPLY)


@pytest.fixture
def sandbox() -> Generator[Sandbox]:
    with Sandbox() as running:
        yield running
    assert running.violations == ()


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
            batch.venue.fail_next(fault, batch.operation)
        return
    batch.venue.fail_next(fault, batch.operation)
    assert batch.http.get(batch.read).status_code == 200  # another operation is not struck
    if fault in LOST:
        with pytest.raises(httpx.RemoteProtocolError):
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
        case Fault.HTML | Fault.HTML_OK:
            assert (reply.status_code, reply.headers["content-type"]) == (502 if fault is Fault.HTML else 200, "text/html")
            assert reply.text.startswith("<html>")
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
        with pytest.raises(httpx.RemoteProtocolError):
            batch.post()
    else:
        reply = batch.post()
        assert (reply.status_code, reply.headers.get("retry-after")) == ((429, "7") if fault is Fault.RATE_LIMITED else (503, None))
    assert batch.states() == {"open"}
    assert [request.operation for request in batch.venue.requests] == [batch.operation]
    assert batch.post().status_code == 200
    assert batch.states() == {"cancelled"}


def test_faults_strike_in_the_order_they_were_asked_for(batch: Batch) -> None:
    for fault in (Fault.RATE_LIMITED, Fault.UNAVAILABLE, Fault.HTML):
        batch.venue.fail_next(fault, batch.operation)
    assert [batch.post().status_code for _ in range(4)] == [429, 503, 502, 200]


def test_a_caller_who_gives_up_does_not_undo_what_was_done(batch: Batch) -> None:
    batch.venue.fail_next(Fault.STALL, batch.operation)
    with pytest.raises(httpx.ReadTimeout):
        batch.http.post(batch.path, json=batch.body, timeout=0.1)
    assert batch.states() == {"cancelled"}


def test_a_reply_that_stalls_comes_when_it_is_released(batch: Batch) -> None:
    batch.venue.fail_next(Fault.STALL, batch.operation)
    replies: list[httpx.Response] = []
    caller = threading.Thread(target=lambda: replies.append(batch.post()))
    caller.start()
    until = time.monotonic() + SECONDS
    while batch.venue.release_stalled() == 0:
        assert time.monotonic() < until
    caller.join(SECONDS)
    assert batch.cancelled(replies[0]) == batch.ids
    assert batch.venue.release_stalled() == 0


def test_a_sandbox_that_stops_lets_go_of_whoever_waits(batch: Batch, sandbox: Sandbox) -> None:
    batch.venue.fail_next(Fault.STALL, batch.operation)
    failures: list[httpx.HTTPError] = []

    def call() -> None:
        try:
            batch.post()
        except httpx.HTTPError as error:
            failures.append(error)

    caller = threading.Thread(target=call)
    caller.start()
    until = time.monotonic() + SECONDS
    while not batch.venue.requests:
        assert time.monotonic() < until
    sandbox.stop()
    caller.join(SECONDS)
    assert len(failures) == 1


@pytest.mark.parametrize(
    ("fault", "operation"),
    [
        (Fault.ENVELOPE_FAILED, "cancelById"),
        (Fault.HTML, "placeV3"),
        (Fault.RATE_LIMITED, "cancelAll"),
        (Fault.SHORT, "cancel"),
        (Fault.SOCKET_DROPPED_AFTER, "getMe"),
        (Fault.HTML, "no such operation"),
    ],
)
def test_a_fault_that_could_never_strike_is_refused(sandbox: Sandbox, fault: Fault, operation: str) -> None:
    with pytest.raises(ValueError, match=operation):
        sandbox.fourcasters.fail_next(fault, operation)


@pytest.mark.parametrize("fault", SOCKET_ONLY)
def test_a_venue_without_a_socket_has_no_faults_of_one(sandbox: Sandbox, fault: Fault) -> None:
    with pytest.raises(ValueError, match="makes no sense"):
        sandbox.predictstreet.fail_next(fault)


def test_a_fault_of_a_socket_waits_for_a_message_and_passes_requests_by(sandbox: Sandbox) -> None:
    venue = sandbox.fourcasters
    order_id = venue.seed_order()
    venue.fail_next(Fault.SOCKET_DROPPED_BEFORE)
    with fourcasters_http(venue) as http:
        assert http.post("/session/cancel", json={"sessionID": order_id}).status_code == 200
    with socket_to(venue) as connection:
        connection.send(json.dumps(["cancelAll", {"requestID": "r1"}]))
        with pytest.raises(ConnectionClosedError):
            connection.recv(timeout=SECONDS)
