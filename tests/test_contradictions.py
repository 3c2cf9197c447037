"""Replies that contradict themselves, name nothing, or leave out what decides: found by the fuzzer, each with its least form."""

from __future__ import annotations

import pytest
from accounts import ORDER
from replies import Answer, Replies

from crossbook import NotCancelled, NotCancelledReason
from crossbook.fourcasters import Fourcasters


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
