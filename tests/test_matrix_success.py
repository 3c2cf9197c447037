"""A status that says yes is not enough: a body that its spec cannot read, or that says nothing, ends typed and proves nothing."""

from __future__ import annotations

from collections.abc import Generator
from itertools import product
from typing import Any

import pytest
from accounts import GAME, ORDER, OTHER, fourcasters_at, predictstreet_at
from families import every
from operations import FREE, IDS, METHODS, SENDS, Case, outcomes_of, proves, reads, success_of
from replies import Answer, Replies

from crossbook import CancelUnknown, CrossbookError, OutcomeUnknown, PlaceUnknown, ReadFailed, Refused, UnreadableReply, VenueFailed
from crossbook_bindings.runtime import Undocumented

NOT_REPLIES = {
    "HTML": b"<!DOCTYPE html><html></html>",
    "empty": b"",
    "truncated": b'{"data":[{"success":true,"sess',
    "null": b"null",
    "array": b"[]",
    "text": b'"ok"',
    "number": b"17",
    "true": b"true",
    "NaN": b"NaN",
    "two values": b'{"data":[]}{"data":[]}',
    "not UTF-8": b'"\xff\xfe"',
    "a byte order mark": b'\xef\xbb\xbf{"data":[]}',
}
BARE = (204, 304)
"""Statuses whose replies have no body, by HTTP itself."""


FORMED = tuple(case for case in (*METHODS, *SENDS) if case.operation not in FREE)
ALLOWED = {("listPositions", "array")}
"""What is a reply of an operation, after all: a page shows positions as a bare array."""


@pytest.fixture(scope="module")
def clients(server: Replies) -> Generator[dict[str, Any]]:
    with fourcasters_at(server.url) as fourcasters, predictstreet_at(server.url) as predictstreet:
        yield {"fourcasters": fourcasters, "predictstreet": predictstreet}


def ended(case: Case, clients: dict[str, Any]) -> Any:
    try:
        return case.call(clients[case.venue])
    except CrossbookError as error:
        return error


def check_unknown(case: Case, found: Any) -> None:
    if case.names_orders:
        outcomes = outcomes_of(found)
        assert outcomes
        assert {type(outcome) for outcome in outcomes} <= {CancelUnknown, PlaceUnknown}
    else:
        assert isinstance(found, ReadFailed if reads(case) else OutcomeUnknown)


@pytest.mark.parametrize("kind", NOT_REPLIES)
def test_success_with_what_is_no_reply_of_the_operation_is_unknown(kind: str, server: Replies, clients: dict[str, Any]) -> None:
    def check(case: Case) -> None:
        server.will(Answer(success_of(case), NOT_REPLIES[kind]))
        found = ended(case, clients)
        check_unknown(case, found)
        if isinstance(found, CrossbookError):
            assert isinstance(found, ReadFailed if reads(case) else UnreadableReply)
            assert found.fault
            held = f"*** ({len(NOT_REPLIES[kind])} bytes withheld)"  # A login's may hold a token anywhere.
            assert found.body == (held if case.operation == "login" else NOT_REPLIES[kind].decode(errors="replace"))

    every((case for case in FORMED if (case.operation, kind) not in ALLOWED), check)


@pytest.mark.parametrize(("levels", "cases"), [(10_000, FORMED), (100_000, FORMED[::12])], ids=["all", "some"])
@pytest.mark.parametrize("status", [200, 400, 503])
def test_json_nested_beyond_reason_ends_typed(
    status: int, levels: int, cases: tuple[Case, ...], server: Replies, clients: dict[str, Any]
) -> None:
    def check(case: Case) -> None:
        server.will(Answer(status, b'{"surplus":' + b"[" * levels))
        found = ended(case, clients)
        if status == 200:
            check_unknown(case, found)
        else:
            assert found is not None

    every(cases, check)


