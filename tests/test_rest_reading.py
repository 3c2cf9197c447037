"""Reading over REST: pages, look-ups, words and members that no document lists, and amounts digit by digit."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest
from accounts import GAME, ORDER, OTHER, WALLET, Clients, uuids
from replies import Answer, Replies, said

from crossbook import CouldNotConnect, NotFound, ReadFailed, Refused
from crossbook.fourcasters import Fourcasters, HeartbeatAck
from crossbook.predictstreet import PredictStreet
from crossbook_bindings.fourcasters.rest import get_unmatched
from crossbook_bindings.predictstreet.rest import cancel_order, get_order

EMPTY: dict[str, Any] = {}


def page(ids: tuple[str, ...], following: str | None) -> Answer:
    return said({"walletAddress": WALLET, "orders": [{"id": order_id, "status": "OPEN"} for order_id in ids], "nextCursor": following})


def test_open_orders_are_read_to_the_last_page(venue: Replies, predictstreet: PredictStreet) -> None:
    ids = uuids(5)
    venue.will(page(ids[:2], "c/1"), page((), "c=2"), page(ids[2:], None))
    orders = predictstreet.open_orders("M")
    assert [order.order_id for order in orders] == list(ids)
    targets = ["/api/orders/open?marketId=M", "/api/orders/open?marketId=M&cursor=c%2F1", "/api/orders/open?marketId=M&cursor=c%3D2"]
    assert [request.target for request in venue.requests] == targets


def test_a_page_without_a_cursor_is_the_last(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.will(said({"orders": [{"id": "a"}]}))
    assert [order.order_id for order in predictstreet.open_orders()] == ["a"]
    assert venue.last.target == "/api/orders/open"


def test_pages_that_go_in_circles_end_in_an_error(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.will(page(("a",), "one"), page(("b",), "two"), page(("c",), "one"))
    with pytest.raises(ReadFailed, match="already read"):
        predictstreet.open_orders()
    assert len(venue.requests) == 3


def test_half_a_list_is_never_taken_for_the_whole(venue: Replies, predictstreet: PredictStreet) -> None:
    venue.will(page(("a",), "one"), Answer(502))
    with pytest.raises(ReadFailed) as caught:
        predictstreet.open_orders()
    assert caught.value.safe_to_repeat


def test_an_order_is_read_with_every_digit(venue: Replies, predictstreet: PredictStreet) -> None:
    order_id = uuids(1)[0]
    order: dict[str, Any] = {
        "id": order_id,
        "marketId": "NC26-BIN-83479265",
        "side": "buy",
        "outcome": "0",
        "price": "0.420000",
        "quantity": "123456789012345678.123456",
        "filledQty": "0.1",
        "remainingQty": "123456789012345678.023456",
        "expiry": 123,
        "status": "CANCELLED_BY_DECREE",
        "clientOrderId": "",
        "madeUpTomorrow": {"deep": [1]},
    }
    venue.will(said(order), said(order))
    state = predictstreet.get_order(order_id)
    assert venue.last.target == f"/api/orders/{order_id}"
    assert (state.order_id, state.market_id, state.side, state.outcome) == (order_id, "NC26-BIN-83479265", "buy", "0")
    assert (str(state.price), str(state.quantity)) == ("0.420000", "123456789012345678.123456")
    assert (state.filled, state.remaining) == (Decimal("0.1"), Decimal("123456789012345678.023456"))
    assert (state.status, state.user_reference) == ("CANCELLED_BY_DECREE", None)
    assert state.venue_order == predictstreet.send(get_order(id=order_id))
    assert state.venue_order.expiry == 123


def test_words_that_no_document_lists_are_kept_by_send(venue: Replies, fourcasters: Fourcasters, predictstreet: PredictStreet) -> None:
    venue.will(
        said({"data": {"unmatched": [{"id": ORDER, "type": "handicap", "origin": "house", "new": [EMPTY]}], "more": 1}, "meta": None})
    )
    order = fourcasters.send(get_unmatched()).data.unmatched[0]
    assert (order.id, order.type, order.origin) == (ORDER, "handicap", "house")
    venue.will(said({"orderId": "a", "status": "cancel_pending", "until": "tomorrow"}))
    assert predictstreet.send(cancel_order(orderId="a")).status == "cancel_pending"


@pytest.mark.parametrize(
    ("words", "reason", "may_be_open"),
    [("market_halted", "other", True), ("", "other", True), ("NOT_FOUND", "other", True), ("already_terminal", "already_terminal", False)],
)
def test_a_reason_that_no_document_lists_is_other_and_keeps_its_words(
    words: str,
    reason: str,
    may_be_open: bool,  # noqa: FBT001 - a case
    venue: Replies,
    predictstreet: PredictStreet,
) -> None:
    venue.will(said({"cancelled": [], "notCancelled": {"a": words}}))
    (outcome,) = predictstreet.cancel_orders(["a"])
    assert (getattr(outcome, "reason", None), getattr(outcome, "venue_text", None)) == (reason, words)
    assert outcome.may_be_open is may_be_open


def test_resting_orders_are_read_in_our_words(venue: Replies, fourcasters: Fourcasters) -> None:
    order: dict[str, Any] = {
        "id": ORDER,
        "type": "total",
        "bet": 100.10,
        "odds": 165,
        "spread": None,
        "total": 220.5,
        "filled": 40.05,
        "offered": "100.100000",
        "remaining": 99,
        "createdAt": "2026-08-20T16:26:35.601Z",
        "expiry": "tomorrow",
        "userReference": "",
        "game": {"id": GAME, "league": "NBA", "eventName": None, "participants": []},
    }
    venue.will(said({"data": {"unmatched": [order, {"id": OTHER}]}}))
    full, bare = fourcasters.open_orders()
    assert (full.order_id, full.game_id, full.league, full.market_type) == (ORDER, GAME, "NBA", "total")
    assert (full.odds, full.risk, full.filled) == (Decimal(165), Decimal("100.1"), Decimal("40.05"))
    assert str(full.remaining) == "60.050000", "what was offered less what was filled: the venue's own figure is in doubt"
    assert full.user_reference is None
    assert (full.line, full.side, full.status) == (Decimal("220.5"), None, "open")
    assert full.created_at == datetime(2026, 8, 20, 16, 26, 35, 601000, tzinfo=UTC)
    assert full.expires_at is None, "what cannot be read is not made up"
    assert getattr(full.venue_order, "expiry", None) == "tomorrow"
    assert attrs.asdict(bare, filter=lambda attribute, _: attribute.name != "venue_order") == {
        "order_id": OTHER,
        "status": "open",
        **dict.fromkeys(("user_reference", "game_id", "league", "market_type", "side", "odds", "line", "risk", "filled", "remaining")),
        **dict.fromkeys(("created_at", "expires_at")),
    }


@pytest.mark.parametrize("time", ["9999-12-31T23:59:59.999-14:00", "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00.000+00:01"])
def test_a_time_that_has_no_year_in_utc_is_one_that_cannot_be_read(time: str, venue: Replies, clients: Clients) -> None:
    client, predictstreet = clients.fourcasters(), clients.predictstreet()
    venue.will(said({"data": {"unmatched": [{"id": ORDER, "createdAt": time, "expiry": time}]}}))
    (order,) = client.open_orders()
    assert (order.created_at, order.expires_at) == (None, None)
    row = {"id": "a-1", "createdAt": time, "updatedAt": time, "orderId": "a-1", "price": "0.5", "quantity": "2", "settledAt": time}
    venue.will(said(row), said({"walletAddress": "0x", "trades": [row], "nextCursor": None}))
    assert predictstreet.get_order("a-1").created_at is None
    (fill,) = predictstreet.fills()
    assert (fill.created_at, fill.settled_at) == (None, None)


def test_a_look_up_turns_the_venue_s_over_and_under_round(venue: Replies, fourcasters: Fourcasters) -> None:
    detail = {"id": ORDER, "cancelled": False, "OU": "over", "type": "total", "matchedRisk": "40.00", "unmatchedRisk": "60.00"}
    venue.will(said({"data": {"order": detail}}), said({"error": "invalid"}, 404))
    order = fourcasters.get_order(ORDER)
    assert venue.last.target == f"/session/lookupOrder?orderID={ORDER}"
    assert (order.side, order.status, str(order.filled), str(order.remaining), str(order.risk)) == (
        "under",
        None,
        "40.00",
        "60.00",
        "100.00",
    )
    with pytest.raises(NotFound):
        fourcasters.get_order(ORDER)
    venue.will(said({"data": {"order": detail | {"cancelled": True, "OU": None, "participant": OTHER, "type": "spread", "spread": -3.5}}}))
    order = fourcasters.get_order(ORDER)
    assert (order.side, order.line, order.status) == (OTHER, Decimal("-3.5"), "cancelled")


@pytest.mark.parametrize(("told", "side"), [("over", "under"), ("OVER", "under"), ("Under", "over"), ("neither", None)])
def test_the_side_of_a_total_is_turned_round_however_it_is_spelled(
    told: str, side: str | None, venue: Replies, fourcasters: Fourcasters
) -> None:
    venue.will(said({"data": {"order": {"id": ORDER, "OU": told, "type": "total", "total": 8.5, "spread": 0}}}))
    order = fourcasters.get_order(ORDER)
    assert (order.side, order.line) == (side, Decimal("8.5"))


def test_a_line_is_that_of_the_market_type_and_a_blank_side_is_none(venue: Replies, fourcasters: Fourcasters) -> None:
    kinds = ({"type": "moneyline", "spread": 3.5}, {"type": "spread", "spread": 1.5, "total": 0}, {"type": "tomorrow's", "total": 2})
    rows = [{"id": ORDER, "participantID": "", **kind} for kind in kinds]
    venue.will(said({"data": {"unmatched": rows}}))
    assert [(order.side, order.line) for order in fourcasters.open_orders()] == [(None, None), (None, Decimal("1.5")), (None, Decimal(2))]


def test_a_look_up_that_shows_another_order_has_failed(venue: Replies, fourcasters: Fourcasters, predictstreet: PredictStreet) -> None:
    first, second = uuids(2)
    venue.will(said({"data": {"order": {"id": OTHER}}}), said({"data": {"order": {}}}), said({"id": second}), said({}))
    for _ in range(2):
        with pytest.raises(ReadFailed, match="does not say that it is about the order"):
            fourcasters.get_order(ORDER)
    for _ in range(2):
        with pytest.raises(ReadFailed, match="does not say that it is about the order"):
            predictstreet.get_order(first)


def test_a_read_that_broke_down_at_the_venue_was_not_refused(venue: Replies, fourcasters: Fourcasters) -> None:
    for status in (302, 500, 503):
        venue.always(Answer(status, b'{"error":"no"}'))
        with pytest.raises(ReadFailed) as failed:
            fourcasters.open_orders()
        assert "refused" not in str(failed.value)
        assert "nothing was done" not in str(failed.value)
    venue.always(Answer(401, b'{"error":"no"}'))
    with pytest.raises(Refused, match="refused, nothing was done"):
        fourcasters.open_orders()


def test_a_heartbeat_says_what_its_reply_names_and_the_status_alone_counts(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(said({"data": {"anything": 1}}), said({}), said({"data": {"type": "heartbeatAck", "timeoutSec": 30.0}}))
    assert fourcasters.heartbeat(6) == HeartbeatAck(timeout_seconds=6)
    assert venue.last.json == {"timeout": 6}
    assert fourcasters.heartbeat(30) == HeartbeatAck(timeout_seconds=30)
    assert fourcasters.heartbeat(30) == HeartbeatAck(timeout_seconds=30, told_seconds=30)


@pytest.mark.parametrize(("age", "is_fresh"), [("0", True), (" 0", True), ("300", False), ("odd", False)])
def test_a_list_of_what_rests_that_a_cache_had_kept_is_none(venue: Replies, fourcasters: Fourcasters, age: str, *, is_fresh: bool) -> None:
    venue.will(Answer(200, b'{"data":{"unmatched":[]}}', (("Age", age),)))
    if is_fresh:
        assert fourcasters.open_orders() == ()
        return
    with pytest.raises(ReadFailed, match=f"it had been kept by a cache .Age: {age}"):
        fourcasters.open_orders()


def test_the_account_is_read_with_every_digit(venue: Replies, fourcasters: Fourcasters) -> None:
    venue.will(Answer(200, b'{"data":{"user":{"username":"acct","displayBalance":1250.50,"liability":-125.0,"type":"syndicate","x":1}}}'))
    user = fourcasters.me()
    assert (user.username, str(user.displayBalance), str(user.liability), user.type) == ("acct", "1250.50", "-125.0", "syndicate")


def test_a_read_that_breaks_off_raises(venue: Replies, clients: Clients) -> None:
    venue.stop_listening()
    with pytest.raises(CouldNotConnect, match="getUnmatched"):
        clients.fourcasters().open_orders()
