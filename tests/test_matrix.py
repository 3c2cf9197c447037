"""Every operation x every failing status x every kind of body ends in a typed error or a typed outcome.

Never in None, and never in another exception. Which class it is follows from the effect table in the spec file: where the
venue certainly did nothing it is a refusal, and everywhere else it is unknown.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from itertools import product
from typing import Any

import pytest
from accounts import ORDER, async_fourcasters_at, async_predictstreet_at, fourcasters_at, predictstreet_at
from families import every
from operations import METHODS, SENDS, VENUES, Case, documented_error, operations, outcomes_of, proves, reads
from replies import Answer, Replies

from crossbook import (
    CancelUnknown,
    CrossbookError,
    EditUnknown,
    Forbidden,
    NotCancelled,
    NotCancelledReason,
    NotEdited,
    NotFound,
    OutcomeUnknown,
    PlaceUnknown,
    RateLimited,
    ReadFailed,
    Refused,
    Unauthorized,
    VenueFailed,
)

ONCE = {"placeOrders", "editOrder", "editOrderV4", "cancelByReference", "cancelAllOrdersForGame", "cancelAllForLeague"} | {
    "cancelAllOrders",
    "cancelAll",
}
STATUSES = (400, 401, 403, 404, 408, 409, 418, 429, 499, 500, 502, 503, 504, 520, 522)
BODIES = ("documented", "other JSON", "HTML", "empty", "truncated")
REFUSALS = {401: Unauthorized, 403: Forbidden, 404: NotFound, 429: RateLimited}
VERDICTS = {400: NotCancelledReason.OTHER, 403: NotCancelledReason.OTHER, 409: NotCancelledReason.OTHER}


def body(kind: str, venue: str, status: int) -> bytes:
    match kind:
        case "documented":
            return documented_error(venue, status)
        case "other JSON":
            return b'{"statusCode":500,"unexpected":["shape",1]}'
        case "HTML":
            return b"<!DOCTYPE html><html><title>Bad gateway</title></html>"
        case "empty":
            return b""
        case _:
            return documented_error(venue, status)[:-7]


@pytest.fixture(scope="module")
def clients(server: Replies) -> Generator[dict[str, Any]]:
    with fourcasters_at(server.url) as fourcasters, predictstreet_at(server.url) as predictstreet:
        yield {"fourcasters": fourcasters, "predictstreet": predictstreet}


@pytest.fixture
async def async_clients(server: Replies) -> AsyncGenerator[dict[str, Any]]:
    async with async_fourcasters_at(server.url) as fourcasters, async_predictstreet_at(server.url) as predictstreet:
        yield {"fourcasters": fourcasters, "predictstreet": predictstreet}


def check(case: Case, status: int, kind: str, ended: Any) -> None:
    """Check what an operation ended in, an outcome or an error, against the effect table of the spec."""
    refused = proves(case, status) == "not_acted" and not (reads(case) and not 400 <= status < 500)
    # Of what may be done only once, a 429 in another form than the venue's proves nothing.
    refused = refused and not (status == 429 and kind != "documented" and case.operation in ONCE)
    if case.operation == "cancel" and case.names_orders and status in VERDICTS:
        assert refused
        check_verdict(status, kind, ended)
    elif case.operation == "cancelBatch" and case.names_orders and status == 400:
        assert [(outcome.reason, outcome.may_be_open) for outcome in ended] == [(NotCancelledReason.REFUSED, True)] * 2
    elif case.operation.startswith("editOrder") and case.names_orders and status == 400:
        assert refused
        check_refused_edit(kind, ended)
    elif refused:
        assert type(ended) is REFUSALS.get(status, Refused)
        assert (ended.status, ended.safe_to_repeat) == (status, True)
        if case.names_orders:
            assert {getattr(outcome, "reason", None) for outcome in outcomes_of(ended.outcomes)} == {"refused"}
            assert {outcome.may_be_open for outcome in ended.outcomes} == {case.operation != "placeOrders"}
    elif case.names_orders:
        outcomes = outcomes_of(ended)
        assert outcomes, "each order that was named has an outcome"
        assert {type(outcome) for outcome in outcomes} <= {CancelUnknown, PlaceUnknown}
        assert all(f"HTTP {status}" in outcome.evidence.received for outcome in outcomes)
    elif reads(case):
        assert type(ended) is ReadFailed
        assert (ended.status, ended.safe_to_repeat) == (status, True)
    else:
        assert type(ended) is VenueFailed
        assert isinstance(ended, OutcomeUnknown)
        assert ended.status == status


def check_refused_edit(kind: str, ended: Any) -> None:
    """Check an edit that was refused: with a body that the venue can have written, nothing was done."""
    if kind == "documented":
        assert ended == NotEdited(
            old=NotCancelled(order_id=ORDER, reason=NotCancelledReason.REFUSED, venue_text="words of the venue"), new=None
        )
        assert ended.may_be_open
    else:
        assert isinstance(ended, EditUnknown)


def check_verdict(status: int, kind: str, ended: Any) -> None:
    """Check a single cancel whose status may be a verdict on its one order: only with the venue's own words."""
    if kind == "documented":
        assert isinstance(ended, NotCancelled)
        assert (ended.reason, ended.venue_text, ended.may_be_open) == (VERDICTS[status], "words of the venue", True)
    else:
        assert isinstance(ended, CancelUnknown)