@pytest.mark.parametrize("case", METHODS, ids=str)
def test_a_status_that_no_document_lists_proves_what_the_spec_says_of_the_rest(
    case: Case, server: Replies, clients: dict[str, Any]
) -> None:
    bodies = {**NOT_REPLIES, "a reply": b'{"data":[],"cancelled":[],"notCancelled":{},"orders":[]}'}

    def check(reply: tuple[int, str]) -> None:
        status, kind = reply
        server.will(Answer(status, b"" if status in BARE else bodies[kind]))
        found = ended(case, clients)
        if case.names_orders:
            check_unknown(case, found)
        elif reads(case):
            assert (type(found), found.status) == (ReadFailed, status)
        else:
            assert type(found) is {"not_acted": Refused, "may_have_acted": VenueFailed}[proves(case, status)]
            assert found.status == status

    every([*product((201, 202, 206, 302), bodies), *((status, "empty") for status in BARE)], check)


SINGLE, LIST, SCOPE = "cancel", "cancelMultiple", "cancelAllOrders"
WRONG = [
    (SINGLE, '{"data":null}'),
    (SINGLE, '{"data":[]}'),
    (SINGLE, '{"data":{}}'),
    (SINGLE, '{"data":{"success":null}}'),
    (SINGLE, '{"data":{"success":"true","sessionID":"%(id)s"}}'),
    (SINGLE, '{"data":{"success":1,"sessionID":"%(id)s"}}'),
    (SINGLE, '{"data":{"success":true,"sessionID":null}}'),
    (SINGLE, '{"data":{"success":true,"sessionID":7}}'),
    (SINGLE, '{"data":{"success":true,"sessionID":"%(id)s","filled":"some"}}'),
    (SINGLE, '{"data":{"success":true,"sessionID":"%(id)s","filled":[]}}'),
    (SINGLE, '{"data":{"success":true,"sessionID":"%(id)s","remaining":"NaN"}}'),
    (SINGLE, '{"data":{"success":true,"sessionID":"%(id)s","remaining":"sNaN"}}'),
    (SINGLE, '{"data":{"success":true,"sessionID":"%(id)s","filled":"Infinity"}}'),
    (SINGLE, '{"data":{"success":true,"sessionID":"%(id)s","filled":NaN}}'),
    (SINGLE, '{"data":{"success":true,"sessionID":"%(id)s","filled":Infinity}}'),
    (SINGLE, '{"data":{"success":true,"sessionID":"%(id)s","error":"Failed"}}'),
    (SINGLE, '{"data":{"success":true,"sessionID":"%(other)s"}}'),
    (LIST, '{"data":null}'),
    (LIST, '{"data":{}}'),
    (LIST, '{"data":[]}'),
    (LIST, '{"data":[null,null]}'),
    (LIST, '{"data":[{},{}]}'),
    (LIST, '{"data":[{"success":true},{"success":true}]}'),
    (LIST, '{"error":"Too late","data":[]}'),
    ("cancelOrder", '{"orderId":"%(uuid)s"}'),
    ("cancelOrder", '{"status":"cancelled"}'),
    ("cancelOrder", '{"orderId":null,"status":"cancelled"}'),
    ("cancelOrder", '{"orderId":"%(uuid)s","status":null}'),
    ("cancelOrder", '{"orderId":"%(uuid)s","status":"cancelling"}'),
    ("cancelOrder", '{"orderId":"another","status":"cancelled"}'),
    ("cancelOrder", '{"orderId":"%(uuid)s","status":"cancelled","unfilledQty":"NaN"}'),
    ("cancelOrder", '{"orderId":"%(uuid)s","status":"cancelled","remainingQty":"sNaN"}'),
    ("cancelOrder", '{"orderId":"%(uuid)s","status":"cancelled","remainingQty":"-Infinity"}'),
    ("cancelOrder", '{"orderId":"%(uuid)s","status":"cancelled","remainingQty":"2","unfilledQty":"3"}'),
    ("cancelBatch", '{"cancelled":["%(uuid)s"]}'),
    ("cancelBatch", '{"cancelled":null,"notCancelled":{}}'),
    ("cancelBatch", '{"cancelled":2,"notCancelled":{}}'),
    ("cancelBatch", '{"cancelled":[],"notCancelled":{}}'),
    ("cancelBatch", '{"cancelled":[],"notCancelled":[]}'),
    ("cancelBatch", '{"cancelled":[null],"notCancelled":{}}'),
    ("cancelBatch", '{"cancelled":["somebody-elses"],"notCancelled":{}}'),
    ("cancelAll", '{"cancelled":null}'),
    ("cancelAll", '{"cancelled":"17"}'),
    ("cancelAll", '{"cancelled":1.5}'),
    ("cancelAll", '{"cancelled":true}'),
    ("cancelAll", '{"cancelled":-1}'),
    ("cancelAll", '{"cancelled":17,"marketId":"ANOTHER"}'),
    ("listOpenOrders", '{"orders":null,"nextCursor":null}'),
    ("listOpenOrders", '{"nextCursor":null}'),
    ("listOpenOrders", '{"orders":[{}],"nextCursor":null}'),
    ("listOpenOrders", '{"orders":[],"nextCursor":7}'),
    ("getOrder", "{}"),
    ("getOrder", '{"id":"another"}'),
    ("getOrder", '{"id":"%(uuid)s","price":"cheap"}'),
    (SCOPE, '{"data":null}'),
    (SCOPE, '{"data":{"success":true}}'),
    (SCOPE, '{"data":[{"success":true}]}'),
    (SCOPE, '{"data":[{"success":false,"reason":"Not your order"}]}'),
    ("cancelAllForLeague", '{"data":{}}'),
    ("cancelAllForLeague", '{"data":{"ordersReceived":false}}'),
    ("cancelAllForLeague", '{"data":{"ordersReceived":null}}'),
    ("cancelAllForLeague", '{"data":null}'),
    ("login", '{"data":{"user":{}}}'),
    ("login", '{"data":{"user":{"auth":null}}}'),
    ("login", '{"data":{"user":{"auth":""}}}'),
    ("login", '{"data":{"user":{"auth":"two words"}}}'),
    ("getMe", '{"data":{"user":null}}'),
    ("getUnmatched", '{"data":{"unmatched":null}}'),
    ("getUnmatched", '{"data":{"unmatched":[{}]}}'),
    ("lookupOrder", '{"data":{"order":null}}'),
    ("placeOrders", '{"data":{"createdSessions":null}}'),
    ("placeOrders", '{"data":{"createdSessions":[{}]}}'),
    ("placeOrders", '{"data":{"createdSessions":[{},{}]}}'),
]


