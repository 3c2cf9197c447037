"""Cancels over REST, one by one and in lists: what each reply and each failure means for each order."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from accounts import ORDER, OTHER, Clients, object_ids, uuids
from replies import Act, Answer, Closed, Replies, said

from crossbook import (
    Cancelled,
    CancelUnknown,
    CouldNotConnect,
    InvalidRequest,
    NotCancelled,
    NotCancelledReason,
    NotSent,
    RateLimited,
    Refused,
    Unauthorized,
)
from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import PredictStreet

ID = uuids(1)[0]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (400, NotCancelledReason.MALFORMED_ID),
        (403, NotCancelledReason.NOT_OWNED),
        (409, NotCancelledReason.ALREADY_TERMINAL),
    ],
)
def test_the_status_of_a_single_cancel_is_a_verdict(
    status: int, reason: NotCancelledReason, venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(said({"error": "Order is done"}, status), Answer(status))
    outcome = fourcasters.cancel_order(ORDER)
    assert outcome == NotCancelled(order_id=ORDER, reason=reason, venue_text="Order is done")
    assert outcome.may_be_open is False
    assert fourcasters.cancel_order(ORDER) == NotCancelled(order_id=ORDER, reason=reason)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"error": "Order is done", "code": 409}, "Order is done"),
        ({"message": ["no such state", "order is done"], "statusCode": 409}, "no such state; order is done"),
        ({"error": {"message": "Order is done", "code": 7}}, "Order is done"),
        ({"error": ["Order is done"], "message": 409}, "Order is done"),
        ({"error": True, "message": "Order is done"}, "Order is done"),
        ({"code": "DONE", "message": ["Order is done", 7]}, "DONE: Order is done"),
    ],
)
def test_the_venue_s_words_are_found_whatever_stands_beside_them(
    body: dict[str, object], words: str, venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(said(body, 429))
    with pytest.raises(RateLimited) as caught:
        fourcasters.cancel_order(ORDER)
    assert caught.value.venue_text == words


@pytest.mark.parametrize("status", [400, 403, 409])
@pytest.mark.parametrize(
    "body",
    [
        *(b"<html></html>", b'{"error":"Order is do', b'{"status":"closed"}', b'{"message":[7],"code":409}', b"[]", b"null", b"\xff"),
        *(b'{"message":"Forbidden"}', b'{"message":["order is done"],"statusCode":409}', b'{"error":["order is done"]}'),
    ],
)
def test_a_verdict_that_is_not_in_the_venue_s_words_proves_nothing(
    status: int, body: bytes, venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(Answer(status, body))
    outcome = fourcasters.cancel_order(ORDER)
    assert isinstance(outcome, CancelUnknown)
    assert outcome.may_be_open is True
    assert outcome.evidence.operation == "cancel"
    assert outcome.evidence.sent == f'POST /session/cancel {{"sessionID":"{ORDER}"}}'
    assert outcome.evidence.received == f"HTTP {status} {body.decode(errors='replace')}"


@pytest.mark.parametrize(("status", "kind"), [(401, Unauthorized), (429, RateLimited)])
def test_a_refusal_of_the_caller_is_no_verdict_on_the_order(
    status: int, kind: type[Refused], venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(said({"error": "no"}, status))
    with pytest.raises(kind):
        fourcasters.cancel_order(ORDER)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ({"status": "cancelled", "unfilledQty": "42"}, Cancelled(ID, remaining=Decimal(42))),
        ({"status": "CANCELLED", "remainingQty": "42.000001"}, Cancelled(ID, remaining=Decimal("42.000001"))),
        ({"status": "Cancelled", "remainingQty": "4", "unfilledQty": "4.0"}, Cancelled(ID, remaining=Decimal(4))),
        ({"status": "CANCELLED"}, Cancelled(ID)),
        ({"status": "not_found"}, NotCancelled(order_id=ID, reason=NotCancelledReason.NOT_FOUND, venue_text="not_found")),
        ({"status": "NOT_FOUND"}, NotCancelled(order_id=ID, reason=NotCancelledReason.NOT_FOUND, venue_text="NOT_FOUND")),
    ],
)
def test_both_documented_forms_of_a_single_cancel_are_understood(
    reply: dict[str, str], outcome: object, venue: Replies, predictstreet: PredictStreet
) -> None:
    venue.will(said({"orderId": ID, **reply}))
    assert predictstreet.cancel_order(ID) == outcome
    assert (venue.last.method, venue.last.target, venue.last.json) == ("POST", "/api/orders/cancel", {"orderId": ID})


def test_malformed_ids_are_outcomes_and_the_others_go(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": [{"success": True, "sessionID": ORDER}, {"success": False, "reason": "order not found"}]}))
    outcomes = fourcasters.cancel_orders(["", ORDER, "65b0", OTHER, ORDER.upper(), f"{ORDER} "])
    assert venue.last.json == {"sessionIDs": [ORDER, OTHER]}
    assert outcomes == (
        NotCancelled(order_id="", reason=NotCancelledReason.MALFORMED_ID),
        Cancelled(ORDER),
        NotCancelled(order_id="65b0", reason=NotCancelledReason.MALFORMED_ID),
        NotCancelled(order_id=OTHER, reason=NotCancelledReason.NOT_FOUND, venue_text="order not found"),
        NotCancelled(order_id=f"{ORDER} ", reason=NotCancelledReason.MALFORMED_ID),
    )


def test_what_cannot_name_an_order_is_never_sent(venue: Replies, fourcasters: Fourcasters, predictstreet: PredictStreet) -> None:
    for malformed in ("", "order 1", "ö", "a\n", "\ud800"):
        verdict = NotCancelled(order_id=malformed, reason=NotCancelledReason.MALFORMED_ID)
        assert fourcasters.cancel_order(malformed) == verdict
        assert predictstreet.cancel_order(malformed) == verdict
        assert fourcasters.cancel_orders([malformed]) == (verdict,)
        assert predictstreet.cancel_orders(iter([malformed])) == (verdict,)
    assert venue.requests == []


def test_an_empty_list_sends_nothing(venue: Replies, fourcasters: Fourcasters, predictstreet: PredictStreet) -> None:
    assert fourcasters.cancel_orders([]) == ()
    assert fourcasters.cancel_by_reference("688c0516fbc14da0c202d426", []) == ()
    assert fourcasters.place_orders([]) == ()
    assert predictstreet.cancel_orders(()) == ()
    assert venue.requests == []


def test_the_reply_to_a_list_is_trusted_by_position_only_where_every_named_id_fits(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": [{"success": True, "sessionID": OTHER}, {"success": False, "reason": "Not your order"}]}))
    outcomes = fourcasters.cancel_orders([ORDER, OTHER])
    assert [type(outcome) for outcome in outcomes] == [CancelUnknown, CancelUnknown]


def cancel_all(received: Any) -> Act:
    return said({"cancelled": received.json["orderIds"], "notCancelled": {}})


def test_any_number_of_orders_goes_in_requests_of_a_hundred_without_repetitions(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.otherwise = cancel_all
    ids = uuids(250)
    outcomes = predictstreet.cancel_orders([*ids[:120], *ids[10:], ids[0]])
    assert [len(request.json["orderIds"]) for request in venue.requests] == [100, 100, 50]
    assert [order_id for request in venue.requests for order_id in request.json["orderIds"]] == list(ids)
    assert outcomes == tuple(Cancelled(order_id) for order_id in ids)


@pytest.mark.parametrize("failure", [Closed(), said({"code": "oops"}, 500), Answer(200, b"<html>"), Answer(502, b"")])
def test_an_unknown_chunk_does_not_stop_the_next(failure: Act, venue: Replies, predictstreet: PredictStreet) -> None:
    ids = uuids(250)
    venue.otherwise = lambda received: failure if len(venue.requests) == 2 else cancel_all(received)
    outcomes = predictstreet.cancel_orders(ids)
    assert len(venue.requests) == 3
    assert [outcome.order_id for outcome in outcomes] == list(ids)
    assert [type(outcome) for outcome in outcomes] == [Cancelled] * 100 + [CancelUnknown] * 100 + [Cancelled] * 50


@pytest.mark.parametrize(("status", "kind"), [(400, Refused), (401, Unauthorized), (429, RateLimited)])
def test_a_refused_chunk_carries_one_outcome_for_every_order(
    status: int, kind: type[Refused], venue: Replies, predictstreet: PredictStreet
) -> None:
    ids = uuids(250)
    venue.otherwise = lambda received: said({"code": "no"}, status) if len(venue.requests) == 2 else cancel_all(received)
    with pytest.raises(kind) as caught:
        predictstreet.cancel_orders([*ids, "not an id"])
    outcomes = caught.value.outcomes
    assert len(venue.requests) == 2, "what the venue refuses is not asked for again"
    assert [outcome.order_id for outcome in outcomes] == [*ids, "not an id"]
    assert [type(outcome) for outcome in outcomes] == [Cancelled] * 100 + [CancelUnknown] * 150 + [NotCancelled]


def test_a_chunk_that_cannot_be_sent_carries_one_outcome_for_every_order(venue: Replies, clients: Clients) -> None:
    client = clients.predictstreet()
    ids = uuids(150)

    def close_for_good(_: Any) -> Act:
        venue.stop_listening()
        return Closed()

    venue.otherwise = close_for_good
    with pytest.raises(NotSent) as caught:
        client.cancel_orders(ids)
    assert isinstance(caught.value, CouldNotConnect)
    assert [outcome.order_id for outcome in caught.value.outcomes] == list(ids)
    assert {type(outcome) for outcome in caught.value.outcomes} == {CancelUnknown}
    assert len(venue.requests) == 1


def test_a_refused_list_carries_one_outcome_for_every_order(venue: Replies, fourcasters: Fourcasters) -> None:
    ids = object_ids(3)
    venue.will(said({"error": "sessionIDs missing"}, 400))
    with pytest.raises(Refused) as caught:
        fourcasters.cancel_orders([ids[0], "bad", *ids[1:]])
    assert [outcome.order_id for outcome in caught.value.outcomes] == [ids[0], "bad", *ids[1:]]


def test_a_list_that_a_closed_client_cannot_send_carries_one_outcome_for_every_order(venue: Replies, clients: Clients) -> None:
    fourcasters, predictstreet = clients.fourcasters(), clients.predictstreet()
    fourcasters.close()
    predictstreet.close()
    with pytest.raises(InvalidRequest) as refused:
        fourcasters.cancel_orders([ORDER, "bad", OTHER])
    assert [outcome.order_id for outcome in refused.value.outcomes] == [ORDER, "bad", OTHER]
    with pytest.raises(InvalidRequest) as refused:
        predictstreet.cancel_orders(uuids(2))
    assert [outcome.order_id for outcome in refused.value.outcomes] == list(uuids(2))
    assert venue.requests == []
