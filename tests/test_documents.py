"""Every example of the REST pages round-trips, value by value, and gives the outcome written here."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import documents
import pytest
from accounts import API_KEY, ORDER, OTHER, TOKEN, Clients
from operations import Call
from recordings import plain
from replies import Answer, Replies, said

from crossbook import Cancelled, CancelUnknown, NotCancelled, NotCancelledReason, Refused, UnreadableReply
from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import PredictStreet
from crossbook_bindings.fourcasters import rest as fourcasters_requests
from crossbook_bindings.predictstreet import rest as predictstreet_requests
from crossbook_bindings.runtime import Request

GAME = "6924f82640a7e89c3d3acc41"
ANOTHER_GAME = "688c0516fbc14da0c202d426"
PLACEHOLDERS = Cancelled("<string>", Decimal(123), Decimal(123), "<string>", "<string>")
"""What the reply whose members are placeholders says, where nothing was asked that it could contradict."""
NAMED = Cancelled("<string>", Decimal(123), Decimal(123), "my-order-1", "<string>")
"""The same, of an order whose reference was asked for."""


def exact(text: str | bytes) -> Any:
    """Read JSON with every number as a decimal."""
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


# What is called                                                        the request it becomes
CALLS: dict[str, tuple[Call, str, str, str]] = {
    "cancelByReference": (
        lambda client: client.cancel_by_reference(GAME, ["my-order-1", "my-order-2"]),
        "POST",
        "/session/cancelByReference",
        documents.CANCEL_BY_REFERENCE,
    ),
    "cancelMultiple": (lambda client: client.cancel_orders([ORDER, OTHER]), "POST", "/session/cancelMultiple", documents.CANCEL_MULTIPLE),
    "cancelAllOrdersForGame": (
        lambda client: client.cancel_game_orders(ANOTHER_GAME, "spread"),
        "POST",
        "/session/cancelAllOrdersForGame",
        documents.CANCEL_ALL_ORDERS_FOR_GAME,
    ),
    "cancelBatch": (lambda client: client.cancel_orders(["<string>"]), "POST", "/api/orders/cancel-batch", documents.CANCEL_BATCH),
}

# The operation, the documented reply, and what became of each order
OUTCOMES: list[tuple[str, str, list[Any]]] = [
    ("cancelByReference", documents.CANCEL_RESULTS.replace('"userReference": "<string>"', '"userReference": "my-order-1"'), [NAMED]),
    ("cancelAllOrdersForGame", documents.CANCEL_RESULTS, [PLACEHOLDERS]),
    (
        "cancelMultiple",
        documents.CANCEL_MULTIPLE_REPLY,
        [
            Cancelled(ORDER, Decimal(0), Decimal(100), None, "65f0c3c24ef07d0008abc123"),
            NotCancelled(order_id=OTHER, reason=NotCancelledReason.NOT_OWNED, venue_text="Not your order"),
        ],
    ),
    # One entry, for an order called "<string>", where two orders were sent: nobody can say what became of either.
    ("cancelMultiple", documents.CANCEL_RESULTS, [CancelUnknown, CancelUnknown]),
    ("cancelBatch", documents.CANCEL_BATCH_REPLY, [Cancelled("<string>")]),
]

REQUESTS: list[tuple[Request[str, object, object], str]] = [
    (fourcasters_requests.cancel_by_reference(gameID=GAME, userReferences=("my-order-1", "my-order-2")), documents.CANCEL_BY_REFERENCE),
    (fourcasters_requests.cancel_multiple(sessionIDs=(ORDER, OTHER)), documents.CANCEL_MULTIPLE),
    (fourcasters_requests.cancel_all_orders_for_game(gameID=ANOTHER_GAME, type="spread"), documents.CANCEL_ALL_ORDERS_FOR_GAME),
    (predictstreet_requests.cancel_batch(orderIds=("<string>",)), documents.CANCEL_BATCH),
]


@pytest.mark.parametrize(("operation", "reply", "outcomes"), OUTCOMES)
def test_a_documented_call_sends_the_documented_request_and_ends_as_its_reply_says(
    operation: str, reply: str, outcomes: list[Any], venue: Replies, clients: Clients
) -> None:
    call, method, target, body = CALLS[operation]
    venue.will(Answer(200, reply.encode()))

    found = call(clients.predictstreet() if operation == "cancelBatch" else clients.fourcasters())

    assert (venue.last.method, venue.last.target, exact(venue.last.body)) == (method, target, exact(body))
    assert venue.last.headers["content-type"] == "application/json"
    assert venue.last.headers.get("authorization", venue.last.headers.get("x-api-key")) in (TOKEN, API_KEY)
    assert [type(outcome) if type(outcome) is CancelUnknown else outcome for outcome in found] == outcomes


def test_a_reply_whose_only_order_has_another_reference_proves_nothing(venue: Replies, clients: Clients) -> None:
    venue.will(Answer(200, documents.CANCEL_RESULTS.encode()))
    with pytest.raises(UnreadableReply, match="outside of what was asked: 1"):
        clients.fourcasters().cancel_by_reference(GAME, ["my-order-1", "my-order-2"])


@pytest.mark.parametrize(("request_", "body"), REQUESTS)
def test_a_documented_request_is_written_as_documented(request_: Request[str, object, object], body: str) -> None:
    assert exact(request_.body() or b"") == exact(body)


@pytest.mark.parametrize(
    ("request_", "reply"),
    [
        (REQUESTS[0][0], documents.CANCEL_RESULTS),
        (REQUESTS[1][0], documents.CANCEL_RESULTS),
        (REQUESTS[1][0], documents.CANCEL_MULTIPLE_REPLY),
        (REQUESTS[2][0], documents.CANCEL_RESULTS),
        (REQUESTS[3][0], documents.CANCEL_BATCH_REPLY),
    ],
)
def test_a_documented_reply_keeps_every_member_and_every_digit(request_: Request[str, object, object], reply: str) -> None:
    assert plain(request_.decode(reply.encode())) == exact(reply)


@pytest.mark.parametrize("digits", ["100.10", "0.00000001", "123456789012345678901234567890.12", "0.5", "1e-7"])
def test_an_amount_keeps_every_digit_whether_it_is_a_number_or_text(digits: str, venue: Replies, fourcasters: Fourcasters) -> None:
    for amount in (digits, f'"{digits}"'):
        venue.will(Answer(200, f'{{"data":{{"success":true,"sessionID":"{ORDER}","filled":{amount}}}}}'.encode()))
        outcome = fourcasters.cancel_order(ORDER)
        assert isinstance(outcome, Cancelled)
        assert str(outcome.filled) == str(Decimal(digits))


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        ("cancelByReference", "userReferences missing or not an array."),
        ("cancelMultiple", "sessionIDs missing or not an array, or any id malformed."),
        ("cancelAllOrdersForGame", "gameID missing / invalid, or type is not one of the allowed values."),
    ],
)
def test_the_documented_400_refuses_the_whole_request(operation: str, words: str, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"error": words}, 400))
    with pytest.raises(Refused) as caught:
        CALLS[operation][0](fourcasters)
    assert (caught.value.operation, caught.value.status, caught.value.venue_text) == (operation, 400, words)


@pytest.mark.parametrize(
    ("word", "reason", "may_be_open"),
    [
        ("not_found", NotCancelledReason.NOT_FOUND, False),
        ("already_terminal", NotCancelledReason.ALREADY_TERMINAL, False),
        ("lock_invariant", NotCancelledReason.LOCK_INVARIANT, True),
        ("unknown", NotCancelledReason.TRANSIENT, True),
    ],
)
def test_each_documented_reason_of_cancel_batch_has_its_own(
    word: str,
    reason: NotCancelledReason,
    may_be_open: bool,  # noqa: FBT001 - a table
    venue: Replies,
    predictstreet: PredictStreet,
) -> None:
    venue.will(said({"cancelled": ["b"], "notCancelled": {"a": word}}))
    outcomes = predictstreet.cancel_orders(["a", "b"])
    assert outcomes == (NotCancelled(order_id="a", reason=reason, venue_text=word), Cancelled("b"))
    assert outcomes[0].may_be_open is may_be_open


@pytest.mark.parametrize("code", ["api_key_user_wallet_required", "api_key_user_wallet_invalid"])
def test_the_documented_401_of_a_multi_wallet_key_is_told_in_its_words(code: str, venue: Replies, predictstreet: PredictStreet) -> None:
    venue.will(said({"code": code, "message": "see the guide"}, 401))
    with pytest.raises(Refused) as caught:
        predictstreet.cancel_orders(["a"])
    assert caught.value.venue_text == f"{code}: see the guide"