@pytest.mark.parametrize(("operation", "text"), WRONG)
def test_200_with_wrong_types_or_without_what_matters_is_unknown(
    operation: str, text: str, server: Replies, clients: dict[str, Any]
) -> None:
    case = next(case for case in METHODS if case.operation == operation)
    server.will(Answer(200, (text % {"id": ORDER, "other": OTHER, "uuid": IDS[0], "game": GAME}).encode()))
    check_unknown(case, ended(case, clients))


@pytest.mark.parametrize("amounts", [("Infinity", "Infinity"), ("sNaN", "1"), ("NaN", "1"), ("1e999999999999", "-1")])
def test_amounts_that_cannot_be_computed_with_never_become_a_remainder(
    amounts: tuple[str, str], server: Replies, clients: dict[str, Any]
) -> None:
    offered, filled = amounts
    server.will(Answer(200, f'{{"data":{{"unmatched":[{{"id":"{ORDER}","offered":"{offered}","filled":"{filled}"}}]}}}}'.encode()))
    found = ended(next(case for case in METHODS if case.operation == "getUnmatched"), clients)
    assert isinstance(found, ReadFailed) or [order.remaining for order in found] == [None]


@pytest.mark.parametrize("case", [case for case in SENDS if case.operation in FREE], ids=str)
def test_a_reply_that_no_document_gives_a_form_is_handed_over_as_it_came(case: Case, server: Replies, clients: dict[str, Any]) -> None:
    for text in ('{"anything":[1.50]}', "[]", '"ok"'):
        server.will(Answer(200, text.encode()))
        reply = case.call(clients[case.venue])
        assert (reply.body if isinstance(reply, Undocumented) else bytes(reply)) == text.encode()