@pytest.mark.parametrize("case", METHODS, ids=str)
def test_a_method_ends_typed(case: Case, server: Replies, clients: dict[str, Any]) -> None:
    def end(reply: tuple[int, str]) -> None:
        status, kind = reply
        sent = body(kind, case.venue, status)
        server.always(Answer(status, sent))
        ended = how_it_ends(case, clients)
        check(case, status, kind, ended)
        if isinstance(ended, CrossbookError):
            assert (ended.venue, ended.operation, ended.body) == (case.venue, case.operation, sent.decode())

    every(product(STATUSES, BODIES), end)


@pytest.mark.parametrize("case", SENDS, ids=str)
def test_send_raises_what_the_spec_says_of_the_status(case: Case, server: Replies, clients: dict[str, Any]) -> None:
    def end(reply: tuple[int, str]) -> None:
        status, kind = reply
        server.will(Answer(status, body(kind, case.venue, status)))
        with pytest.raises(CrossbookError) as caught:
            case.call(clients[case.venue])
        check(case, status, kind, caught.value)
        if kind == "documented":
            assert "words of the venue" in str(caught.value.venue_text) or caught.value.venue_text == "Network Error"

    every(product(STATUSES, BODIES), end)


@pytest.mark.parametrize("case", METHODS, ids=str)
async def test_an_asynchronous_method_ends_like_its_twin(
    case: Case, server: Replies, clients: dict[str, Any], async_clients: dict[str, Any]
) -> None:
    for status in STATUSES:
        for kind in ("documented", "HTML"):
            server.always(Answer(status, body(kind, case.venue, status)))
            expected, found = how_it_ends(case, clients), await how_it_ends_awaited(case, async_clients)
            assert type(found) is type(expected)
            assert str(found) == str(expected)
            check(case, status, kind, found)


def how_it_ends(case: Case, clients: dict[str, Any]) -> Any:
    try:
        return case.call(clients[case.venue])
    except CrossbookError as error:
        return error


async def how_it_ends_awaited(case: Case, async_clients: dict[str, Any]) -> Any:
    try:
        return await case.call(async_clients[case.venue])
    except CrossbookError as error:
        return error


@pytest.mark.parametrize("venue", VENUES)
def test_the_matrix_leaves_no_operation_of_the_specs_out(venue: str) -> None:
    assert {case.operation for case in SENDS if case.venue == venue} == set(operations(venue))
    methods = {case.operation for case in METHODS if case.venue == venue}
    assert methods <= set(operations(venue)), "the clients' methods are operations of the specs; `send` does the others"
