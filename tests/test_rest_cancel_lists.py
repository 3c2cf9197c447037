"""Cancels of lists over REST: each id is answered at its place, whatever becomes of its request."""

from __future__ import annotations

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
    RateLimited,
    Refused,
    Unauthorized,
)
from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import PredictStreet


def test_each_id_of_a_list_is_answered_at_its_place_whether_malformed_or_repeated(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": [{"success": True, "sessionID": ORDER}, {"success": False, "reason": "order not found"}]}))
    asked = ["", ORDER, "65b0", OTHER, ORDER.upper(), f"{ORDER} ", ORDER]
    outcomes = fourcasters.cancel_orders(asked)
    assert venue.last.json == {"sessionIDs": [ORDER, OTHER]}
    assert [outcome.order_id for outcome in outcomes] == asked
    assert outcomes == (
        NotCancelled(order_id="", reason=NotCancelledReason.MALFORMED_ID),
        Cancelled(ORDER),
        NotCancelled(order_id="65b0", reason=NotCancelledReason.MALFORMED_ID),
        NotCancelled(order_id=OTHER, reason=NotCancelledReason.NOT_FOUND, venue_text="order not found"),
        Cancelled(ORDER.upper()),
        NotCancelled(order_id=f"{ORDER} ", reason=NotCancelledReason.MALFORMED_ID),
        Cancelled(ORDER),
    )


def test_what_cannot_name_an_order_is_never_sent(venue: Replies, fourcasters: Fourcasters, predictstreet: PredictStreet) -> None:
    for malformed in ("", "order 1", "ö", "a\n", "\ud800"):
        verdict = NotCancelled(order_id=malformed, reason=NotCancelledReason.MALFORMED_ID)
        assert fourcasters.cancel_order(malformed) == verdict
        assert predictstreet.cancel_order(malformed) == verdict
        assert fourcasters.cancel_orders([malformed]) == (verdict,)
        assert predictstreet.cancel_orders({malformed}) == (verdict,)
    assert venue.requests == []


def test_an_empty_list_sends_nothing(venue: Replies, fourcasters: Fourcasters, predictstreet: PredictStreet) -> None:
    assert fourcasters.cancel_orders([]) == ()
    assert fourcasters.cancel_by_reference("688c0516fbc14da0c202d426", []) == ()
    assert fourcasters.place_orders([]) == ()
    assert predictstreet.cancel_orders(()) == ()
    assert venue.requests == []


def test_where_positions_do_not_fit_an_entry_still_proves_the_order_that_it_names(venue: Replies, fourcasters: Fourcasters) -> None:
    third, fourth = object_ids(2)
    names = {"success": True, "sessionID": OTHER}, {"success": True, "sessionID": ORDER}, {"success": False, "sessionID": third}
    venue.will(
        said({"data": [names[0], {"success": False, "reason": "Not your order"}]}),
        said({"data": [*names[:2], names[2] | {"reason": "order is expired"}]}),
        said({"data": [*names[:2], names[1] | {"success": False, "reason": "order not found"}]}),
    )
    assert list(map(type, fourcasters.cancel_orders([ORDER, OTHER]))) == [CancelUnknown, Cancelled]
    short = fourcasters.cancel_orders([ORDER, OTHER, third, fourth])
    assert list(map(type, short)) == [Cancelled, Cancelled, NotCancelled, CancelUnknown]
    assert short[2].may_be_open is False
    contradicted = fourcasters.cancel_orders([ORDER, OTHER])
    assert list(map(type, contradicted)) == [CancelUnknown, Cancelled]


def cancel_all(received: Any) -> Act:
    return said({"cancelled": received.json["orderIds"], "notCancelled": {}})


def test_any_number_of_orders_goes_in_requests_of_a_hundred_without_repetitions(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.otherwise = cancel_all
    ids = uuids(250)
    asked = [*ids[:120], *ids[10:], ids[0]]
    outcomes = predictstreet.cancel_orders(asked)
    assert [len(request.json["orderIds"]) for request in venue.requests] == [100, 100, 50]
    assert [order_id for request in venue.requests for order_id in request.json["orderIds"]] == list(ids)
    assert outcomes == tuple(Cancelled(order_id) for order_id in asked)


@pytest.mark.parametrize("failure", [Closed(), said({"code": "oops"}, 500), Answer(200, b"<html>"), Answer(502, b"")])
def test_an_unknown_chunk_does_not_stop_the_next(failure: Act, venue: Replies, predictstreet: PredictStreet) -> None:
    ids = uuids(250)
    venue.otherwise = lambda received: failure if len(venue.requests) == 2 else cancel_all(received)
    outcomes = predictstreet.cancel_orders(ids)
    assert len(venue.requests) == 3
    assert [outcome.order_id for outcome in outcomes] == list(ids)
    assert [type(outcome) for outcome in outcomes] == [Cancelled] * 100 + [CancelUnknown] * 100 + [Cancelled] * 50


@pytest.mark.parametrize(("status", "kind"), [(401, Unauthorized), (429, RateLimited)])
def test_a_refused_chunk_carries_one_outcome_for_every_order(
    status: int, kind: type[Refused], venue: Replies, predictstreet: PredictStreet
) -> None:
    ids = uuids(250)
    venue.otherwise = lambda received: said({"code": "no"}, status) if len(venue.requests) == 2 else cancel_all(received)
    with pytest.raises(kind) as caught:
        predictstreet.cancel_orders([*ids, "not an id"])
    outcomes = caught.value.cancel_outcomes
    assert len(venue.requests) == 2, "what the venue refuses is not asked for again"
    assert [outcome.order_id for outcome in outcomes] == [*ids, "not an id"]
    reasons = [outcome.reason if isinstance(outcome, NotCancelled) else None for outcome in outcomes]
    refused, unsent = NotCancelledReason.REFUSED, NotCancelledReason.NOT_SENT
    assert reasons == [None] * 100 + [refused] * 100 + [unsent] * 50 + [NotCancelledReason.MALFORMED_ID]
    assert all(outcome.may_be_open for outcome in outcomes[100:250])


def test_an_id_that_the_venue_cannot_read_sinks_no_other(venue: Replies, predictstreet: PredictStreet) -> None:
    def strict(received: Any) -> Act:
        if any(not order_id.startswith("7b0e") for order_id in received.json["orderIds"]):
            return said({"code": "validation_failed", "message": "each value in orderIds must be a UUID"}, 400)
        return cancel_all(received)

    venue.otherwise = strict
    ids = uuids(110)
    asked = [*ids[:40], "0xabc", *ids[40:], "another-kind", "0xdef"]
    outcomes = predictstreet.cancel_orders(asked)
    assert [outcome.order_id for outcome in outcomes] == asked
    for outcome in outcomes:
        assert isinstance(outcome, Cancelled) == (outcome.order_id in ids)
        assert outcome.may_be_open == (outcome.order_id not in ids), "its form was refused, which says nothing of the order"
    assert [request.json["orderIds"] for request in venue.requests[:2]] == [list(ids[:100]), list(ids[100:])], "apart from the others"


def test_a_venue_that_refuses_every_form_is_not_asked_for_ever(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.always(said({"code": "bad_request"}, 400))
    ids = uuids(300)
    with pytest.raises(Refused) as caught:
        predictstreet.cancel_orders(ids)
    assert len(venue.requests) < 50
    assert [outcome.order_id for outcome in caught.value.outcomes if isinstance(outcome, NotCancelled)] == list(ids)
    assert all(outcome.may_be_open for outcome in caught.value.outcomes)


def test_after_a_chunk_that_may_have_arrived_no_error_says_that_nothing_was_sent(venue: Replies, clients: Clients) -> None:
    client = clients.predictstreet()
    ids = uuids(150)

    def close_for_good(_: Any) -> Act:
        venue.stop_listening()
        return Closed()

    venue.otherwise = close_for_good
    outcomes = client.cancel_orders(ids)
    assert [outcome.order_id for outcome in outcomes] == list(ids)
    assert [type(outcome) for outcome in outcomes] == [CancelUnknown] * 100 + [NotCancelled] * 50
    assert outcomes[120] == NotCancelled(order_id=ids[120], reason=NotCancelledReason.NOT_SENT)
    assert len(venue.requests) == 1


def test_chunks_that_cannot_be_sent_are_an_error_with_one_outcome_for_every_order(venue: Replies, clients: Clients) -> None:
    ids = uuids(150)
    venue.stop_listening()
    with pytest.raises(CouldNotConnect) as caught:
        clients.predictstreet().cancel_orders(["not an id", *ids])
    rest = [NotCancelled(order_id=order_id, reason=NotCancelledReason.NOT_SENT) for order_id in ids]
    malformed = NotCancelled(order_id="not an id", reason=NotCancelledReason.MALFORMED_ID)
    assert caught.value.cancel_outcomes == (malformed, *rest)


def test_a_refused_list_carries_one_outcome_for_every_order(venue: Replies, fourcasters: Fourcasters) -> None:
    ids = object_ids(3)
    venue.will(said({"error": "sessionIDs missing"}, 400))
    with pytest.raises(Refused) as caught:
        fourcasters.cancel_orders([ids[0], "bad", *ids[1:], ids[0]])
    outcomes = caught.value.cancel_outcomes
    assert [outcome.order_id for outcome in outcomes] == [ids[0], "bad", *ids[1:], ids[0]]
    refused = NotCancelled(order_id=ids[0], reason=NotCancelledReason.REFUSED, venue_text="sessionIDs missing")
    assert (outcomes[0], outcomes[4]) == (refused, refused)


def test_a_list_that_a_closed_client_cannot_send_carries_one_outcome_for_every_order(venue: Replies, clients: Clients) -> None:
    fourcasters, predictstreet = clients.fourcasters(), clients.predictstreet()
    fourcasters.close()
    predictstreet.close()
    with pytest.raises(InvalidRequest) as refused:
        fourcasters.cancel_orders([ORDER, "bad", OTHER])
    assert [outcome.order_id for outcome in refused.value.cancel_outcomes] == [ORDER, "bad", OTHER]
    assert refused.value.cancel_outcomes[0] == NotCancelled(order_id=ORDER, reason=NotCancelledReason.NOT_SENT)
    with pytest.raises(InvalidRequest) as refused:
        predictstreet.cancel_orders(uuids(2))
    assert [outcome.order_id for outcome in refused.value.cancel_outcomes] == list(uuids(2))
    assert venue.requests == []
