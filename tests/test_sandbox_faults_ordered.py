"""Faults that could never strike are refused, and those that never struck are told at the end."""

from __future__ import annotations

import json

import pytest
import sandboxes
from plain_clients import SECONDS, fourcasters_http, socket_to
from websockets.exceptions import ConnectionClosedError

from crossbook.sandbox import Fault, Sandbox, UnfiredFaults
from crossbook_bindings.fourcasters.orders_socket import commands as socket_commands
from crossbook_bindings.fourcasters.rest import effects as rest_effects

sandbox = pytest.fixture(sandboxes.running)


@pytest.mark.parametrize(
    ("fault", "operation"),
    [
        (Fault.ENVELOPE_FAILED, "cancelById"),
        (Fault.HTML, "placeV3"),
        (Fault.RATE_LIMITED, "cancelAll"),
        (Fault.SHORT, "cancel"),
        (Fault.SOCKET_DROPPED_AFTER, "getMe"),
        (Fault.REPLY_LOST, "cancelMultiple"),  # of REST or of the socket?
        (Fault.HTML, "no such operation"),
    ],
)
def test_a_fault_that_could_never_strike_is_refused(sandbox: Sandbox, fault: Fault, operation: str) -> None:
    with pytest.raises(ValueError, match=operation):
        sandbox.fourcasters.fail_next(fault, operation)


def test_a_venue_has_no_faults_of_messages_that_only_the_other_has(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="makes no sense"):
        sandbox.predictstreet.fail_next(Fault.ENVELOPE_FAILED)
    with pytest.raises(ValueError, match="makes no sense"):
        sandbox.fourcasters.fail_next(Fault.BOOK_FAILED)


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


def test_a_fault_can_be_ordered_for_an_operation_or_a_message_of_the_bindings(sandbox: Sandbox) -> None:
    sandbox.fourcasters.fail_next(Fault.REPLY_LOST, rest_effects.CANCEL_MULTIPLE)
    sandbox.fourcasters.fail_next(Fault.REPLY_LOST, socket_commands.CANCEL_MULTIPLE, times=2)
    planned = [(pending.operation, pending.transport) for pending in sandbox.fourcasters.pending_faults]
    assert planned == [("cancelMultiple", "rest"), ("cancelMultiple", "socket"), ("cancelMultiple", "socket")]
    with pytest.raises(ValueError, match="expected an operation of predictstreet"):
        sandbox.predictstreet.fail_next(Fault.REPLY_LOST, rest_effects.CANCEL_MULTIPLE)
    assert len(sandbox.fourcasters.clear_faults()) == 3


def with_a_fault_that_never_strikes(error: Exception | None = None, *, faults_must_fire: bool = True) -> None:
    with Sandbox(faults_must_fire=faults_must_fire) as sandbox:
        sandbox.fourcasters.fail_next(Fault.SOCKET_DROPPED_AFTER, "cancelMultiple")
        with fourcasters_http(sandbox.fourcasters) as http:
            assert http.post("/session/cancelMultiple", json={"sessionIDs": []}).status_code == 200
        if error is not None:
            raise error


def test_a_fault_that_never_struck_is_told_at_the_end() -> None:
    with pytest.raises(UnfiredFaults, match="socket_dropped_after at cancelMultiple") as told:
        with_a_fault_that_never_strikes()
    assert len(told.value.pending) == 1


def test_who_opts_out_or_failed_anyway_hears_nothing_of_faults_that_never_struck() -> None:
    with_a_fault_that_never_strikes(faults_must_fire=False)
    with pytest.raises(ZeroDivisionError):
        with_a_fault_that_never_strikes(ZeroDivisionError())
