"""The drift watch counts what no document knows, by its path, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from accounts import ORDER, OTHER, TOKEN, Clients
from families import every
from hypothesis import given
from hypothesis import strategies as st
from operations import METHODS, SENDS, Case
from planted import MARK
from recordings import RECORDINGS
from replies import Replies, said
from socket_server import Visit, serving

from crossbook.core.known import knows
from crossbook.desk import Drift, DriftWatch
from crossbook.drift import unknown_fields, unlisted_values
from crossbook.fourcasters import OrdersSocket
from crossbook.observing import Attempted, UnclaimedFrame
from crossbook_bindings.fourcasters.rest import CancelMultipleReply, GetSingleOrderbookReply, GetUnmatchedReply, LookupOrderReply
from crossbook_bindings.predictstreet.rest import CancelBatchReply, ListOpenOrdersReply

SUCCESS: dict[str, Any] = {"success": True, "sessionID": ORDER, "filled": 0, "remaining": 5}


def answered(operation: str, body: object, *, venue: str = "fourcasters", status: int = 200) -> Attempted:
    return Attempted(
        call=1,
        at=0.0,
        request=1,
        attempt=1,
        venue=venue,
        transport="rest",
        operation=operation,
        came="answered",
        status=status,
        body=body if isinstance(body, bytes) else json.dumps(body).encode(),
    )


def test_unknown_fields_are_counted_by_path_with_their_first_value(venue: Replies, clients: Clients) -> None:
    watch = DriftWatch()
    venue.always(said({"data": [SUCCESS | {"venueFee": 1.5}, SUCCESS | {"sessionID": OTHER, "venueFee": 2}], "meta": {"deep": [1]}}))
    client = clients.fourcasters(observers=[watch])
    client.cancel_orders([ORDER, OTHER])
    client.cancel_orders([ORDER, OTHER])
    about: Any = {"venue": "fourcasters", "operation": "cancelMultiple", "kind": "unknown field"}
    assert set(watch.found) == {
        Drift(path="$.data[].venueFee", count=4, sample="1.5", **about),
        Drift(path="$.meta", count=2, sample='{"deep":[1]}', **about),
    }


def test_values_that_no_list_has_are_counted() -> None:
    watch = DriftWatch()
    orders = [{"id": ORDER, "status": "on_the_moon"}, {"id": OTHER, "status": "OPEN"}]
    watch(answered("listOpenOrders", {"orders": orders}, venue="predictstreet"))
    assert [(drift.kind, drift.path, drift.count, drift.sample) for drift in watch.found if drift.kind == "unlisted value"] == [
        ("unlisted value", "$.orders[].status", 1, '"on_the_moon"')
    ]


def test_keys_of_mappings_are_one_place() -> None:
    watch = DriftWatch()
    books = {"6.5": [{"level": 1}], "7.5": [{"level": 2}, {"level": 3}]}
    watch(answered("getSingleOrderbook", {"data": {"game": {"over": books}}}))
    assert [(drift.path, drift.count, drift.sample) for drift in watch.found] == [("$.data.game.over[*][].level", 3, "1")]


async def test_frames_and_replies_of_a_socket_are_watched_too() -> None:
    async def venue(visit: Visit) -> None:
        asked = await visit.asked()
        await visit.say(f'{{"maintenance":"{TOKEN}"}}')
        await visit.answer(asked, data=[{"success": True, "orderID": ORDER, "newField": 1}])

    watch = DriftWatch()
    async with serving(venue) as server, OrdersSocket(token=TOKEN, url=server.url, observers=[watch]) as orders:
        await orders.cancel_order(ORDER)
    assert [(drift.operation, drift.kind, drift.path, drift.sample) for drift in watch.found] == [
        ("*", "unknown frame", "$", '{"maintenance":"***"}'),
        ("cancelById", "unknown field", "$.data[].newField", "1"),
    ]


def test_every_operation_can_be_watched() -> None:
    def check(case: Case) -> None:
        watch = DriftWatch()
        watch(answered(case.operation, {"nobody": {"knows": "this"}}, venue=case.venue))
        assert all(drift.path.startswith("$") for drift in watch.found)

    every([*METHODS, *SENDS], check)


def test_what_is_documented_is_no_drift() -> None:
    watch, looked_at = DriftWatch(), 0
    for recording in RECORDINGS:
        if recording.kind == "rest" and recording.succeeds and recording.breaks is None:
            watch(answered(recording.operation, (recording.text or "").encode(), venue=recording.venue))
            looked_at += 1
    assert looked_at > 80
    # One sample of the documents contradicts their own list, which is in capitals.
    assert [(drift.operation, drift.path, drift.sample) for drift in watch.found] == [("requestWithdrawal", "$.status", '"rejected"')]


@pytest.mark.parametrize(
    "event",
    [
        answered("cancelMultiple", {"error": "no", "new": 1}, status=409),
        answered("cancelMultiple", b'{"data": [{"new'),
        answered("cancelMultiple", b"\xff\xfe"),
        answered("cancelMultiple", b"[" * 5000),
        answered("cancelMultiple", {"data": "text"}),
        answered("nothing that anybody knows", {"new": 1}),
        answered("ordersHeartbeat", {"new": 1}),
    ],
    ids=lambda event: event.operation,
)
def test_what_is_no_success_or_has_no_form_is_left_alone(event: Attempted) -> None:
    watch = DriftWatch()
    watch(event)
    assert watch.found == ()


def test_a_venue_that_makes_up_names_does_not_fill_the_memory() -> None:
    watch = DriftWatch(most=10)
    for number in range(50):
        watch(answered("cancelMultiple", {"data": [], f"made up {number}": 1}))
    assert len(watch.found) == 10
    assert watch.passed_over == 40


def test_samples_are_short_and_odd_names_keep_their_form() -> None:
    watch = DriftWatch()
    watch(answered("cancelMultiple", {"data": [], 'a "b]" \\ c.d[0]': "x" * 1000}))
    watch(UnclaimedFrame(at=0.0, venue="fourcasters", text="y" * 1000))
    (field, frame) = watch.found
    assert field.path == '$["a \\"b]\\" \\\\ c.d[0]"]'
    assert len(field.sample) < 300
    assert len(frame.sample) < 300


def test_no_secret_is_in_a_sample(venue: Replies, clients: Clients) -> None:
    watch = DriftWatch()
    token = f"token-{MARK}"
    venue.always(said({"data": [SUCCESS | {"echo": token}], "auth": {"signature": MARK}}))
    clients.fourcasters(token=token, observers=[watch]).cancel_orders([ORDER])
    assert len(watch.found) == 2
    assert MARK not in repr(watch.found)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["open", "buy", "over", "matched", "words of tomorrow"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "orders", "game", "over", "status", "side", "sessionID", "order", "unmatched", "OU", "6.5", "new"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    "kind", [CancelMultipleReply, GetSingleOrderbookReply, GetUnmatchedReply, LookupOrderReply, CancelBatchReply, ListOpenOrdersReply]
)
@given(value=JSON)
def test_the_quick_look_sees_what_the_thorough_one_does(kind: Any, value: object) -> None:
    test = knows(kind)
    found = [*unknown_fields(kind, value), *unlisted_values(kind, value)]
    assert test is not None
    assert test(value) == (found == [])
