"""Cancels over REST: what each reply and each failure means for an order."""

from __future__ import annotations

from decimal import Decimal

import pytest
from accounts import ORDER, OTHER, uuids
from replies import Answer, Replies, said

from crossbook import Cancelled, CancelUnknown, NotCancelled, NotCancelledReason, RateLimited, Refused, Unauthorized
from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import PredictStreet

ID = uuids(1)[0]


@pytest.mark.parametrize("status", [400, 403, 409])
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("invalid order ID format", NotCancelledReason.MALFORMED_ID),
        ("Not your order", NotCancelledReason.NOT_OWNED),
        ("order not found", NotCancelledReason.NOT_FOUND),
        ("Order is expired", NotCancelledReason.ALREADY_EXPIRED),
    ],
)
def test_words_that_a_page_lists_are_a_verdict_on_the_order(
    status: int, words: str, reason: NotCancelledReason, venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(said({"error": words}, status))
    outcome = fourcasters.cancel_order(ORDER)
    assert outcome == NotCancelled(order_id=ORDER, reason=reason, venue_text=words)
    assert outcome.may_be_open is False


@pytest.mark.parametrize("status", [400, 403, 409])
def test_words_that_no_page_lists_do_not_say_that_nothing_rests(status: int, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"error": "Something broke"}, status))
    outcome = fourcasters.cancel_order(ORDER)
    assert outcome == NotCancelled(order_id=ORDER, reason=NotCancelledReason.OTHER, venue_text="Something broke")
    assert outcome.may_be_open is True


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
        *(b"", b"<html></html>", b'{"error":"Order is do', b'{"status":"closed"}', b'{"message":[7],"code":409}', b"[]", b"null", b"\xff"),
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
    assert outcome.evidence.received == f"HTTP {status} {body.decode(errors='replace')}".rstrip()


@pytest.mark.parametrize(("status", "kind"), [(401, Unauthorized), (429, RateLimited)])
def test_a_refusal_of_the_caller_is_no_verdict_on_the_order(
    status: int, kind: type[Refused], venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(said({"error": "no"}, status))
    with pytest.raises(kind) as caught:
        fourcasters.cancel_order(ORDER)
    (outcome,) = caught.value.cancel_outcomes
    assert outcome == NotCancelled(order_id=ORDER, reason=NotCancelledReason.REFUSED, venue_text="no")
    assert outcome.may_be_open is True


@pytest.mark.parametrize(
    "entry",
    [
        *(
            {"success": True},
            {"success": True, "sessionID": ""},
            {"success": True, "sessionID": None},
            {"success": True, "sessionID": OTHER},
        ),
        *({"success": True, "sessionID": ORDER, "filled": -1}, {"success": True, "sessionID": ORDER, "remaining": "-0.01"}),
    ],
)
def test_a_success_that_names_no_order_or_takes_back_what_was_matched_proves_nothing(
    entry: dict[str, object], venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(said({"data": entry}), said({"data": [entry]}))
    assert isinstance(fourcasters.cancel_order(ORDER), CancelUnknown)
    assert isinstance(fourcasters.cancel_orders([ORDER])[0], CancelUnknown)


@pytest.mark.parametrize(
    "entry",
    [
        f'{{"success":false,"success":true,"sessionID":"{ORDER}"}}',
        f'{{"success":true,"sessionID":"{OTHER}","sessionID":"{ORDER}"}}',
        f'{{"success":false,"succ\\u0065ss":true,"sessionID":"{ORDER}"}}',
        f'{{"success":false,"note":"success","sessionID":"{ORDER}","success" : true}}',
    ],
)
def test_a_reply_that_says_two_things_of_one_member_proves_nothing(entry: str, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(Answer(200, f'{{"data":{entry}}}'.encode()), Answer(200, f'{{"data":[{entry}]}}'.encode()))
    for outcome in (fourcasters.cancel_order(ORDER), *fourcasters.cancel_orders([ORDER])):
        assert isinstance(outcome, CancelUnknown)
        assert "twice" in outcome.evidence.problem


def test_a_split_that_names_an_order_twice_for_two_reasons_proves_nothing(venue: Replies, predictstreet: PredictStreet) -> None:
    body = f'{{"cancelled":[],"notCancelled":{{"{ID}":"lock_invariant","{ID}":"not_found"}}}}'
    venue.will(Answer(200, body.encode()))
    assert isinstance(predictstreet.cancel_orders([ID])[0], CancelUnknown)


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
