"""Replies that contradict themselves, name nothing, or leave out what decides: found by the fuzzer, each with its least form."""

from __future__ import annotations

import pytest
from accounts import GAME, ORDER, Clients, uuids
from planted import TOKEN, shown_by
from replies import Answer, Replies, said

from crossbook import Cancelled, CancelUnknown, NotCancelled, NotCancelledReason, UnreadableReply
from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import PredictStreet


# ------------------------------------------------------------------------------------------------- bodies of statuses


@pytest.mark.parametrize(
    "body",
    [
        b'{"error":"order already cancelled","error":"Something broke"}',
        b'{"error":"Something broke","error":"order already cancelled"}',
        b'{"error":"Something broke","e\\u0072ror":"order already cancelled"}',
        b'{"error":""}',
        b'{"error":" "}',
        b'{"error":"order already cancelled\xff"}',
        b'{"error":"\xfe"}',
    ],
)
@pytest.mark.parametrize("status", [400, 403, 409])
def test_a_status_closes_an_order_only_with_words_that_are_said_once(
    status: int, body: bytes, venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(Answer(status, body))
    assert fourcasters.cancel_order(ORDER).may_be_open


def test_what_a_venue_adds_to_an_error_tomorrow_changes_nothing_of_it(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(Answer(409, b'{"error":"order already cancelled","hint":null}'))
    expected = NotCancelled(order_id=ORDER, reason=NotCancelledReason.ALREADY_CANCELLED, venue_text="order already cancelled")
    assert fourcasters.cancel_order(ORDER) == expected


# -------------------------------------------------------------------------------------------------------- list replies

ENTRY = b'"success":true,"sessionID":"%b"' % ORDER.encode()


@pytest.mark.parametrize(
    "body",
    [
        b'{"data":[{%b,"filled":0,"filled":100}]}' % ENTRY,
        b'{"data":[{%b,"remaining":100,"remaining":0}]}' % ENTRY,
        b'{"data":[],"data":[{%b}]}' % ENTRY,
        b'{"data":[{"success":false,"sessionID":"%b","reason":"Something broke","reason":"order not found"}]}' % ORDER.encode(),
    ],
)
def test_what_stands_twice_in_a_list_proves_nothing(body: bytes, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.always(Answer(200, body))
    (outcome,) = fourcasters.cancel_orders([ORDER])
    assert isinstance(outcome, CancelUnknown)
    with pytest.raises(UnreadableReply, match="stands twice"):
        fourcasters.cancel_all_orders()


def test_an_empty_list_behind_a_full_one_is_no_empty_list(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(Answer(200, b'{"data":[{%b}],"data":[]}' % ENTRY))
    with pytest.raises(UnreadableReply, match="stands twice"):
        fourcasters.cancel_all_orders()


def test_a_blank_name_names_no_order(venue: Replies, fourcasters: Fourcasters, predictstreet: PredictStreet) -> None:
    venue.will(said({"data": [{"success": True, "sessionID": " "}, {"success": True, "sessionID": ORDER}]}))
    with pytest.raises(UnreadableReply, match="name no order") as unreadable:
        fourcasters.cancel_game_orders(GAME)
    assert unreadable.value.outcomes == (Cancelled(ORDER),)
    venue.will(said({"cancelled": [""], "notCancelled": {}}), said({"cancelled": [], "notCancelled": {" ": "not_found"}}))
    for _ in range(2):
        with pytest.raises(UnreadableReply, match="by nothing"):
            predictstreet.cancel_all_orders()


def test_one_uuid_in_two_cases_is_one_order(venue: Replies, predictstreet: PredictStreet) -> None:
    (order_id,) = uuids(1)
    order_id = f"{order_id[:-1]}f"
    venue.will(
        said({"cancelled": [order_id.upper()], "notCancelled": {order_id: "already_terminal"}}),
        said({"cancelled": [order_id, order_id.upper()], "notCancelled": {}}),
    )
    (outcome,) = predictstreet.cancel_all_orders()
    assert isinstance(outcome, CancelUnknown)
    assert predictstreet.cancel_all_orders() == (Cancelled(order_id),)


def test_words_that_repeat_the_token_show_in_no_frame(venue: Replies, clients: Clients) -> None:
    client = clients.fourcasters(token=TOKEN)
    venue.will(said({"data": [{"success": False, "reason": f"bad token {TOKEN}"}]}))
    with pytest.raises(UnreadableReply) as unreadable:
        client.cancel_all_orders()
    assert TOKEN not in shown_by(unreadable.value)
