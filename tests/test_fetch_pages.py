"""`fetch` and `pages`: any request of the bindings, without its envelope or page by page, through clients of both kinds."""

from __future__ import annotations

from typing import Any

import pytest
from accounts import ORDER, OTHER, uuids
from replies import Answer, Replies, said

from crossbook import NotFound, RateLimited, ReadFailed, UnreadableReply
from crossbook.fourcasters import Fourcasters
from crossbook.predictstreet import PredictStreet
from crossbook_bindings.fourcasters.rest import cancel_multiple, get_games, get_graded_since, get_me
from crossbook_bindings.predictstreet.rest import get_order, list_open_orders, place_batch

SINCE = "2026-08-01T00:00:00.000Z"
OPEN = "/api/orders/open"
GRADED = "/user/v2/getGradedSince"


def open_orders(ids: tuple[str, ...], following: str | None) -> Answer:
    return said({"orders": [{"id": order_id, "status": "OPEN"} for order_id in ids], "nextCursor": following})


def graded(fills: str, cursor: str, *, more: bool) -> Answer:
    missing = {"_id": OTHER, "error": "not found"}
    rows: list[Any] = [{"id": ORDER, "txID": fill, "ticketNumber": "1", "game": missing} for fill in fills]
    return said({"data": {"graded": rows, "hasMore": more, "cursor": cursor, "settledThrough": SINCE}})


def test_open_orders_are_given_one_by_one_to_the_last_page(venue: Replies, predictstreet: PredictStreet) -> None:
    ids = uuids(5)
    venue.will(open_orders(ids[:2], "c/1"), open_orders((), "c=2"), open_orders(ids[2:], None))
    assert [order.id for order in predictstreet.pages(list_open_orders(marketId="M", limit=2))] == list(ids)
    assert [request.target.removeprefix(f"{OPEN}?marketId=M&limit=2") for request in venue.requests] == [
        "",
        "&cursor=c%2F1",
        "&cursor=c%3D2",
    ]


def test_a_page_is_read_when_its_first_entry_is_asked_for(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.will(open_orders(uuids(2), "next"), open_orders((), None))
    given = predictstreet.pages(list_open_orders())
    assert venue.requests == []
    assert [next(given).id, next(given).id] == list(uuids(2))
    assert len(venue.requests) == 1
    assert list(given) == []
    assert len(venue.requests) == 2


def test_a_first_cursor_is_where_the_reading_begins(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.will(open_orders(("b",), None))
    assert [order.id for order in predictstreet.pages(list_open_orders(cursor="here"))] == ["b"]
    assert venue.last.target == f"{OPEN}?cursor=here"


def test_the_cursor_of_graded_bets_replaces_the_instant(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(graded("ab", "one", more=True), graded("", "two", more=True), graded("c", "three", more=False))
    assert [row.txID for row in fourcasters.pages(get_graded_since(since=SINCE))] == ["a", "b", "c"]
    first = f"{GRADED}?since=2026-08-01T00%3A00%3A00.000Z"
    assert [request.target for request in venue.requests] == [first, f"{GRADED}?cursor=one", f"{GRADED}?cursor=two"]


def test_a_cursor_that_comes_again_ends_in_an_error(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(graded("a", "one", more=True), graded("b", "two", more=True), graded("c", "one", more=True))
    given = fourcasters.pages(get_graded_since(since=SINCE))
    assert [next(given).txID, next(given).txID] == ["a", "b"]
    with pytest.raises(ReadFailed, match="already read") as caught:
        next(given)
    assert (caught.value.operation, caught.value.status, len(venue.requests)) == ("getGradedSince", 200, 3)


def test_a_cursor_that_no_address_can_hold_is_an_error_of_the_read(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.will(open_orders(("b",), "x" * 16_385))
    given = predictstreet.pages(list_open_orders())
    with pytest.raises(ReadFailed, match="at most 16384 characters for its next page, found one of 16385"):
        list(given)
    assert len(venue.requests) == 1


def test_what_goes_wrong_between_pages_is_raised_there(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.will(open_orders(("a",), "next"), said({"code": "rate_limited", "message": "slow down"}, 429, retry_after="3"))
    given = predictstreet.pages(list_open_orders())
    assert next(given).id == "a"
    with pytest.raises(RateLimited) as caught:
        next(given)
    assert caught.value.retry_after == 3


def test_a_page_that_its_spec_does_not_describe_is_an_error(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": {"graded": []}}))
    with pytest.raises(ReadFailed) as caught:
        list(fourcasters.pages(get_graded_since()))
    assert "hasMore" in caught.value.fault


def test_pages_can_be_fetched_one_at_a_time(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(graded("a", "one", more=True))
    data = fourcasters.fetch(get_graded_since(since=SINCE))
    assert ([row.txID for row in data.graded], data.cursor, data.hasMore) == (["a"], "one", True)


def test_a_payload_is_fetched_without_its_envelope(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": {"user": {"username": "somebody"}}}), said({"data": {"games": [{"id": OTHER}]}}))
    assert fourcasters.fetch(get_me()).username == "somebody"
    assert [game.id for game in fourcasters.fetch(get_games(league="NBA"))] == [OTHER]


def test_a_reply_without_an_envelope_is_fetched_whole(venue: Replies, predictstreet: PredictStreet) -> None:
    (order_id,) = uuids(1)
    venue.will(*[said({"id": order_id, "status": "OPEN"})] * 2)
    assert predictstreet.fetch(get_order(id=order_id)) == predictstreet.send(get_order(id=order_id))


def test_a_fetch_that_is_refused_raises_what_send_raises(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.will(said({"code": "not_found", "message": "no such order"}, 404))
    with pytest.raises(NotFound, match="no such order"):
        predictstreet.fetch(get_order(id=uuids(1)[0]))


def test_a_reply_with_as_many_entries_as_were_sent_is_fetched(
    venue: Replies, fourcasters: Fourcasters, predictstreet: PredictStreet
) -> None:
    venue.will(said({"data": [{"sessionID": ORDER, "success": True}, {"sessionID": OTHER, "success": False}]}), Answer(200, b"[]"))
    assert [result.success for result in fourcasters.fetch(cancel_multiple(sessionIDs=(ORDER, OTHER)))] == [True, False]
    assert predictstreet.fetch(place_batch(orders=())) == ()


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_reply_with_more_or_fewer_entries_than_were_sent_proves_nothing(count: int, venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(*[said({"data": [{"sessionID": ORDER, "success": True}] * count})] * 2)
    request = cancel_multiple(sessionIDs=(ORDER, OTHER))
    for ask in (fourcasters.fetch, fourcasters.send):
        with pytest.raises(UnreadableReply) as caught:
            ask(request)
        assert caught.value.fault == f"2 entries were sent and {count} came back"


def test_a_bare_list_is_counted_like_any_other(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.will(said([{"success": True}]))
    with pytest.raises(UnreadableReply, match="0 entries were sent and 1 came back"):
        predictstreet.fetch(place_batch(orders=()))
